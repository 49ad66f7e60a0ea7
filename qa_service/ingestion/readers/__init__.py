"""One reader a file format, each behind the same seam."""
