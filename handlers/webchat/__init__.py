"""The web chat channel and its page."""
