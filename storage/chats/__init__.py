"""Conversations, events already seen, dead letters, people of WhatsApp, and remembered values."""
