"""Money that has just left: the bank first, four facts, and the case at once."""
