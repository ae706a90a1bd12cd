"""The settings of an installation that several servers share."""
