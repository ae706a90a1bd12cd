"""The table of facts that stood in a reporter's own words, by which cases are counted and put in order."""

from sqlmodel import Field

from storage.tables.base import PrimaryText, Stored, partial_index


class StoredCaseFacts(Stored, table=True):
    """The country and the terrorist group that a case names, each from a fixed list; empty: none.

    `money` is when the reporter said that money had left within about a day; 0: nobody said so.
    The server reads them at filing. There is no row for a case that names none.
    """

    __tablename__ = "case_facts"
    __table_args__ = (partial_index("case_facts_money", "money", condition="money > 0"),)

    reference: PrimaryText = Field(primary_key=True, foreign_key="cases.reference")
    country: str
    named_group: str
    money: float
