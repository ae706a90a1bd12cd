"""The channels: each turns a provider's payloads into events and replies into its requests."""
