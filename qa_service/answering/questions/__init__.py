"""The question: what it asks, in which scope, within its conversation."""
