"""The second journey: a question becomes cited passages from the library."""
