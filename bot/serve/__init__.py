"""The HTTP site, and whether the server works."""
