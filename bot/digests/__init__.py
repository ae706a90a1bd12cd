"""The officers' digests: when each is due, what it says, and its ways by chat and by e-mail."""
