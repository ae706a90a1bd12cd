"""Paged and numbered PDF documents in Arabic, from right to left, and in French and English."""
