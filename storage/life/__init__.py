"""The outcome of cases: suspects, and what reporters say of the help they got."""
