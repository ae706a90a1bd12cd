"""A report that cannot be sealed is not filed: the person is told, and the event comes again."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from bot.commands.checks.finding import BAD
from bot.commands.operations.doctor import findings
from bot.turn.render import decode
from flows.core.events import Event, Text
from storage.errors import Unsealable
from storage.sealing.age import fresh_key
from storage.tables.custody import StoredOfficerKey
from tests.bot.commands.typed import Typed
from tests.databases import prepared
from tests.fakes.loopback import NO_CERTIFICATES
from tests.fakes.telegram.server import FakeTelegram
from tests.product.calling import calling
from tests.product.product import NOW, Product, running, serving, settings
from tests.product.test_telegram import data

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
WORD = "poste-ma"
SECRET = "s" * 20

OFFICER = fresh_key()[1]
Breaking = Callable[[Path], None]


def sealed_to_an_officer(product: Product) -> None:
    """Someone whose key is elsewhere."""
    with product.made.storage.write() as unit:
        unit.keys.add("salma", OFFICER, 1.0)


def edit(folder: Path, recipient: str) -> None:
    """Someone edited the table of keys by hand."""
    database = prepared(folder)
    with database.write() as connection:
        connection.execute(update(StoredOfficerKey).values(recipient=recipient))
    database.close()


def break_keys(folder: Path) -> None:
    edit(folder, "age1broken")


def break_store(folder: Path) -> None:
    """A folder where the store of erasure keys should be: no one can write there, root included."""
    (folder / "erasure.db").unlink(missing_ok=True)
    (folder / "erasure.db").mkdir()


def spoil_store(folder: Path) -> None:
    """The store is no database any more."""
    (folder / "erasure.db").write_bytes(b"noise" * 1000)


def mend(folder: Path) -> None:
    """Repair the store, as an operator would, and the key: only what the log knows of is believed."""
    store = folder / "erasure.db"
    if store.is_dir():
        store.rmdir()
    elif store.exists() and store.read_bytes()[:5] == b"noise":
        store.unlink()
    edit(folder, OFFICER)


in_a_file = pytest.mark.sqlite("erasure keys in a file")
breakings = pytest.mark.parametrize(
    "breaks",
    [break_keys, pytest.param(break_store, marks=in_a_file), pytest.param(spoil_store, marks=in_a_file)],
)


def event(number: int, text: str, chat: str = "telegram:7") -> Event:
    return Event(f"{chat}:{number}", chat, NOW + number, Text(text), str(number), "fr")


def nothing_plain(folder: Path) -> None:
    """The reporter's words are in none of the files, in whatever state these are."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if WORD.encode() in path.read_bytes()]


@breakings
@pytest.mark.few(1)
async def test_a_filing_is_refused_kindly_and_takes_effect_when_it_comes_again(
    tmp_path: Path, breaks: Breaking, capsys: pytest.CaptureFixture[str]
) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        sealed_to_an_officer(product)
        breaks(tmp_path)
        someone, other = telegram.chat(7, language="fr"), telegram.chat(8, language="fr")
        someone.forwards(SMS)
        someone.taps(data(await someone.sees(), "send"))
        assert (await someone.sees()).text == product.made.catalogue.text("fr", "not-sealed")
        other.says("/start")
        assert (await other.sees()).text
        with product.made.storage.read() as unit:
            assert unit.cases.newest(9) == []
            assert unit.dead.count() == 0
            assert unit.conversations.get("telegram:7").answer("story") == SMS
        found = await product.app.checks()
        assert {name for name, works in found.works.items() if not works} == {"sealing"}
        assert any(one.mark == BAD and "does not work" in one.said for one in findings(product.made))
        nothing_plain(tmp_path)

        mend(tmp_path)
        filed = await someone.sees()
        with product.made.storage.read() as unit:
            (case,) = unit.cases.newest(9)
        assert filed.codes[0] == case.reference
        assert (await product.app.checks()).ready
        nothing_plain(tmp_path)
    logged = capsys.readouterr()
    assert "nothing can be sealed" in logged.out + logged.err
    assert WORD not in logged.out + logged.err


