"""The figures of a period, counted in the database."""
