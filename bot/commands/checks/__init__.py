"""Checks of a deployment that `main.py doctor` prints."""
