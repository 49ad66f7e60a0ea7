"""Questions that the threshold of confidence is read from."""
