"""Engine, transactions, statements and migrations: everything that differs between SQLite and PostgreSQL."""
