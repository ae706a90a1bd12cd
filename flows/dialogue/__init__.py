"""The engine: how an event meets a conversation, whichever flow it is in."""
