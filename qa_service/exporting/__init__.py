"""Answers and conversations as files to keep: Word in the layout of official documents, and Markdown."""
