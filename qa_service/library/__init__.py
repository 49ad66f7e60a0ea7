"""The truth: documents, passages, vectors, jobs, conversations and feedback in SQL."""
