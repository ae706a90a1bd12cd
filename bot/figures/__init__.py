"""The figures of a period for the command line and the desk, and the statement to the press."""
