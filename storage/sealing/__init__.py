"""Encryption: the server's keys, the officers' keys, erasure keys, age files."""
