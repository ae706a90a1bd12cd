"""The question "is this a scam?": a number, a link or a message is checked, and never filed by that."""
