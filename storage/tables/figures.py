"""The table of facts that figures count by and that stood in a reporter's own words."""

from sqlmodel import Field

from storage.tables.base import PrimaryText, Stored


class StoredCaseFacts(Stored, table=True):
    """The country and the terrorist group that a case names, each from a fixed list; empty: none.

    The server reads them at filing. There is no row for a case that names neither.
    """

    __tablename__ = "case_facts"

    reference: PrimaryText = Field(primary_key=True, foreign_key="cases.reference")
    country: str
    named_group: str
