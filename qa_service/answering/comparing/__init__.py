"""Questions across documents: sides, what their figures count, reckoning, table."""
