"""The custody log: its links, its heads and roots, and the officers and keys that the log vouches for."""
