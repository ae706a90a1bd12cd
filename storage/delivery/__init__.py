"""The outbox and all that is known of messages on their way."""
