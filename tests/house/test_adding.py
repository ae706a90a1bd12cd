"""One of each thing that docs/adding.md explains is added to a copy of the project, used there, and counted.

The additions are real: files of the copy are written, then a new process uses what was added.
"""

import re

import pytest

from tests.house.adding.tree import ROOT, Tree

ROW = re.compile(r"^\| (an? [^|]+?) \| ([^|]+) \| (\d+) \|$", re.M)
PLACEHOLDER = re.compile(r"<\w+>")

RELAY = '''"""A channel without a provider: texts come in by POST, and the answers wait in a queue."""

import asyncio
import time
from secrets import token_bytes, token_hex

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from flows.core.events import Event, Text
from handlers.channel import Health


class Relay:
    name = "relay"

    def __init__(self):
        self.sent = asyncio.Queue()

    @property
    def health(self):
        return Health("connected")

    async def start(self, take):
        self._take = take

    async def stop(self):
        pass

    async def send(self, chat, message, row):
        await self.sent.put((chat, message))
        return str(row)

    async def accompany(self, chat, message):
        return ""

    async def fetch(self, ref):
        yield b""

    async def release(self, ref):
        pass

    async def hide(self, chat, messages, row):
        return 0

    def routes(self):
        return (Route("/relay/{chat}", self._message, methods=["POST"]),)

    async def _message(self, request: Request):
        chat, text = f"relay:{request.path_params['chat']}", (await request.body()).decode()
        head = (f"relay:{token_hex(8)}", chat, time.time(), Text(text))
        await self._take(Event(*head, language="fr", fresh=token_bytes(24)))
        return Response()
'''

DOPING = """(notre|mon|un) (entraîneur|coach) vend des (anabolisants|stéroïdes|hormones) (aux jeunes|au club|)
(un|le) préparateur (propose|donne) des (anabolisants|produits dopants) (aux cyclistes|avant les courses)
(on m'a vendu|on me propose|il m'a donné) des (anabolisants|stéroïdes) (à la salle de sport|au gymnase|)

(du dopage|des anabolisants|des stéroïdes) (dans notre club|dans ma salle|chez les coureurs)
(le médecin|le dirigeant) du club (dope|fait doper) (les joueurs|les coureurs)
"""

ESCALATE = """    def _escalate(self, effect: Escalate) -> None:
        if self.unit.officers.by_chat(self._event.chat) is not None:
            self.unit.filing.amend(AmendCase(effect.reference, urgent=True), self._event.time)

"""

TABLE = """    chat: IndexedText
    body: bytes
    error: str
    time: float
"""

NOTES = '''    def annotate(self, number: int, note: str) -> None:
        """Write a note on a letter."""
        self._transaction.execute(update(_d).where(col(_d.id) == number).values(note=note))

    def note(self, number: int) -> str:
        """Return the note on a letter."""
        return self._transaction.values(select(_d.note).where(col(_d.id) == number))[0]

'''

MIGRATION = '''"""A note on each dead letter."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dead_letters", sa.Column("note", sa.String(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("dead_letters", "note", server_default=None)
'''

LATEST = '''"""`main.py latest`: the newest cases."""

from bot.base import Base
from bot.commands.answer import Listing


def latest(base: Base, count: int = 3) -> Listing:
    """List the newest cases."""
    return Listing((f"the newest {count}",), data={"count": count})
'''


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def assert_counted(what, tree):
    """The table names exactly the code files that were written, and their number."""
    table = {row[1]: row for row in ROW.finditer((ROOT / "docs/adding.md").read_text("utf-8"))}
    named = re.findall(r"`([^`]+)`", table[what][2])
    written = tree.touched()
    assert len(named) == len(written) == int(table[what][3]), (what, written)
    patterns = [re.compile(PLACEHOLDER.sub(r"\\w+", re.escape(path))) for path in named]
    assert all(any(one.fullmatch(path) for one in patterns) for path in written), (what, written)


@pytest.mark.long
def test_a_category(tree):
    row = '    Category("doping", ("venue", "account")),\n'
    tree.before("flows/report/categories.py", '    Category("other"),\n', row)
    typed = '    "doping": listed("dopage, doping, المنشطات"),\n'
    tree.before("flows/lexicon/commands.py", '    "other": listed(', typed)
    tree.create("bench/reader/corpus/category/doping.fr.txt", DOPING)
    tree.keep("bench/reader/corpus", r"category/\w+\.fr\.txt")
    tree.run("-m", "bench.reader.train", "category")
    tree.say("category-incitement", "category-doping = Dopage")
    tree.say("advice-incitement", "advice-doping = Gardez les produits dans leur emballage.")
    tree.say("signs-incitement", "signs-doping = Le dopage se reconnaît aux produits sans ordonnance.")
    tree.say("road-incitement", "road-doping = Bonjour, je veux signaler du dopage.")
    assert_counted("a category", tree)
    tree.check("category")


