"""Compares suspects and the answers of reporters with the custody log."""

from collections.abc import Collection, Mapping

from sqlmodel import col, exists, select

from storage.audit.rows import Discrepancy, Found, Rows
from storage.custody.links import Link
from storage.tables.cases import StoredCase
from storage.tables.life import StoredFeedback
from storage.unit import Storage


def outcomes_differ(rows: Rows, chains: Mapping[str, list[Link]], erased: Collection[str]) -> Found:
    """Yield each suspect and each answer that stands in the rows or in the log alone, or differs."""
    suspects, answers = {}, {}
    for links in chains.values():
        for link in links:
            if link.event == "suspect" and link.chain not in erased:
                number, _, outcome = link.purpose.partition(":")
                suspects[link.chain, number] = outcome, link.actor, link.time
            elif link.event == "feedback" and link.chain not in erased:
                answers[link.chain] = link.purpose == "yes", link.time
    there = {(row.reference, str(row.number)): (row.outcome, row.officer, row.time) for row in rows.suspects}
    for reference, number in sorted(suspects.keys() | there.keys()):
        if suspects.get((reference, number)) != there.get((reference, number)):
            yield Discrepancy(reference, f"suspect-changed:{number}")
    references = {case.id: case.reference for case in rows.cases.values()}
    given = {
        references[row.case_id]: (row.helped, row.time)
        for row in rows.feedback.values()
        if row.helped is not None or row.time
    }
    for reference in sorted(answers.keys() | given.keys()):
        if answers.get(reference) != given.get(reference):
            yield Discrepancy(reference, "feedback-changed")


def answers_to_nothing(storage: Storage) -> Found:
    """Yield one discrepancy if there are answers about cases that do not exist."""
    answer = col(StoredFeedback.case_id)
    given = col(StoredFeedback.helped).is_not(None) | (col(StoredFeedback.time) != 0)
    alone = select(answer).where(given, ~exists().where(col(StoredCase.id) == answer)).limit(1)
    with storage.read() as unit:
        if unit.transaction.values(alone):
            yield Discrepancy("", "feedback-changed")
