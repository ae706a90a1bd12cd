"""The links, addresses, accounts and invitations that a text names."""
