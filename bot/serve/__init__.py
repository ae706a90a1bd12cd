"""The HTTP site and its checks."""
