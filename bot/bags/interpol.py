"""The cover sheet of a trafficking case for an INTERPOL national central bureau, in English and French."""

from datetime import UTC, datetime

from bot.bags.contents import OpenedCase
from bot.bags.indicators import named
from bot.bags.statement import dashed, foot, indicator_table, said, signed_by_hand
from bot.bags.words import Words, moment
from bot.pdf.document import Cell, Document, Hash
from bot.pdf.text import foreign, island

ASKED = {
    "held": ("held",),
    "where": ("held_where", "country"),
    "count": ("held_count",),
    "safe": ("safe",),
    "speaks": ("held_speaks",),
    "told": ("held_told",),
}
"""The rows on the situation, and the questions that answer each."""


def sheet(case: OpenedCase, words: Words, contact: str) -> bytes:
    """Return the sheet as a PDF; `contact` is that of the bureau. Raises NoFonts."""
    facts, reference = case.facts, dashed(case.facts.reference)
    made = datetime.fromtimestamp(int(facts.exported), UTC)
    paper = Document(language=words.language, title=f"{words.text('interpol-title')} {reference}", made=made)
    paper.title(words.text("interpol-title"))
    paper.paragraph(words.text("interpol-about"))
    paper.paragraph(words.text("interpol-do-not-contact"), strong=True)
    head: list[tuple[str, Cell]] = [
        (words.text("statement-reference"), island(reference)),
        (words.text("statement-filed"), moment(facts.created)),
        (words.text("interpol-from"), foreign(facts.organisation)),
        (words.text("interpol-contact"), foreign(contact) or words.text("interpol-unknown")),
        (words.text("statement-signer"), Hash(case.opened.signer)),
    ]
    paper.facts(head)
    paper.heading(words.text("interpol-people"))
    paper.facts((words.text(f"interpol-{row}"), _answer(case, words, row)) for row in ASKED)
    paper.heading(words.text("interpol-lured"))
    found = named(case)
    if found:
        indicator_table(paper, words, found)
    else:
        paper.paragraph(words.text("interpol-none"))
    paper.heading(words.text("interpol-story"))
    for told in case.answers("story", "note", "detail"):
        paper.paragraph(said(words, "story", told))
    paper.heading(words.text("interpol-asked"))
    paper.paragraph(words.text("interpol-asked-text"))
    signed_by_hand(paper, words)
    return paper.written(lambda number, count: foot(words, reference, number, count))


def _answer(case: OpenedCase, words: Words, row: str) -> str:
    """Return the newest answer to each question of a row."""
    told = [said(words, question, found[-1]) for question in ASKED[row] if (found := case.answers(question))]
    return "\n".join(told) or words.text("interpol-unknown")
