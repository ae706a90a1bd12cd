"""Waiting: reporters for an officer to talk to, officers for the end of a deadline."""