async def test_each_refusal_is_answered_once_however_often_it_comes_again(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        sealed_to_an_officer(product)
        break_keys(tmp_path)
        take = product.app.turns.take
        await take(event(1, SMS, "web:a"))
        for number in (2, 2, 2, 3, 3):
            with pytest.raises(Unsealable):
                await take(event(number, "envoyer", "web:a"))
        await product.app.flushed()
        with product.made.storage.read() as unit:
            said = [decode(row.body).text for row in unit.outbox.pending("web:a", 0)]
        assert said[1:] == [product.made.catalogue.text("fr", "not-sealed")] * 2


@breakings
async def test_an_addition_needs_the_cases_own_keys_alone(tmp_path: Path, breaks: Breaking) -> None:
    """The erasure key is in the store that breaks; what is added is sealed to the case, not to officers."""
    async with running(settings(tmp_path)) as product:
        sealed_to_an_officer(product)
        take = product.app.turns.take
        await take(event(1, SMS, "web:a"))
        await take(event(2, "envoyer", "web:a"))
    breaks(tmp_path)
    async with running(settings(tmp_path)) as product:
        take = product.app.turns.take
        refused = pytest.raises(Unsealable) if breaks is not break_keys else nullcontext()
        with refused:
            await take(event(3, "Et encore : il a rappelé ce matin depuis poste-ma", "web:a"))
        nothing_plain(tmp_path)


def mend_keys_alone(folder: Path) -> None:
    edit(folder, OFFICER)


async def test_providers_are_answered_503_and_pages_too(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        more = {"public_url": "http://127.0.0.1:1", "telegram_webhook_secret": SECRET}
        given = settings(tmp_path, telegram, **more)
        async with serving(given) as product, calling(product) as reporter:
            sealed_to_an_officer(product)
            break_keys(tmp_path)
            await reporter.posts(text=SMS, language="fr")
            offered = await reporter.hears()
            send = next(one["id"] for one in offered["buttons"] if one["id"].endswith(":send"))
            body = {"id": "message-9", "button": send}
            assert (await reporter.client.post("/web/messages", json=body)).status_code == 503
            assert (await reporter.hears())["text"] == product.made.catalogue.text("fr", "not-sealed")
            await _webhook(product, 503)
            ready = await reporter.client.get("/ready")
            assert (ready.status_code, ready.json()["sealing"]) == (503, False)
            mend(tmp_path)
            assert (await reporter.client.post("/web/messages", json=body)).status_code == 200
            assert len((await reporter.hears())["codes"]) == 3
            await _webhook(product, 200)
            assert (await reporter.client.get("/ready")).status_code == 200


async def _webhook(product: Product, status: int) -> None:
    """Telegram's end: a forwarded text, then *send*; the second comes again until it is answered 200."""
    person = {"id": 5, "is_bot": False, "first_name": "A", "language_code": "fr"}
    chat = {"id": 5, "type": "private", "first_name": "A"}
    async with httpx.AsyncClient(base_url=product.url, verify=NO_CERTIFICATES) as client:
        for number, text, expected in ((1, SMS, 200), (2, "envoyer", status)):
            message = {"message_id": number, "date": 1, "from": person, "chat": chat, "text": text}
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            update = {"update_id": number, "message": message}
            assert (await client.post("/telegram", json=update, headers=headers)).status_code == expected


@in_a_file
def test_a_server_that_cannot_seal_does_not_open(tmp_path: Path, typed: Typed) -> None:
    """One line that names it, in place of a line that takes reports it cannot file."""
    assert typed(tmp_path, "init").status == 0
    assert typed(tmp_path, "keys", "add", "Salma", OFFICER).status == 0
    break_store(tmp_path)
    served = typed(tmp_path, "serve")
    assert served.status == 1
    assert served.errors.startswith("main.py: nothing can be sealed")
    assert "BAD  sealing    does not work" in typed(tmp_path, "doctor").out
    mend(tmp_path)
    assert "does not work" not in typed(tmp_path, "doctor").out
