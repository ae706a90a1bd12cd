"""The words of every flow: events, effects, conversations, questions, steps."""
