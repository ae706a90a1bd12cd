"""Measures the product beside its peers; `python -m bench --help` tells what else it measures."""
