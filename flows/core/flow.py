"""A flow: a table of questions, and what follows once they are answered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flows.record import record

if TYPE_CHECKING:
    from flows.core.conversation import Conversation
    from flows.core.questions import Question
    from flows.core.step import Step


@record
class Flow:
    """A table of questions.

    `answered` may act on an answer. `done` runs when no question is left, or in an `early` flow when the
    person says so. In a `linear` flow a new answer voids the later ones.
    """

    id: str
    questions: "tuple[Question, ...]"
    answered: "Callable[[Step, Question, str], None]"
    done: "Callable[[Step], None]"
    early: bool = False
    linear: bool = False

    def position(self, conversation: "Conversation") -> "Question | None":
        """The question being edited, else the first one that applies and has no answer; None at the end."""
        if conversation.editing:
            return self.question(conversation.editing)
        given = {answer.question: answer.value for answer in conversation.answers}
        category = given.get("category")
        for question in self.questions:
            if question.id in given:
                continue
            fits = question.categories is None or category in question.categories
            if fits and question.ask_if(conversation):
                return question
        return None

    def question(self, name: str) -> "Question | None":
        """The question of this id; None where a new version of the program removed the question."""
        return next((question for question in self.questions if question.id == name), None)


@record
class ReportQuota:
    """The most files that one report may hold, and the most bytes of all of them together."""

    pieces: int = 40
    size: int = 400 << 20
