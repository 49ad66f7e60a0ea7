"""Alembic's entry: runs the revisions on the connection that ``database.migrate`` hands over."""

from alembic import context

from qa_service.library.tables import SCHEMA

context.configure(connection=context.config.attributes["connection"], target_metadata=SCHEMA)
context.run_migrations()
