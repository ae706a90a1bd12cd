"""Servers that speak the providers' wire protocols and enforce their documented limits."""
