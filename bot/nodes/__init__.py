"""The servers of one installation: which of them run, what one does for all, what they tell each other."""
