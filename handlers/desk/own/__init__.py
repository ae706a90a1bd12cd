"""The calls about the officer's own settings."""
