"""Readings of pictures: a question to the reporter, and never more than that until it is answered."""
