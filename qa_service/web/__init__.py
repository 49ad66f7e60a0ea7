"""The HTTP edge: routes, schemas and the web client."""
