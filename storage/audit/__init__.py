"""Checks that a court can repeat: verification, proofs of filing, bundles of cases."""
