"""Keyed tokens of cases, measured: what a look-up takes, and which texts count as copies."""
