"""The limits that an event passes before its turn: floods, daily quotas, disk space."""
