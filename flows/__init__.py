"""The conversation: pure, so that the same (conversation, event) always gives the same result."""
