"""The places of the desk that the lines of a digest lead to."""

from collections.abc import Iterator
from urllib.parse import urlencode

from flows.core.found import DigestContent
from flows.record import record
from storage.digests.choices import DigestChoice

PLACES = ("urgent", "new", "overdue", "answered", "open")
"""The rows of a digest with a place of their own, in their order; each has a message `digest-row-…`."""


@record
class DeskLinks:
    """The addresses of lists, as an officer chose to see them. `desk` is the page's own address."""

    desk: str
    choice: DigestChoice
    since: float

    def row(self, name: str) -> str:
        """The list of a row. New are the cases that were filed since."""
        if name == "new":
            return self._cases({"from": f"{self.since:.0f}", "sort": "newest"})
        if name == "open":
            return self._cases({"queue": "mine"} if self.choice.own else {})
        return self._cases({"queue": name})

    def category(self, name: str) -> str:
        """The list of a category's cases that were filed since."""
        return self._cases({"category": name, "from": f"{self.since:.0f}", "sort": "newest"})

    def status(self, name: str) -> str:
        """The list of the cases in a status, those that changed last first."""
        return self._cases({"status": name, "sort": "changed"})

    def campaign(self, code: str) -> str:
        """The list of a campaign's cases."""
        return self._cases({"campaign": code})

    @property
    def settings(self) -> str:
        """The page on which an officer changes the digest."""
        return f"{self.desk}#/digest"

    def _cases(self, query: dict[str, str]) -> str:
        """A list with the officer's own filters, as far as the page has them: one value of each."""
        chosen = {"category": self.choice.categories, "place": self.choice.places}
        query = {name: given[0] for name, given in chosen.items() if len(given) == 1} | query
        return f"{self.desk}#/cases" + (f"?{urlencode(query)}" if query else "")


def counts(content: DigestContent) -> Iterator[tuple[str, int]]:
    """Each row with its count."""
    known = (content.urgent, content.new, content.overdue, content.answered, content.still_open)
    yield from zip(PLACES, known, strict=True)
