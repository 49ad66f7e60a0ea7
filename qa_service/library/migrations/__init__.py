"""The schema's history, run by Alembic when a library is opened."""
