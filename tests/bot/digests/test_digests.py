"""The digest on its ways: once to each officer, in their language, of the cases that they chose."""

import asyncio
import re
import time
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import time as time_of_day
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.alerts.troubles import troubles
from bot.commands.answer import Refused, WrongUsage
from bot.commands.checks.finding import BAD, OFF, ON, WARN
from bot.commands.digests.choose import digest
from bot.commands.operations.doctor import asked, findings
from bot.digests.content import Rules, content
from bot.digests.links import DeskLinks
from bot.digests.periods import current
from bot.digests.posting import Posting, reader_of
from bot.digests.words import Words
from bot.digests.work import DigestWork
from bot.serve.facts import facts
from bot.settings.config import Lines
from flows.core.effects import ChangeStatus, FileCase
from flows.core.found import DigestContent
from handlers.telegram.encode import inline
from storage.cases.views import Reporter
from storage.delivery.messages import OutboxRow
from storage.digests.choices import DigestChoice
from storage.writer import Writer
from tests.fakes.mail import FakeMail
from tests.product.product import Product, opened, running, settings
from tests.product.product import words as product_words

ALWAYS = DigestChoice(email="salma@example.org", changed=1.0)
STORY = "Il menace de publier mes photos"
PUBLIC = "https://ballegh.example"


def mailing(folder: Path, mail: FakeMail, **more):
    given: dict[str, Any] = {"smtp_url": mail.url(), "digest_from": "ballegh@example.org"}
    given["digest_time"] = time_of_day(0)
    return settings(folder, **given | {"organisation": "Ligne d'écoute", "public_url": PUBLIC} | more)


def officer(base, name="Salma", role="supervisor", choice=ALWAYS) -> str:
    with base.storage.write() as unit:
        made = unit.officers.invite(name, role, 1.0)
        unit.digests.choose(made.id, choice)
    return made.id


def file(base, reference: str, category="fraud", place="fes", *, urgent=False, ago=60.0, **more) -> None:
    effect = FileCase(reference, "s3cr3t-s3cr3t-s3cr3t", category, urgent, True, place, (("story", STORY),))
    with base.storage.write() as unit:
        unit.filing.open(effect, Reporter(f"web:{reference}", "fr"), time.time() - ago)
        if to := more.get("status"):
            unit.cases.change_status(ChangeStatus(reference, to, "", "salma"), time.time())
        if to := more.get("assigned"):
            unit.cases.work.assign(reference, to, to, time.time())


@contextmanager
def deployment(given):
    base = opened(given)
    try:
        yield base
    finally:
        base.database.close()


async def ticked(product: Product) -> None:
    await product.app.scheduled.digests.tick()
    await product.app.flushed()


async def test_a_letter_is_taken_once_after_an_error_and_a_restart(tmp_path):
    async with FakeMail() as mail:
        given = mailing(tmp_path, mail)
        with deployment(given) as base:
            file(base, "AC23CD45", "blackmail", urgent=True)
            officer(base, choice=replace(ALWAYS, language="fr"))
            officer(base, "Imane", choice=replace(ALWAYS, email="imane@example.org", language="ary"))
        mail.answers.append("451 try again")
        for _ in range(2):
            async with running(given) as product:
                await ticked(product)
                await mail.until(2)
                await ticked(product)
        assert sorted(taken.address for taken in mail.taken) == ["imane@example.org", "salma@example.org"]
        assert all(taken.tls and taken.user for taken in mail.taken)
        french, darija = sorted(
            (taken.message for taken in mail.taken), key=lambda one: one["To"], reverse=True
        )
        headers(french, "fr")
        parts(french, "fr", "ltr", "Bilan des dossiers")
        parts(darija, "ary", "rtl", "الحصيلة ديال الدوسيات")


def headers(message, language: str) -> None:
    assert message["From"].addresses[0].display_name == "Ligne d'écoute"
    assert re.fullmatch(r"Bilan du \d{1,2} \w+ \d{4}", message["Subject"])
    assert abs(parsedate_to_datetime(message["Date"]).timestamp() - time.time()) < 120
    assert re.fullmatch(r"<digest\.[0-9a-f]{32}@example\.org>", message["Message-ID"])
    assert message["List-Id"] == "<digests.example.org>"
    assert message["List-Unsubscribe"] == f"<{PUBLIC}/desk#/digest>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", language)


