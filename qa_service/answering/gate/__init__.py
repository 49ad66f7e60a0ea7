"""The gate: what of a text that an LLM wrote its evidence bears out."""
