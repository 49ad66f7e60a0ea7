"""Generated answers: the LLM, what it is given, what of it is shown, and why it failed."""
