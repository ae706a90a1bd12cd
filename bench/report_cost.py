"""`python -m bench.report_cost`: messages, rows and bytes of one report.

Two dialogues are played as turns into a new SQLite database: a scam that is forwarded and sent, and one with
a story of its own in which every question is asked. HTTP, files and the providers are left out.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from flows.core.receipts import ALPHABET
from storage.tables.base import metadata
from storage.unit import Storage
from tests.dialogue import House, Person

SMS = "Votre colis {number} est bloqué, payez 25 DH sur http://poste-{number}.top ou appelez le 06{number:08}"


def forwarded(person: Person, number: int) -> int:
    """Forward and send; return how many messages the person sent."""
    person.forwards(SMS.format(number=number)).taps("send")
    return 2


def guided(person: Person, number: int) -> int:
    """Answer question by question, with a story of one's own."""
    named = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(6))
    story = f"Une page qui se dit {named} a pris 500 dirhams et menace de publier mes photos. " * 2
    person.starts().taps("fr").taps("other").says(story + SMS.format(number=number))
    messages = 4
    while "send" not in person.options:
        person.taps(next(option for option in ("done", "anonymous", "skip") if option in person.options))
        messages += 1
    person.taps("send")
    return messages + 1


def rows(storage: Storage) -> dict[str, int]:
    """The number of rows of each table."""
    with storage.read() as unit:
        return {
            table.name: unit.transaction.rows(select(func.count()).select_from(table))[0][0]
            for table in metadata.sorted_tables
        }


def sizes(storage: Storage) -> dict[str, int]:
    """The bytes of each table with its indexes."""
    query = "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) GROUP BY tbl_name"
    with storage.database.read() as connection:
        return {str(name): int(size) for name, size in connection.exec_driver_sql(query)}


def lines(name: str, play: Mapping[str, int], house: House) -> Iterator[str]:
    """What one report of this dialogue left."""
    reports, before = play["reports"], play["rows"]
    there, bytes_ = rows(house.storage), sizes(house.storage)
    replies = sum(row.kind == "reply" for row in house.rows)
    yield f"{name}: {play['sent'] / reports:.0f} messages in, {replies / reports:.1f} out, "
    yield f"  {(sum(there.values()) - before) / reports:.1f} rows, "
    yield f"  {sum(bytes_.values()) / (reports + 1) / 1000:.1f} KB with indexes, of which"
    for table, count in sorted(there.items(), key=lambda one: -bytes_.get(one[0], 0)):
        if count >= reports / 2:
            size = bytes_[table] / (reports + 1) / 1000
            yield f"    {table}: {count / (reports + 1):.1f} rows, {size:.2f} KB"


def main() -> None:
    """Print both dialogues."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=300)
    given = parser.parse_args()
    for name, dialogue in (("forwarded", forwarded), ("guided", guided)):
        with TemporaryDirectory() as folder:
            house = House.build(Path(folder))
            dialogue(house.person("telegram:1"), 0)
            before, sent = sum(rows(house.storage).values()), 0
            house.rows.clear()
            for number in range(1, given.reports + 1):
                sent += dialogue(house.person(f"telegram:{number + 1}"), number)
            played = {"reports": given.reports, "sent": sent, "rows": before}
            print("\n".join(lines(name, played, house)), flush=True)


if __name__ == "__main__":
    main()
