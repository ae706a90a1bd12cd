"""The sealed contents of cases that need more than one officer, or more than one key."""
