"""Compares suspects and the answers of reporters with the custody log."""

from collections.abc import Collection, Mapping

from storage.audit.rows import Discrepancy, Found, Rows
from storage.custody.links import Link


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
        references.get(row.case_id, ""): (row.helped, row.time)
        for row in rows.feedback.values()
        if row.helped is not None or row.time
    }
    for reference in sorted(answers.keys() | given.keys()):
        if answers.get(reference) != given.get(reference):
            yield Discrepancy(reference, "feedback-changed")
