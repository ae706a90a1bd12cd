"""From a person's WhatsApp to an officer's and back, through Twilio's webhooks and API."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest

from flows.core.effects import Label
from storage.audit.verify import verify
from storage.chats.whatsapp_people import DAY, RECENT, SILENT
from storage.tables.messages import Outbox
from storage.tables.whatsapp import StoredEarlyReport, StoredIdentity, StoredSpending, StoredWhatsAppChat
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.server import FakeTwilio
from tests.product.whatsapp import (
    PHOTO,
    SMS,
    answer,
    change,
    channel,
    enrolled,
    files,
    keeping,
    line,
    missed,
    refers,
    rows,
    silent,
    tap,
)

REPORTER, OFFICER = "+212600000001", "+212600000009"
SMS_ARY = "مبروك راك ربحتي 5000 درهم كليكي على هاد الليان http://win-ma.top ولا عيط ل 0612345678"


# A report


@pytest.mark.parametrize(("language", "sms"), [("fr", SMS), ("ary", SMS_ARY)])
@pytest.mark.few(1)
async def test_a_report_with_a_photo(tmp_path: Path, language: str, sms: str) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        person = twilio.person(REPORTER)
        words = product.made.catalogue.label
        person.says("السلام عليكم" if language == "ary" else "bonjour")
        await person.sees()
        await answer(person, language)
        person.forwards(sms)
        offered = await person.sees()
        assert words(language, "quick-send") in (*offered.labels, offered.text)
        told = person.sends_media(PHOTO)
        assert words(language, "understood-text", {"again": 1}) in (await person.sees()).text
        filed = await answer(person, "send")
        assert words(language, "filed") in filed.text
        await person.sees()
        await twilio.until(lambda: not twilio.messages.files)
        assert twilio.typed == [told["MessageSid"]]
        await product.app.flushed()
        with product.made.storage.read() as unit:
            case = unit.cases.newest(1)[0]
            (piece,) = unit.evidence.of_case(case.reference)
        assert (case.channel, case.language, piece.media_type) == ("whatsapp", language, "image/jpeg")
        assert b"".join(product.made.store("evidence").read(piece.id)) == PHOTO
        assert verify(product.made.storage, product.made.store("evidence")) == []
        assert (twilio.refusals, twilio.leaks) == ([], [])


async def test_a_forwarded_scam_costs_three_messages(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reference, _ = await files(twilio.person(REPORTER))
        await product.app.flushed()
        assert len(twilio.called("send")) == 3
        with product.made.storage.read() as unit:
            assert unit.cases.newest(1)[0].reference == reference
        assert sum(row.count for row in rows(product, StoredSpending.__table__) if row.chat == "") == 3


async def test_an_officers_word_reaches_the_reporter(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
        await enrolled(product, officer)
        reference, receipt = await files(reporter)
        await refers(officer, "Merci, nous avançons.")
        told = await reporter.sees()
        assert reference in told.text
        assert "Merci, nous avançons." not in told.text, "a locked phone shows no word of an officer"
        reporter.says(receipt)
        opened = await reporter.sees()
        assert reference in opened.text
        assert "Merci, nous avançons." in opened.text
        await twilio.settled()
        await product.app.flushed()
        await settled(product, lambda: {row.state for row in rows(product)} == {"delivered"})
        assert {row.body for row in rows(product)} == {None}
        assert twilio.refusals == []


# Webhooks


async def test_what_comes_twice_takes_effect_once(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        person = twilio.person(REPORTER)
        told = person.forwards(SMS)
        await person.sees()
        sent = await answer(person, "send")
        tapped = {"From": f"whatsapp:{REPORTER}", "ButtonPayload": "", "MessageSid": told["MessageSid"]}
        for _ in range(3):
            assert await twilio.delivery.post("/whatsapp", told) == 200
            assert await twilio.delivery.post("/whatsapp", told | tapped) == 200
        await channel(product).reconcile()
        await person.sees()
        await product.app.flushed()
        assert sent.text
        assert person.unseen == []
        with product.made.storage.read() as unit:
            assert len(unit.cases.newest(9)) == 1


async def test_whoever_is_not_twilio_is_turned_away(tmp_path: Path) -> None:
    fields = {"MessageSid": "SM" + "1" * 32, "From": f"whatsapp:{REPORTER}", "Body": "salam"}
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        forged = {"X-Twilio-Signature": "bm8=", "X-Forwarded-Host": "ballegh.example"}
        for path in ("/whatsapp", "/whatsapp/status"):
            for headers in ({}, forged):
                assert await twilio.delivery.post(path, fields, headers) == 403
        assert rows(product) == []


# What became of messages


async def test_words_in_any_order_and_before_the_answer(tmp_path: Path) -> None:
    async with FakeTwilio(states=("read", "sent", "delivered")) as twilio, line(tmp_path, twilio) as product:
        person, hold = twilio.person(REPORTER), asyncio.Event()
        twilio.fails("send", accepted=True, hold=hold)
        person.says("bonjour")
        await person.sees()
        await twilio.settled()
        assert [row.state for row in rows(product, StoredEarlyReport.__table__)] == ["read"]
        hold.set()
        await settled(product, lambda: not rows(product, StoredEarlyReport.__table__))
        (row,) = rows(product)
        assert (row.state, row.body, rows(product, StoredEarlyReport.__table__)) == ("read", None, [])
        sid = row.provider_id
        for state in ("sent", "delivered", "failed"):
            twilio.tell(sid, state, 63003 if state == "failed" else 0)
        await twilio.settled()
        assert rows(product)[0].state == "read"


async def test_a_closed_window_waits_for_the_reporter(tmp_path: Path) -> None:
    """By our own clock: what is known to fail is not sent, the officer sees why, and nothing is lost."""
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
        await enrolled(product, officer)
        reference, _ = await files(reporter)
        silent(product, reporter, 25 * 3600)
        await refers(officer, "Une première nouvelle.")
        await product.app.flushed()
        before = len(twilio.called("send"))
        tap(officer, "open")
        seen = await officer.sees()
        assert product.made.catalogue.label("ar", "undelivered-window") in seen.text
        await answer(officer, "status")
        await answer(officer, "investigated")
        officer.says("Une seconde nouvelle.")
        await officer.sees()
        await product.app.flushed()
        assert len(twilio.called("send")) == before + 4
        lost = [row for row in rows(product) if row.state == "undeliverable"]
        assert {row.reason for row in lost} == {"window_closed"}
        assert (len(lost), len(missed(product)), reporter.unseen) == (2, 2, [])
        reporter.says("bonjour")
        told, _ = await reporter.sees_all(2)
        for said in (reference, "Une première nouvelle.", "Une seconde nouvelle."):
            assert said in told.text
        await product.app.flushed()
        assert (missed(product), reporter.unseen) == ([], [])


async def test_a_window_that_twilio_calls_closed_waits_too(tmp_path: Path) -> None:
    """By a status callback, after Twilio took the message."""
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
        await enrolled(product, officer)
        reference, _ = await files(reporter)
        reporter.wrote -= 25 * 3600
        await refers(officer, "Une nouvelle.")
        await twilio.until(lambda: any(call["To"] == reporter.address for call in twilio.called("send")[-2:]))
        await twilio.settled()
        await settled(product, lambda: missed(product))
        await product.app.flushed()
        assert reporter.unseen == []
        states = [(row.state, row.reason) for row in rows(product) if row.state == "undeliverable"]
        assert states == [("undeliverable", "window_closed")] * 2
        reporter.says("bonjour")
        told, _ = await reporter.sees_all(2)
        assert reference in told.text
        assert "Une nouvelle." in told.text


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("language", "by"),
    [("fr", "tap"), ("ar", "Voir"), ("ary", "tap"), ("ary", "اه"), ("fr", "2"), ("ar", "سلام")],
)
@pytest.mark.few(1)
async def test_outside_the_window_a_template_goes_and_its_answer_opens_the_news(
    tmp_path: Path, known: bool, language: str, by: str
) -> None:
    """Whether our clock knows, or only Twilio's answer tells; what is written is no answer to the question
    of the day before.
    """
    async with FakeTwilio() as twilio:
        made = {each: twilio.approve_content(template("status", each)) for each in ("fr", "ar", "ary")}
        async with line(tmp_path, twilio, templates(status=made)) as product:
            reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
            await enrolled(product, officer)
            reporter.says("langue")
            await reporter.sees()
            await answer(reporter, language)
            reference, _ = await files(reporter)
            reporter.wrote -= 25 * 3600
            if known:
                silent(product, reporter, 25 * 3600)
                assert product.made.catalogue.label("ar", "window-template") in await before_writing(officer)
            await refers(officer, "Un mot de la brigade.")
            told = await reporter.sees()
            body = template("status", language)["types"]["twilio/quick-reply"]["body"]
            assert told.text == body.replace("{{1}}", reference), "and no word of an officer"
            await twilio.settled()
            await product.app.flushed()
            await settled(product, lambda: [row.reason for row in missed(product)] == ["announced"])
            if by == "tap":
                reporter.taps(told.labels[0], told)
            else:
                reporter.says(by)
            news = await reporter.sees()
            assert "Un mot de la brigade." in news.text
            assert product.made.catalogue.label(language, "status-referred") in news.text
            await product.app.flushed()
            assert (missed(product), reporter.unseen) == ([], [])
            assert twilio.refusals == []


async def test_without_a_template_the_officer_sees_that_nothing_goes_yet(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
        await enrolled(product, officer)
        await files(reporter)
        closed = product.made.catalogue.label("ar", "window-closed")
        assert closed not in await before_writing(officer)
        silent(product, reporter, 25 * 3600)
        assert closed in await before_writing(officer)


@pytest.mark.parametrize("by", ["tap", "bonjour"])
async def test_an_alert_and_a_digest_by_template_are_read_on_opening_them(tmp_path: Path, by: str) -> None:
    async with FakeTwilio() as twilio:
        made = {"ar": twilio.approve_content(template("alert", "ar"))}
        async with line(tmp_path, twilio, templates(alert=made)) as product:
            reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
            await enrolled(product, officer)
            silent(product, officer, 25 * 3600)
            reporter.forwards("Je suis en danger, il est devant la porte et il veut me tuer")
            await reporter.sees()
            tap(reporter, "send")
            told = await officer.sees()
            alert = product.made.catalogue.text("ar", "alert-urgent", {"category": Label("category-threat")})
            assert alert not in told.text
            await settled(product, lambda: missed(product))
            if by == "tap":
                officer.taps(told.labels[0], told)
            else:
                officer.says(by)
            first = await officer.sees()
            assert alert in first.text
            opened = await officer.sees()
            assert (product.made.catalogue.label("ar", "case-urgent") in opened.text) == (by == "tap")


async def test_whoever_was_an_officer_is_not_told_what_one_missed(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        present, removed = twilio.person(OFFICER), twilio.person("+212600000008")
        for officer in (present, removed):
            await enrolled(product, officer)
            silent(product, officer, 25 * 3600)
        reporter = twilio.person(REPORTER)
        reporter.forwards("Je suis en danger, il est devant la porte et il veut me tuer")
        await reporter.sees()
        tap(reporter, "send")
        await settled(product, lambda: len(missed(product)) == 2)
        with product.made.storage.write() as unit:
            gone = next(one for one in unit.officers.present() if one.chat.endswith("08"))
            unit.officers.remove(gone.id, 1.0)
        alert = product.made.catalogue.text("ar", "alert-urgent", {"category": Label("category-threat")})
        present.says("مرحبا")
        removed.says("مرحبا")
        assert alert in (await present.sees()).text
        assert alert not in (await removed.sees()).text
        await product.app.flushed()
        assert all(alert not in seen.text for seen in removed.unseen)


async def test_a_template_that_twilio_will_not_send_is_not_tried_for_ever(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio:
        sid = twilio.approve("Votre dossier {{1}} a du nouveau, à lire ici.")
        twilio.contents.approved.clear()
        async with line(tmp_path, twilio, templates(status={"fr": sid})) as product:
            reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
            await enrolled(product, officer)
            reference, _ = await files(reporter)
            reporter.wrote -= 25 * 3600
            await refers(officer)
            await settled(product, lambda: missed(product))
            to_reporter = [call for call in twilio.called("send") if call["To"] == reporter.address]
            assert len(to_reporter) == 3 + 2
            reporter.says("bonjour")
            assert reference in (await reporter.sees()).text


@pytest.mark.parametrize("by_twilio", [True, False])
@pytest.mark.few(1)
async def test_whoever_says_stop_gets_no_news_until_start(tmp_path: Path, by_twilio: bool) -> None:
    """Whether Twilio refuses our messages too or leaves that to us; a restart changes nothing."""
    async with FakeTwilio(keeps_stops=by_twilio) as twilio:
        reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
        async with line(tmp_path, twilio) as product:
            await enrolled(product, officer)
            reference, _ = await files(reporter)
            said = product.made.catalogue.label
            reporter.says("STOP")
            if by_twilio:
                await settled(product, lambda: twilio.called("send")[-1]["To"] == reporter.address)
            else:
                assert said("fr", "do-start") in (await reporter.sees()).labels
            await product.app.flushed()
        async with line(tmp_path, twilio) as product:
            await refers(officer)
            await settled(product, lambda: missed(product))
            await product.app.flushed()
            assert reporter.unseen == []
            tap(officer, "open")
            page = await officer.sees()
            assert said("ar", "window-stopped") in page.text
            assert said("ar", "undelivered-stopped") in page.text
            reporter.says("START")
            assert reference in (await reporter.sees()).text
            assert said("fr", "notices-on") in (await reporter.sees()).text
            await answer(officer, "status")
            await answer(officer, "investigated")
            officer.says("passer")
            assert reference in (await reporter.sees()).text
            await product.app.flushed()
            assert missed(product) == []


@pytest.mark.parametrize("code", [63014, 63024, 21211])
@pytest.mark.few(1)
async def test_a_refusal_of_the_person_ends_the_tries_until_they_write(tmp_path: Path, code: int) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER), twilio.person(OFFICER)
        await enrolled(product, officer)
        reference, _ = await files(reporter)
        twilio.undelivered[reporter.address] = code
        await refers(officer)
        await settled(product, lambda: missed(product))
        before = len([call for call in twilio.called("send") if call["To"] == reporter.address])
        tap(officer, "open")
        await officer.sees()
        await answer(officer, "status")
        await answer(officer, "investigated")
        officer.says("passer")
        await settled(product, lambda: len(missed(product)) == 2)
        assert len([call for call in twilio.called("send") if call["To"] == reporter.address]) == before
        twilio.undelivered.clear()
        reporter.says("bonjour")
        assert reference in (await reporter.sees()).text


async def test_a_message_refused_for_its_rate_goes_again(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        person = twilio.person(REPORTER)
        twilio.undelivered[person.address] = 63018
        person.says("bonjour")
        await settled(product, lambda: [row for row in rows(product) if row.reason == "rate_limited"])
        (row,) = rows(product)
        assert (row.state, row.provider_id, row.resent) == ("queued", "", False)
        assert row.due > time.time() + 60
        twilio.undelivered.clear()
        change(product, Outbox.__table__, due=0.0)
        assert (await person.sees()).text
        await settled(product, lambda: rows(product)[0].state == "delivered")


@pytest.mark.parametrize("went", [True, False])
@pytest.mark.few(1)
async def test_a_row_that_may_have_gone_out_is_looked_for_after_a_restart(tmp_path: Path, went: bool) -> None:
    """The answer was lost, nobody could look, and then the process ended."""
    async with FakeTwilio() as twilio:
        person = twilio.person(REPORTER)
        async with line(tmp_path, twilio) as product:
            twilio.fails("send", drop=True, accepted=went)
            twilio.fails("list", status=500, passing=1, times=1000)
            await settled(product, lambda: twilio.called("list"))
            person.says("bonjour")
            await settled(product, lambda: [row for row in rows(product) if row.resent])
        twilio.faults.clear()
        async with line(tmp_path, twilio) as product:
            await settled(product, lambda: rows(product)[0].state in ("sent", "delivered"))
            assert len(person.messages) == 1
            assert rows(product)[0].provider_id == person.messages[0].sid
            assert rows(product)[0].resent


# Money


async def test_beyond_the_ceiling_reports_are_taken_in_silence(tmp_path: Path) -> None:
    """The next day the receipt comes by itself, with the question that was kept back."""
    async with FakeTwilio() as twilio, line(tmp_path, twilio, "[whatsapp]\ndaily_ceiling = 2\n") as product:
        first, second, officer = (twilio.person(f"+21260000000{n}") for n in (1, 2, 9))
        await enrolled(product, officer)
        first.says("bonjour")
        await first.sees()
        first.forwards(SMS)
        await first.sees()
        first.says("envoyer")
        second.forwards(SMS)
        second.says("envoyer")
        await settled(product, lambda: len(missed(product)) == 4)
        with product.made.storage.read() as unit:
            assert len(unit.cases.newest(9)) == 2
        officer.says("menu")
        assert (await officer.sees()).text, "officers are never kept waiting"
        await keeping(product).tick()
        assert (first.unseen, second.unseen) == ([], [])
        change(product, Outbox.__table__, settled=time.time() - DAY)
        change(product, StoredSpending.__table__, day="2026-01-01")
        await keeping(product).tick()
        for person in (first, second):
            filed = await person.sees()
            assert product.made.catalogue.label("fr", "filed") in filed.text
            assert product.made.catalogue.label("fr", "ask-more") in filed.text
            assert person.unseen == []
        assert missed(product) == []


async def test_one_chat_cannot_spend_everything(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio, "[whatsapp]\ndaily_per_chat = 1\n") as product:
        loud, other = twilio.person(REPORTER), twilio.person("+212600000002")
        for _ in range(5):
            loud.says("menu")
        other.says("bonjour")
        assert (await other.sees()).text
        await loud.sees()
        await settled(product, lambda: not [row for row in rows(product) if row.state == "queued"])
        assert loud.unseen == []
        assert len(missed(product)) == 1, "only the newest question waits"
        change(product, StoredSpending.__table__, day="2026-01-01")
        loud.says("menu")
        await loud.sees()
        assert missed(product) == []


# People


async def test_a_new_number_keeps_the_case_and_hears_of_it(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER, external_id="MA.77"), twilio.person(OFFICER)
        await enrolled(product, officer)
        reference, _ = await files(reporter)
        reporter.changes_number("+212611111111")
        reporter.says("suivi")
        assert reference in (await reporter.sees()).text
        await refers(officer)
        assert reference in (await reporter.sees()).text
        assert twilio.called("send")[-2]["To"] in {reporter.address, officer.address}
        assert twilio.refusals == []


async def test_a_number_with_another_owner_tells_them_nothing(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        reporter, officer = twilio.person(REPORTER, external_id="MA.77"), twilio.person(OFFICER)
        await enrolled(product, officer)
        reference, receipt = await files(reporter)
        silent(product, reporter, RECENT + 1)
        reporter.external_id = "MA.88"
        reporter.says("suivi")
        assert reference not in (await reporter.sees()).text
        await refers(officer)
        await settled(product, lambda: missed(product))
        assert reporter.unseen == []
        tap(officer, "open")
        assert product.made.catalogue.label("ar", "undelivered-gone") in (await officer.sees()).text
        reporter.says(receipt)
        assert reference in (await reporter.sees()).text, "the receipt opens it from anywhere"


async def test_whoever_is_forgotten_and_writes_again_is_somebody_new(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        person = twilio.person(REPORTER)
        reference, _ = await files(person)
        await product.app.flushed()
        with product.made.storage.write() as unit:
            assert unit.privacy.forget_chat(f"whatsapp:{REPORTER}", 1.0).erased == (reference,)
        assert (rows(product, StoredIdentity.__table__), missed(product)) == ([], [])
        person.says("suivi")
        assert reference not in (await person.sees()).text


# What is left at Twilio


async def test_files_go_at_twilio_also_where_they_could_not_be_had(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio, max_file_mb=1) as product:
        person = twilio.person(REPORTER)
        twilio.fails("delete", status=500)
        person.sends_media(bytes(1_100_000), "video/mp4")
        await person.sees_all(2)
        with product.made.storage.read() as unit:
            assert unit.evidence.stale(2e10)[0].state == "fetch_failed"
        await twilio.until(lambda: not twilio.messages.files)


async def test_words_go_at_twilio_where_that_is_asked(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio, "[whatsapp]\nredact = true\n") as product:
        await files(twilio.person(REPORTER))
        await twilio.until(lambda: all(each["body"] == "" for each in twilio.messages.kept.values()))
        assert [row.state for row in rows(product) if row.state == "undeliverable"] == []


async def test_what_nobody_will_ask_for_is_let_go(tmp_path: Path) -> None:
    async with FakeTwilio(states=("sent",)) as twilio, line(tmp_path, twilio) as product:
        quiet, gone = twilio.person(REPORTER), twilio.person("+212600000002")
        for person in (quiet, gone):
            person.says("bonjour")
            await person.sees()
        await twilio.settled()
        await product.app.flushed()
        assert all(row.body for row in rows(product)), "it may still come back"
        change(product, Outbox.__table__, settled=time.time() - DAY - 1)
        change(product, StoredSpending.__table__, day="2026-01-01")
        silent(product, gone, SILENT + 1)
        ours = {"AccountSid": twilio.account_sid, "From": twilio.sender}
        unknown = {**ours, "MessageSid": "SM" + "9" * 32, "MessageStatus": "sent"}
        assert await twilio.delivery.post("/whatsapp/status", unknown) == 200
        change(product, StoredEarlyReport.__table__, time=1.0)
        await keeping(product).tidy()
        assert {row.body for row in rows(product)} == {None}
        for table, left in (
            (StoredEarlyReport.__table__, 0),
            (StoredSpending.__table__, 0),
            (StoredIdentity.__table__, 1),
            (StoredWhatsAppChat.__table__, 1),
        ):
            assert len(rows(product, table)) == left, table.name


# What was missed


@pytest.mark.long
async def test_an_outage_loses_nothing(tmp_path: Path) -> None:
    """The webhook cannot be reached; a thousand messages of it: tests/campaigns/kill/outage.py."""
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        people = [twilio.person(f"+2126{n:08}") for n in range(20)]
        twilio.delivery.retries = 0
        assert await channel(product).reconcile() == 0
        with twilio.outage():
            for n in range(5):
                for person in people:
                    person.says(f"Récit {n} : un faux vendeur a pris 300 dirhams et ne répond plus")
            await twilio.settled()
        assert await channel(product).reconcile() == 100
        assert await channel(product).reconcile() == 0
        with product.made.storage.read() as unit:
            for person in people:
                conversation = unit.conversations.get(f"whatsapp:{person.number}")
                told = [answer.value for answer in conversation.answers if answer.question == "story"]
                assert [note.text[:7] for note in conversation.notes] == [f"Récit {n}" for n in range(1, 5)]
                assert told[0].startswith("Récit 0")
        for person in people:
            assert (await person.sees()).text
        assert twilio.refusals == []


def template(purpose: str, language: str) -> dict[str, Any]:
    """A suggested template."""
    found = Path(__file__).parents[2] / "deploy" / "whatsapp" / f"{purpose}.{language}.json"
    return dict(json.loads(found.read_text("utf-8")))


async def before_writing(officer: Person) -> str:
    """What the officer reads on the case's page and when asked for a question; they go back to the desk."""
    officer.says("menu")
    await officer.sees()
    await answer(officer, "desk")
    await answer(officer, "new")
    page = officer.messages[-1].text
    asked = await answer(officer, "ask")
    officer.says("menu")
    await officer.sees()
    return page if page in asked.text or asked.text.split("\n\n")[0] in page else ""


def templates(**purposes: dict[str, str]) -> str:
    """The configuration's part."""
    lines = [
        f"[whatsapp.templates.{purpose}]\n"
        + "".join(f'{language} = "{sid}"\n' for language, sid in sids.items())
        for purpose, sids in purposes.items()
    ]
    return "\n".join(lines)


async def settled(product, holds) -> None:
    """Wait until something is kept that no message tells of."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - what is kept is only ever asked, it tells nobody
            await asyncio.sleep(0.01)
