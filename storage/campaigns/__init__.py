"""Keyed tokens by which cases that name the same number, link or message are found."""
