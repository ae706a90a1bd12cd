"""One transaction for each event: look-ups, effects, rendering."""
