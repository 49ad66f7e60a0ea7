"""Question answering over Chinese official documents, with citations checked by code."""