def parts(message, language: str, side: str, title: str) -> None:
    """Both parts say the same, the picture is inside, nothing is fetched, no case is told."""
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    plain, page = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert f'<html lang="{language}" dir="{side}">' in page
    assert re.search("[0-9a-f]{32}<wbr>[0-9a-f]{32}", page), "a hash that is too wide is broken in its middle"
    assert re.findall(r'src="([^"]+)"', page) == ["cid:trend@digest"]
    assert set(re.findall(r"https?://[^\s\"/]+", page + plain)) == {PUBLIC}
    for text in (plain, page):
        assert title in text
        assert f"{PUBLIC}/desk#/cases?queue=urgent" in text
        assert not re.search(f"AC23CD45|{STORY}|web:|salma@|imane@|<script|<link", text)
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == "<trend@digest>"
    assert Image.open(BytesIO(picture.get_content())).size == (1104, 240)
    assert "0, 0, 0" in re.findall(r'alt="([^"]+)"', page)[0]


async def test_two_nodes_post_one_and_the_same_letter(tmp_path):
    async with FakeMail() as mail:
        with deployment(mailing(tmp_path, mail)) as base:
            who = officer(base)
            loop = asyncio.get_running_loop()
            rows: list[OutboxRow] = []
            writers = [Writer(base.storage, loop.call_soon_threadsafe) for _ in range(2)]
            for writer in writers:
                writer.start()
            await asyncio.gather(*(DigestWork(base, writer, rows.extend).tick() for writer in writers))
            for writer in writers:
                await asyncio.to_thread(writer.stop)
            assert [(row.kind, row.chat) for row in rows] == [("mail", "mail:salma@example.org")]
            posting = Posting(base, Rules.of(base), base.site)
            with base.storage.write() as unit:
                reader = reader_of(unit, who)
                assert reader
                period = current("daily", time.time(), posting.rules.clock, posting.rules.zone)
                again = posting.prepared(unit, reader, period, "", time.time()).letter
            name = re.compile(rb"^Message-ID: .*$", re.M)
            assert name.findall(again) == name.findall(rows[0].body)


CHOICES = [
    (DigestChoice(), (4, 4, 2, {"fraud": 3, "child": 1})),
    (DigestChoice(categories=("child",)), (1, 1, 1, {"child": 1})),
    (DigestChoice(places=("fes", "abroad")), (2, 2, 1, {"fraud": 2})),
    (DigestChoice(urgent=True), (2, 2, 2, {"fraud": 1, "child": 1})),
    (DigestChoice(own=True), (1, 1, 0, {"fraud": 1})),
    (DigestChoice(own=True, urgent=True), (0, 0, 0, {})),
]


def test_a_digest_counts_what_was_chosen(tmp_path):
    with deployment(settings(tmp_path)) as base:
        who = officer(base)
        file(base, "AC23CD41", assigned=who)
        file(base, "AC23CD42", urgent=True)
        file(base, "AC23CD43", "child", "rabat", urgent=True)
        file(base, "AC23CD44", place="casablanca")
        for choice, expected in CHOICES:
            with base.storage.write() as unit:
                unit.digests.choose(who, choice)
            said = told(base, who)
            assert (said.new, said.still_open, said.urgent, said.by_category) == expected, choice


def told(base, who: str, ago: float = 0.0) -> DigestContent:
    with base.storage.write() as unit:
        rules = Rules.of(base)
        period = current("daily", time.time(), rules.clock, rules.zone)
        reader = reader_of(unit, who)
        assert reader
        if ago:
            reader = replace(reader, choice=replace(reader.choice, sent=time.time() - ago))
        return content(unit, reader, period, rules, time.time()).said


def test_it_tells_what_waits_too_long_and_what_changed_since_the_last(tmp_path):
    with deployment(settings(tmp_path)) as base:
        who = officer(base)
        file(base, "AC23CD41", ago=4 * 86400)
        file(base, "AC23CD42", ago=86400, status="closed")
        file(base, "AC23CD43", ago=86400, status="received")
        said = told(base, who, ago=3600)
        assert (said.overdue, said.new, dict(said.moved)) == (1, 0, {"closed": 1})
        assert not said.nothing
        assert told(base, officer(base, "Omar", "administrator")).nothing


@pytest.fixture
def words():
    texts = product_words(
        tuple((name, line) for name, line in asdict(Lines()).items() if isinstance(line, str)),
        "Ballegh",
        "Africa/Casablanca",
    )
    return Words(
        texts, "fr", "Ballegh", DeskLinks(f"{PUBLIC}/desk", DigestChoice(categories=("child",)), 5.0)
    )


