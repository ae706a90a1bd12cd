"""What is kept: tables, transactions, evidence, and the vault that all case content goes through."""
