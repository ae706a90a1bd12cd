"""The tables of campaigns: tokens by which cases meet, campaigns, their cases, and decisions on them."""

from enum import IntEnum

from sqlalchemy import BigInteger, Index, PrimaryKeyConstraint, SmallInteger
from sqlmodel import Field

from storage.tables.base import BigNumber, OrderedId, PrimaryText, Stored, partial_index


class Role(IntEnum):
    """The part that a token plays for its case. A higher one is read first."""

    SILENT = 0
    """The case was closed as no crime: the token is no report and meets nothing."""
    MEMBER = 1
    """The case joined a campaign: the token is a report, and new cases do not meet it."""
    MEETS = 2
    """The case is alone, or stands for its campaign: new cases meet it."""
    CONTESTED = 3
    """The case says that this is no scam."""


class StoredCaseToken(Stored, table=True):
    """A keyed token of something that a case names, or of a band of its text, and its `Role`.

    Rows lie in the order of tokens and roles, so that one token's cases are read at once, newest first.
    `tells`: it is of a value that may be shared with partners, which the case tells when it is opened; bands
    of a text and names of senders are not. Null for cases of before this was kept.
    """

    __tablename__ = "case_tokens"
    __table_args__ = (
        PrimaryKeyConstraint("token", "role", "case_id"),
        Index("case_tokens_case_id", "case_id"),
        {"sqlite_with_rowid": False},
    )

    token: BigNumber
    case_id: int = Field(sa_type=BigInteger, foreign_key="cases.id")
    role: int = Field(sa_type=SmallInteger)
    tells: bool | None = None


class StoredRuling(Stored, table=True):
    """A keyed token that an officer ruled out: cases do not meet by it, and it is not told as reported.

    `ruling` is the number of the campaign that was dismissed, or of the case that contests. Either may be
    gone.
    """

    __tablename__ = "rulings"
    __table_args__ = (
        PrimaryKeyConstraint("token", "ruling"),
        Index("rulings_ruling", "ruling"),
        {"sqlite_with_rowid": False},
    )

    token: BigNumber
    ruling: BigNumber


class StoredCampaign(Stored, table=True):
    """Cases that name the same sender or hold the same message.

    `name` is an officer's, protected. `first` and `last` are when its first and newest case were filed.
    `alerted` is the threshold of which officers were told last, `urgent_told` whether they were told that
    it has an urgent case.
    """

    __tablename__ = "campaigns"

    id: OrderedId
    code: str = Field(unique=True)
    name: bytes
    cases: int
    first: float
    last: float
    urgent: bool
    alerted: int
    urgent_told: bool


class StoredCampaignCase(Stored, table=True):
    """A case of a campaign. `state` is founder, member, confirmed, or split: taken out by an officer.

    Founders and confirmed cases stand for the campaign. `why` names the kinds by which the case joined.
    `thanked`: its reporter heard that the report helped. `beside` is another campaign that it met too, or 0.
    """

    __tablename__ = "campaign_cases"
    __table_args__ = (Index("campaign_cases_campaign", "campaign", "case_id"),)

    case_id: int = Field(
        sa_type=BigInteger,
        primary_key=True,
        foreign_key="cases.id",
        sa_column_kwargs={"autoincrement": False},
    )
    campaign: int = Field(sa_type=BigInteger, foreign_key="campaigns.id")
    state: str
    why: str
    thanked: bool
    beside: BigNumber


class StoredDecision(Stored, table=True):
    """A decision on a campaign: a status for each of its cases.

    The note is protected, and with it the other facts, so that nobody else can write a decision.
    """

    __tablename__ = "campaign_decisions"

    id: OrderedId
    campaign: int = Field(sa_type=BigInteger, foreign_key="campaigns.id", index=True)
    status: str
    officer: str
    note: bytes
    time: float


class StoredDecidedCase(Stored, table=True):
    """A case that a decision reaches once. `state` is waiting, then `told` (its reporter hears) or `done`.

    `seal` is the server's token of both: a row without it is not worked off.
    """

    __tablename__ = "decided_cases"
    __table_args__ = (
        PrimaryKeyConstraint("decision", "case_id"),
        Index("decided_cases_case_id", "case_id"),
        partial_index("decided_cases_waiting", "decision", "case_id", condition="state = 'waiting'"),
    )

    decision: int = Field(sa_type=BigInteger, foreign_key="campaign_decisions.id")
    case_id: int = Field(sa_type=BigInteger, foreign_key="cases.id")
    state: str
    seal: str


class StoredListedIndicator(Stored, table=True):
    """A keyed token of something that a list names, and the list's `source`; empty for our own officers'.

    `kind` is the kind of value, `day` as in `StoredCaseToken`. `told`: the public may hear of the list.
    `proof` is a keyed token of the row.
    """

    __tablename__ = "listed_indicators"
    __table_args__ = (Index("listed_indicators_source", "source"), {"sqlite_with_rowid": False})

    token: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    source: PrimaryText
    kind: str
    day: int
    told: bool
    proof: str
