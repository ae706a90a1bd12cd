"""The draft: a report that is not filed yet."""

from flows.core.conversation import Conversation

HIDDEN_NOW = "hidden"
"""The value of `Conversation.asked` after the chat was hidden: a text does not bring the question back."""


def has_draft(conversation: Conversation) -> bool:
    """True when a report is under way and the person has put something in it."""
    return conversation.flow == "report" and bool(
        conversation.answers or conversation.pieces or conversation.notes
    )
