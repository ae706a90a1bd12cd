"""The commands that need no server: an officer's own machine, Windows too, runs them (`ballegh-officer`)."""
