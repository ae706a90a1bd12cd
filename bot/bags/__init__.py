"""The parts of a bag that are for people: what was said, indicators, statements and cover sheets."""
