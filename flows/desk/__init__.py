"""The officers' side in a chat: cases and digest."""
