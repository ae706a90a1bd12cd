"""Limits that an event passes before its turn: floods, quotas, disk space."""