def test_a_question(tree):
    row = '    Choice("shop", categories=_own("shop"), fixed=("site", "street"), optional=True),\n'
    tree.before("flows/report/table.py", '    Text("account", categories', row)
    tree.after("flows/report/categories.py", '    Category("drugs", ("venue", ', '"shop", ')
    tree.say(
        "venue-other", "ask-shop = Où est-ce vendu ?\nshop-site = Sur un site\nshop-street = Dans la rue"
    )
    tree.say("label-venue", "label-shop = Point de vente")
    assert_counted("a question", tree)
    tree.check("question")


@pytest.mark.long
def test_a_channel(tree):
    tree.create("handlers/relay.py", RELAY)
    tree.after(
        "flows/channels.py", "CHANNELS: Mapping[str, Traits] = {\n", '    "relay": Traits(hides=True),\n'
    )
    made = "bot/channels/made.py"
    tree.before(made, "from handlers.webchat.channel", "from handlers.relay import Relay\n")
    tree.after(made, "for each in (self._telegram(), self._whatsapp()", ", Relay()")
    for key in ("anonymity", "original", "stays", "channel"):
        tree.say(f"{key}-web", f"{key}-relay = Relais")
    assert_counted("a channel", tree)
    tree.check("channel")


@pytest.mark.long
def test_a_language(tree):
    french = '    "fr": LanguageTraits("fr", latin=True),\n'
    tree.after("flows/languages.py", french, french.replace("fr", "es"))
    names = '    "es": listed("es, español, castellano, en castellano, espagnol"),\n'
    tree.after("flows/lexicon/commands.py", "LANGUAGE_NAMES: dict[str, tuple[str, ...]] = {\n", names)
    tree.say("language-fr", "language-es = Español")
    tree.create("locales/es.ftl", (tree.root / "locales/fr.ftl").read_text("utf-8"))
    assert_counted("a language", tree)
    tree.check("language")


@pytest.mark.long
def test_an_officer_action(tree):
    desk, effects, turn = "flows/desk/officer.py", "flows/core/effects.py", "bot/turn/effects.py"
    tree.after(desk, "return (*take, *work, ", '"escalate", ')
    taken = '    elif question.id == "action" and value == "escalate":\n        _escalate(step)\n'
    tree.before(desk, '    elif question.id == "action" and value in {"hold", "release"}:\n', taken)
    tree.before(
        desk, "def _hold(", "def _escalate(step: Step) -> None:\n    opened = step.conversation.answer"
    )
    tree.before(desk, "def _hold(", '("opened") or ""\n    step.effects.append(Escalate(opened))\n')
    tree.before(desk, "def _hold(", '    step.rewind("action")\n\n\n')
    tree.after(desk, "import Args, ChangeStatus, ClearCase, ", "Escalate, ")
    kept = '@record\nclass Escalate:\n    """Make a case urgent."""\n\n    reference: str\n\n\n'
    tree.before(effects, "@record\nclass HoldCase:", kept)
    tree.before(effects, "    | HoldCase\n", "    | Escalate\n")
    tree.before(turn, "    Fetch,\n    FileCase,\n", "    Escalate,\n")
    tree.before(turn, "    def _hold(", ESCALATE)
    tree.before(turn, "    HoldCase: Effects", "    Escalate: Effects._escalate,\n")
    tree.say("action-desk", "action-escalate = Rendre urgent")
    assert_counted("an officer action", tree)
    tree.check("officer_action")


@pytest.mark.long
def test_a_column(tree):
    tree.after("storage/tables/messages.py", TABLE, "    note: str\n")
    letters = "storage/chats/dead_letters.py"
    tree.after(letters, "                error=letter.error,\n", '                note="",\n')
    tree.after(letters, "import delete", ", update")
    tree.before(letters, "    def purge(", NOTES)
    versions = tree.root / "storage/database/migrations/versions"
    newest = max(path.name[:4] for path in versions.glob("0*.py"))
    number = f"{int(newest) + 1:04}"
    migration = MIGRATION.format(number=number, before=newest)
    tree.create(f"storage/database/migrations/versions/{number}_note.py", migration)
    assert_counted("a column", tree)
    tree.check("column")


def test_a_setting(tree):
    field = 'Field(22, ge=0, le=23, validation_alias="BALLEGH_NIGHT_FROM", examples=["22"])'
    tree.before("bot/settings/environment.py", "    digest_time: time", f"    night_from: int = {field}\n")
    example = "# The hour at which the night begins\n#BALLEGH_NIGHT_FROM=22\n"
    tree.before(".env.example", "# When officers get the daily digest", example)
    assert_counted("a setting", tree)
    tree.check("setting")


@pytest.mark.long
def test_a_command(tree):
    tree.create("bot/commands/casework/latest.py", LATEST)
    row = '    "latest": Entry("casework.latest", "latest", "List the newest cases."),\n'
    tree.before("bot/commands/cli.py", '    "stats": Entry(', row)
    assert_counted("a command", tree)
    assert re.search(r"latest +List the newest cases\.", tree.run("main.py", "--help"))
    tree.run("main.py", "init")
    assert '"count": 5' in tree.run("main.py", "latest", "--count", "5", "--json")
    tree.run("-m", "bot.commands.reference")
    assert "main.py latest" in (tree.root / "docs/commands.md").read_text("utf-8")
