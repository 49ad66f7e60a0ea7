"""The first journey: a file becomes passages in the library."""
