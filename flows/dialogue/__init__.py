"""The engine: how an event changes a conversation, in any flow."""
