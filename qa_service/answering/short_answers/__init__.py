"""The bare fact inside the answering words, with its unit."""
