"""Sending the outbox: claims, pace, retries, giving up."""
