"""A digest in words: the message for a chat, with its links, and the letter."""

from dataclasses import replace

from bot.digests.content import Content
from bot.digests.links import DeskLinks, counts
from bot.turn.render import render
from flows.channels import traits_of
from flows.core.effects import When
from flows.core.found import DigestContent
from flows.desk.digest import DEAD_LETTERS, largest_first
from flows.dialogue import notices
from flows.record import record
from handlers.channel import Button, Message
from handlers.mail.letter import Letter, Link, Row, Section, Trend
from locales import Catalogue

RIGHT_TO_LEFT = frozenset({"ar", "ary"})
STRONG = frozenset({"urgent", "overdue"})


@record
class Words:
    """The words of a digest in one language. Without `links` nothing leads to the desk."""

    catalogue: Catalogue
    language: str
    organisation: str
    links: DeskLinks

    def chat(self, content: DigestContent, chat: str, *, public: bool) -> Message:
        """The message for a chat. Where buttons cannot lead to an address, the text does.

        Without a `public` address nothing leads to the desk: Telegram refuses addresses of this machine.
        """
        message = render(self.catalogue, notices.morning(content), self.language)
        buttons = self._buttons(content) if public else ()
        if traits_of(chat).links:
            return replace(message, buttons=(*buttons, *message.buttons))
        lines = "\n".join(f"{one.label}\n{one.url}" for one in buttons)
        return replace(message, text=f"{message.text}\n\n{lines}" if lines else message.text)

    def _buttons(self, content: DigestContent) -> tuple[Button, ...]:
        """A button for each list in which something waits; else one for the desk."""
        waiting = [name for name, count in counts(content) if count and name != "open"]
        rows = [Button(f"desk:{name}", self._row(name), url=self.links.row(name)) for name in waiting]
        return tuple(
            rows or [Button("desk:open", self._label("digest-open-desk"), url=self.links.row("open"))]
        )

    def letter(self, content: Content, moment: float) -> Letter:
        """The letter. `moment` is the time that its subject names, in seconds, for the deployment's clock."""
        said, weekly = content.said, content.said.weekly
        subject = "mail-subject-weekly" if weekly else "mail-subject-daily"
        return Letter(
            subject=self._label(subject, date=When(moment)),
            language=self.language,
            rtl=self.language in RIGHT_TO_LEFT,
            organisation=self.organisation,
            title=self._label(self._title(said)),
            since=self._label("mail-since", date=When(said.since)),
            rows=() if said.nothing else tuple(self._rows(said)),
            sections=() if said.nothing else tuple(self._sections(said)),
            trend=None if said.nothing or not content.trend else self._trend(content),
            lines=tuple(self._lines(said)),
            desk=Link(self._label("digest-open-desk"), self.links.row("open")),
            about=self._text("mail-about"),
            change=Link(self._label("mail-change"), self.links.settings),
        )

    def _title(self, said: DigestContent) -> str:
        if said.nothing:
            return "digest-nothing"
        return "digest-title-weekly" if said.weekly else "digest-title"

    def _rows(self, said: DigestContent) -> list[Row]:
        return [
            Row(count, Link(self._row(name), self.links.row(name)), strong=bool(count) and name in STRONG)
            for name, count in counts(said)
        ]

    def _sections(self, said: DigestContent) -> list[Section]:
        moved = tuple(
            Row(count, Link(self._label(f"status-{name}"), self.links.status(name)))
            for name, count in largest_first(said.moved)
        )
        categories = tuple(
            Row(count, Link(self._label(f"category-{name}"), self.links.category(name)))
            for name, count in largest_first(said.by_category)
        )
        growing = tuple(
            Link(
                self._text("digest-campaign", campaign=one.code, more=one.more, cases=one.cases),
                self.links.campaign(one.code),
            )
            for one in said.growing
        )
        titled = (("digest-by-category", categories), ("mail-moved", moved), ("mail-growing", growing))
        return [Section(self._label(title).rstrip(": \u00a0"), rows) for title, rows in titled if rows]

    def _trend(self, content: Content) -> Trend:
        title = self._label("mail-weeks" if content.said.weekly else "mail-days")
        numbers = ", ".join(map(str, content.trend))
        return Trend(title, content.trend, self._label("mail-trend-alt", period=title, numbers=numbers))

    def _lines(self, said: DigestContent) -> list[str]:
        """The troubles that the technical team is to know, and the root by which the log is compared."""
        found = [self._text(f"digest-{name}", count=count) for name, count in _troubles(said) if count]
        if said.dead:
            found.insert(0, self._text("digest-dead", count=said.dead, command=DEAD_LETTERS))
        found += [self._label("digest-unsealed")] if said.unsealed else []
        found += [f"{self._label('digest-root')}\n{said.root}"] if said.root else []
        found += [self._text("signer", fingerprint=said.signer)] if said.signer else []
        return found

    def _row(self, name: str) -> str:
        return self._label(f"digest-row-{name}")

    def _text(self, key: str, **args: str | int | When) -> str:
        """A line with values, each in marks that keep its direction."""
        return self.catalogue.text(self.language, key, args)

    def _label(self, key: str, **args: str | int | When) -> str:
        return self.catalogue.label(self.language, key, args)


def _troubles(said: DigestContent) -> tuple[tuple[str, int], ...]:
    return ("faults", said.faults), ("listed", said.listed)
