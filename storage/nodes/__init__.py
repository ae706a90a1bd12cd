"""Several servers on one database: which there are, what one of them does for all, and their words."""
