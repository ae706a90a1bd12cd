"""Waiting: deadlines, persons who asked for an officer, officers on duty."""
