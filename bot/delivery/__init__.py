"""Sending the outbox: rate limits, retries, giving up, and what each kind of row does."""
