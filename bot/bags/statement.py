"""The statement for the file: a case on paper, in Arabic or French, with hashes and the signer's key."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.bags.contents import OpenedCase, file_name, timed
from bot.bags.indicators import named
from bot.bags.words import Words, moment
from bot.pdf.document import Cell, Document, Hash
from bot.pdf.text import foreign, island
from flows.indicators.defang import defanged
from storage.cases.entries import Entry
from storage.custody.links import proof_of
from storage.sealing.age import Trailer

COMMAND = "main.py verify BAG"


def statement(case: OpenedCase, words: Words) -> bytes:
    """Return the statement as a PDF. Raises NoFonts where there is no typeface."""
    return Statement(case, words).written()


class Statement:
    """A statement being written."""

    def __init__(self, case: OpenedCase, words: Words) -> None:
        self._case, self._facts, self._words = case, case.facts, words
        made = datetime.fromtimestamp(int(case.facts.exported), UTC)
        title = f"{words.text('statement-title')} {dashed(case.facts.reference)}"
        self._paper = Document(language=words.language, title=title, made=made)

    def written(self) -> bytes:
        """Return the whole document."""
        words, paper = self._words, self._paper
        paper.title(words.text("statement-title"))
        organisation = self._facts.organisation
        reference = dashed(self._facts.reference)
        paper.paragraph(words.text("statement-about", reference=reference, organisation=organisation))
        paper.heading(words.text("statement-case"))
        paper.facts(self._head())
        self._said()
        self._thread()
        self._files()
        self._indicators()
        self._custody()
        self._signature()
        return paper.written(lambda number, count: foot(words, reference, number, count))

    def _head(self) -> Iterator[tuple[str, Cell]]:
        words, facts = self._words, self._facts
        yield words.text("statement-reference"), island(dashed(facts.reference))
        yield words.text("statement-organisation"), foreign(facts.organisation)
        yield words.text("statement-category"), words.label("category", facts.category)
        if facts.urgent:
            yield words.text("statement-urgent"), words.text("statement-urgent-yes")
        yield words.text("statement-status"), words.label("status", facts.status)
        yield words.text("statement-filed"), moment(facts.created)
        yield words.text("statement-channel"), words.label("channel", facts.channel)
        yield words.text("statement-language"), words.label("language", facts.language)
        if facts.place:
            kind = "where" if facts.place in {"morocco", "abroad"} else "region"
            yield words.text("statement-place"), words.label(kind, facts.place)
        reporter = (
            words.text("statement-anonymous", pseudonym=facts.pseudonym)
            if facts.anonymous
            else words.text("statement-named")
        )
        yield words.text("statement-reporter"), reporter
        yield words.text("statement-exported"), moment(facts.exported)
        yield words.text("statement-exported-by"), self._who(facts.exported_by, "")

    def _said(self) -> None:
        self._paper.heading(self._words.text("statement-said"))
        for entry in self._case.opened.entries:
            self._paper.paragraph(self._words.text("statement-entry", time=moment(entry.time)))
            self._paper.facts(self._answers(entry))

    def _answers(self, entry: Entry) -> Iterator[tuple[str, Cell]]:
        for question, value, sent in timed(entry):
            if not value or question == "category":
                continue
            label = self._words.label("label", question if self._words.has(f"label-{question}") else "note")
            told = said(self._words, question, value)
            if sent and sent % 86400:
                told += f"\n{self._words.text('statement-sent', time=moment(sent))}"
            yield label, told

    def _thread(self) -> None:
        """Add what was said since the report, if an officer wrote at all."""
        told = [each for each in self._case.thread() if each["kind"] != "filed"]
        if all(each["from"] == "reporter" for each in told):
            return
        self._paper.heading(self._words.text("statement-thread"))
        for each in told:
            if each["from"] == "reporter":
                kept = "\n".join(
                    said(self._words, one["question"], one["value"])
                    for one in each["answers"]
                    if one["question"] != "category"
                )
                who = self._words.text("said-by-reporter")
            else:
                kept = "\n".join(filter(None, (self._became(each["status"]), foreign(each["note"]))))
                kind = f" · {self._words.text('said-ask')}" if each["kind"] == "ask" else ""
                who = (foreign(each["officer"]) or self._words.text("said-by-reporter")) + kind
            self._paper.facts([(f"{who}\n{moment(each['time'])}", kept)])

    def _became(self, status: str) -> str:
        return self._words.text("said-status", status=self._words.label("status", status)) if status else ""

    def _files(self) -> None:
        words, files = self._words, self._case.opened.files
        self._paper.heading(words.text("statement-files"))
        if not files:
            self._paper.paragraph(words.text("statement-no-files"))
            return
        header = [words.text(f"statement-{name}") for name in ("number", "file", "hash")]
        rows = [
            (str(number), self._file(trailer), Hash(trailer.sha256))
            for number, trailer in enumerate(files, 1)
        ]
        self._paper.table(header, rows, (0.07, 0.28, 0.65))

    def _file(self, trailer: Trailer) -> str:
        told = {one["id"]: one for one in self._facts.files}.get(trailer.evidence, {})
        item = self._case.opened.items().get(trailer.evidence)
        about = self._words.text(
            "statement-file-about", size=str(trailer.size), time=moment(told.get("received", 0.0))
        )
        name = f"{foreign(item.name)}\n" if item and item.name else ""
        return f"{name}{island(file_name(trailer))}\n{about}"

    def _indicators(self) -> None:
        if found := named(self._case):
            self._paper.heading(self._words.text("statement-indicators"))
            self._paper.paragraph(self._words.text("statement-indicators-about"), small=True)
            indicator_table(self._paper, self._words, found)

    def _custody(self) -> None:
        words = self._words
        self._paper.heading(words.text("statement-custody"))
        self._paper.paragraph(words.text("statement-custody-about"), small=True)
        header = [words.text(f"statement-{name}") for name in ("number", "when", "act", "hash")]
        rows = [
            (
                str(link["seq"]),
                moment(link["time"]),
                f"{words.label('event', link['event'])}\n{self._who(link['actor'], link['name'])}",
                Hash(link["hash"]),
            )
            for link in self._case.custody()
        ]
        self._paper.table(header, rows, (0.05, 0.155, 0.145, 0.65))

    def _who(self, actor: str, name: str) -> str:
        known = self._words.has(f"actor-{actor}")
        return foreign(name) if name else self._words.label("actor", actor) if known else foreign(actor)

    def _signature(self) -> None:
        words, opened = self._words, self._case.opened
        self._paper.heading(words.text("statement-signature"))
        proof = proof_of(opened.chain) if opened.chain else ""
        facts: list[tuple[str, Cell]] = [(words.text("statement-signer"), Hash(opened.signer))]
        facts += [(words.text("statement-proof"), Hash(proof))] if proof else []
        facts += [(words.text("statement-end"), Hash(opened.chain[-1].hash))] if opened.chain else []
        self._paper.facts(facts)
        self._paper.paragraph(words.text("statement-check", command=island(COMMAND)), small=True)
        self._paper.paragraph(words.text("statement-letters"), small=True)
        signed_by_hand(self._paper, words)


def dashed(reference: str) -> str:
    """Return a reference as receipts write it."""
    return f"{reference[:4]}-{reference[4:]}" if len(reference) == 8 else reference


def said(words: Words, question: str, value: str) -> str:
    """Return an answer: the label of an option, or words as they were said, links taken apart."""
    for kind in (question, "answer"):
        if words.has(f"{kind}-{value}"):
            return words.label(kind, value)
    return foreign(defanged(value))


def indicator_table(paper: Document, words: Words, found: list[tuple[str, str]]) -> None:
    """Add a table of indicators, links taken apart."""
    header = [words.text("statement-kind"), words.text("statement-value")]
    paper.table(
        header, [(words.label("label", kind), island(defanged(value))) for kind, value in found], (0.3, 0.7)
    )


def signed_by_hand(paper: Document, words: Words) -> None:
    """Leave room for an officer's signature."""
    paper.gap(6)
    paper.paragraph(words.text("statement-hand"), small=True)
    paper.gap(18)


def foot(words: Words, reference: str, number: int, count: int) -> tuple[str, str]:
    """Return both ends of the foot of a page."""
    page = words.text("foot-page", number=str(number), count=str(count))
    return words.text("foot-case", reference=reference), page
