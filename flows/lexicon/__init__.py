"""Tables of words and phrases that people use, in every language and script."""
