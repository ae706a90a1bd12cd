"""Typed words as answers to a question."""
