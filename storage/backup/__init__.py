"""Backups: copies of the database, the files and the erasure keys, and their way back."""
