"""How good the answers, the finding and the reading are, in figures."""
