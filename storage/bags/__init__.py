"""Cases as BagIt bags: made at an export, opened on an officer's machine, checked wherever they go."""
