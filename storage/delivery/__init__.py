"""The outbox, delivery reports, and messages that were not delivered."""
