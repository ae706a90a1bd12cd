"""The engine, transactions, statements and migrations: all that differs between SQLite and PostgreSQL."""
