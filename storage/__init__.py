"""Everything durable: tables, transactions, evidence files, and the encryption of all content."""
