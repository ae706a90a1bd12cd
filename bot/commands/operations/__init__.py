"""Commands for whoever keeps the server running."""
