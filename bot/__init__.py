"""The running product: settings, wiring, turns, sending, schedules."""
