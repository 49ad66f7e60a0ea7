"""The evidence: which words of the found passages may answer, how well, and whether that is enough."""
