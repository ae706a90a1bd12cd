"""The parts that all flows share: events, effects, conversations, questions, steps."""
