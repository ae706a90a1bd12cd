"""The commands about officers' digests."""
