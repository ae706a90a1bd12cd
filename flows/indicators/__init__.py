"""The numbers, links, accounts and amounts that a text names."""
