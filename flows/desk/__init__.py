"""The officers' side in a chat: cases, digest."""
