"""One row for each chat: conversations, events already seen, dead letters, WhatsApp identities."""
