"""The scheduled work on what waits: deadlines, and persons whom nobody has answered."""
