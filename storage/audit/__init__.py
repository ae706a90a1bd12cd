"""Checks that a judge can repeat: verification, proofs of filing, case bundles."""
