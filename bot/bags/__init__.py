"""What a bag holds for people: all that was said, lists of indicators, statements and cover sheets."""
