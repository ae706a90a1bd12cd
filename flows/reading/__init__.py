"""The meaning of a text: language, intent, category, despair, danger, age."""
