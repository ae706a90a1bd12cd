"""The sums, bank accounts, cards and wallets that a text names."""
