"""Scheduled work: reminders, digests, tidying."""
