"""Words: folded text, sentences and clauses, coverage, and the words that tell what a figure counts."""
