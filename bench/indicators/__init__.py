"""How well the indicators of a text are read, on texts written apart from the rules."""