def test_one_line_where_there_is_nothing_to_report(words):
    said = words.chat(DigestContent(), "whatsapp:1", public=False)
    assert said.text == "Rien de nouveau, rien en attente."


def test_a_message_leads_to_the_lists(words):
    urgent = f"{PUBLIC}/desk#/cases?category=child&queue=urgent"
    fresh = f"{PUBLIC}/desk#/cases?category=child&from=5&sort=newest"
    content = DigestContent(new=2, still_open=3, urgent=1)
    said = words.chat(content, "telegram:1", public=True)
    assert [inline(one).url for one in said.buttons if one.url] == [urgent, fresh]
    assert PUBLIC not in said.text
    for chat in ("whatsapp:1", "web:1"):
        said = words.chat(content, chat, public=True)
        assert f"Urgents\n{urgent}\nNouveaux\n{fresh}" in said.text
        assert [one for one in said.buttons if one.url] == []
        assert PUBLIC not in repr(words.chat(content, chat, public=False))


async def test_the_command_changes_a_choice_and_tries_it(tmp_path):
    async with FakeMail() as mail:
        with deployment(mailing(tmp_path, mail)) as base:
            officer(base, choice=DigestChoice())
            changed = digest(base, "Salma", weekly=True, categories="child, fraud", email="s@example.org")
            when = "a weekly digest on monday at 00:00 Africa/Casablanca"
            assert changed.lines[0] == f"Salma gets {when}, of child, fraud cases, in ar."
            digest(base, "Salma", categories="all", timezone="Europe/Paris", urgent_only=True, language="fr")
            tried = await asyncio.to_thread(lambda: digest(base, "Salma", now=True))
            assert (tried.status, tried.lines[-1]) == (0, "e-mail to s@example.org: taken by the mail server")
            assert isinstance(tried.data, dict)
            assert tried.data["urgent"] is True
            assert "semaine" in mail.taken[0].message["Subject"]
            mail.refused["s@example.org"] = "550 nobody"
            refused = await asyncio.to_thread(lambda: digest(base, "Salma", now=True))
            assert (refused.status, refused.lines[-1]) == (
                1,
                "e-mail to s@example.org: refused, the mail server answers 550",
            )
            bad = ({"email": "a b@c"}, {"timezone": "Mars"}, {"categories": "x"}, {"language": "en"})
            wrong: Any
            for wrong in bad:
                with pytest.raises(WrongUsage):
                    digest(base, "Salma", **wrong)
            with pytest.raises(Refused):
                digest(base, "Nobody")
            assert digest(base, "Salma", off=True).lines == ("Salma gets no digest.",)


async def test_doctor_tries_the_mail_server(tmp_path):
    with deployment(settings(tmp_path / "off")) as base:
        assert [one.mark for one in findings(base) if one.about == "e-mail"] == [OFF]
    async with FakeMail() as mail:
        given = mailing(tmp_path, mail)
        with deployment(given) as base:
            officer(base)
            found = [(one.mark, one.said) for one in findings(base) if one.about == "e-mail"]
            assert found == [(ON, f"127.0.0.1:{mail.port} from ballegh@example.org, for 1 officer")]
            said = await asyncio.to_thread(lambda: [one for one in asked(base) if one.about == "smtp"])
            assert [str(one).split()[-2:] for one in said] == [["our", "connection"]]
        wrong = mailing(tmp_path, mail, smtp_url=mail.url().replace("s3cret", "other"))
        with deployment(wrong) as base:
            said = await asyncio.to_thread(lambda: [one for one in asked(base) if one.about == "smtp"])
            assert [one.mark for one in said] == [BAD]
            assert "name and password" in said[0].said


async def test_a_letter_refused_for_good_is_told_to_operators(tmp_path):
    async with FakeMail() as mail:
        mail.refused["salma@example.org"] = "550 nobody"
        async with running(mailing(tmp_path, mail)) as product:
            officer(product.made)
            await ticked(product)
            found = [(one.mark, one.said) for one in findings(product.made) if one.about == "e-mail"]
            assert found[1] == (WARN, "1 letter not delivered: main.py outbox list")
            assert [one.health.state for one in product.app.letters.servers.values()] == ["connected"]
            assert "letters" in troubles(await product.app.checks(), facts(product.made))
            with product.made.storage.read() as unit:
                (lost,) = unit.undelivered.given_up(9)
            assert (lost.channel, lost.reason, lost.kept) == ("mail", "550", False)
