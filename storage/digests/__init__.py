"""The digests of officers: which they chose, and the counts in them."""
