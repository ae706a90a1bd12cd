"""What comes between an officer and the work: an ended session, a step aside, a colleague, a poor network."""

import asyncio
import time
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Route, expect

from bot.desk import people
from flows.core.effects import ChangeStatus
from tests.handlers.desk.officer import NAMES, PATIENCE, Officer, confirmed, enters, house, skipped
from tests.handlers.desk.reports import STORY, files
from tests.handlers.desk.test_team import NAME, case
from tests.handlers.desk.test_working import opens, sent
from tests.product.person import PHONE
from tests.product.product import Product

if why := skipped():
    pytest.skip(why, allow_module_level=True)

NOTE = "Même compte que le dossier d’hier, voir Casablanca"


async def walks(officer: Officer, reference: str) -> None:
    """Go to a case by the address alone, as the browser's *Back* does."""
    await officer.page.evaluate("name => { location.hash = `#/case/${name}`; }", reference)
    await expect(officer.page.locator(".case-head .reference")).to_have_text(reference)


async def writes(officer: Officer, text: str = NOTE) -> None:
    await officer.page.keyboard.press("n")
    await officer.page.locator("dialog textarea").fill(text)


def invited_again(product: Product, name: str) -> str:
    """The path of a one-time link for an officer whose passkey is lost."""
    with product.made.storage.write() as unit:
        officer = next(one for one in unit.officers.present() if one.name == name)
        return people.invite(unit, officer, time.time())


def drafts(officer: Officer):
    return officer.page.locator(".bar").get_by_text(officer.words["draft"], exact=True)


@pytest.mark.long
async def test_a_note_outlives_the_session_that_ended_under_it(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        await writes(salma)
        await salma.page.context.clear_cookies()
        await salma.does("do")
        await salma.sees("sign-in")
        await sent(salma)
        await salma.does("sign-in-do")
        await expect(drafts(salma)).to_be_visible()
        await salma.page.keyboard.press("n")
        await expect(salma.page.locator("dialog textarea")).to_have_value(NOTE)
        await salma.does("do")
        await sent(salma)
        await expect(salma.page.locator(".notes .said")).to_have_text(NOTE)
        await expect(drafts(salma)).to_have_count(0)


@pytest.mark.long
async def test_nothing_that_was_typed_stands_on_a_locked_page_or_outlives_a_sign_out(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        await writes(salma)
        await salma.page.keyboard.press("Escape")
        await salma.does("lock")
        await salma.sees("locked")
        assert NOTE not in await salma.page.content()
        await salma.does("unlock")
        await expect(drafts(salma)).to_be_visible()
        await salma.reloads()  # the page was closed meanwhile
        await expect(drafts(salma)).to_be_visible()
        kept = "JSON.stringify(localStorage)"
        assert "desk-drafts" in (found := await salma.page.evaluate(kept))
        assert NOTE not in found
        await salma.does("sign-out")
        await salma.does("sign-in-do")
        await expect(salma.page.locator(".bar")).to_be_visible()
        await expect(drafts(salma)).to_have_count(0)
        assert "desk-drafts" not in await salma.page.evaluate(kept)


@pytest.mark.long
async def test_a_note_stays_with_the_case_that_it_was_written_for(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        first, second = await case(here), await case(here, 9)
        await walks(salma, first)
        await writes(salma)
        await walks(salma, second)
        await sent(salma)
        await expect(drafts(salma)).to_have_count(0)
        await walks(salma, first)
        await expect(drafts(salma)).to_be_visible()


@pytest.mark.long
async def test_nobody_is_chosen_before_the_officer_has_chosen(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        await salma.page.keyboard.press("t")
        await expect(salma.page.locator(".facts-box")).to_contain_text("Salma Bennani")
        await salma.page.keyboard.press("g")
        choice = salma.page.locator("dialog select")
        await expect(choice).to_have_value("")
        await salma.does("do")
        await expect(salma.page.locator("dialog select:invalid")).to_be_visible()
        await choice.select_option(label=salma.words["nobody"])
        await salma.does("do")
        await sent(salma)
        await expect(salma.page.locator(".facts-box")).not_to_contain_text("Salma Bennani")


@pytest.mark.long
async def test_a_reason_that_is_no_file_number_is_stopped_where_it_is_typed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        await salma.page.keyboard.press("h")
        await salma.page.locator("dialog input").fill("PV de Salma")
        await expect(salma.page.locator("dialog input:invalid")).to_be_visible()
        await salma.page.locator("dialog input").fill("PV-12/2026_b.1")
        await salma.does("do")
        await sent(salma)
        await expect(salma.page.locator(".tag.hold")).to_be_visible()


@pytest.mark.long
async def test_an_open_case_shows_what_a_colleague_did_and_own_acts_raise_no_alarm(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as youssef:
        await enters(salma)
        await enters(youssef, NAME)
        reference = await case(here)
        for officer in (salma, youssef):
            await opens(officer, reference)
        await salma.page.keyboard.press("t")
        await expect(salma.page.get_by_role("status")).to_have_text(salma.words["taken"])
        await expect(youssef.page.locator(".facts-box")).to_contain_text("Salma Bennani")
        await expect(youssef.page.get_by_role("status")).to_have_text(youssef.words["changed-meanwhile"])
        await expect(salma.page.get_by_role("status")).not_to_have_text(salma.words["changed-meanwhile"])


@pytest.mark.long
async def test_the_list_is_live_again_after_the_server_was_away(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        away = True

        async def stands_in(route: Route) -> None:
            await (route.fulfill(status=502) if away else route.continue_())

        await salma.page.route("**/desk/api/stream", stands_in)
        async with salma.page.expect_response(lambda one: one.url.endswith("/stream") and one.status == 502):
            await enters(salma)
        reference = await case(here)
        away = False
        await expect(salma.page.locator(f"[data-reference='{reference}']")).to_be_visible(timeout=PATIENCE)


@pytest.mark.long
async def test_a_slow_network_is_seen(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        reference = await case(here)
        go_on = asyncio.Event()

        async def late(route: Route) -> None:
            await go_on.wait()
            await route.continue_()

        await salma.page.route("**/desk/api/cases/*", late)
        await salma.page.locator(f"[data-reference='{reference}']").click()
        await expect(salma.page.get_by_role("progressbar", name=salma.words["loading"])).to_be_visible()
        assert await salma.faults() == []
        go_on.set()
        await expect(salma.page.locator(".entry")).to_be_visible()
        await expect(salma.page.get_by_role("progressbar")).to_have_count(0)


@pytest.mark.long
async def test_a_day_in_the_filter_is_a_day_of_the_officers_clock(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await files(here.telegram.chat(8, language="fr"), "Un vendeur m'a pris 300 dirhams hier soir")
        zone = ZoneInfo("Africa/Casablanca")
        await salma.page.locator(".filters summary").click()
        await salma.page.get_by_label(salma.words["filter-from"], exact=True).fill("2026-07-14")
        start = int(datetime(2026, 7, 14, tzinfo=zone).timestamp())
        await salma.page.wait_for_url(f"**/desk#/cases?from={start}")
        await salma.page.get_by_label(salma.words["filter-to"], exact=True).fill("2026-07-14")
        await salma.page.wait_for_url(f"**/desk#/cases?from={start}&to={start + 86_399}")
        await expect(salma.page.get_by_label(salma.words["filter-to"], exact=True)).to_have_value(
            "2026-07-14"
        )


@pytest.mark.long
async def test_many_refusals_are_told_with_their_reasons(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        reference = await case(here)
        await expect(salma.page.locator(f"[data-reference='{reference}']")).to_be_visible()
        for key in ("j", "x", "s"):
            await salma.page.keyboard.press(key)
        await salma.page.locator("dialog select[name=status]").select_option("examined")
        with here.product.made.storage.write() as unit:  # a colleague is faster
            unit.cases.change_status(ChangeStatus(reference, "investigated", "", "shell"), time.time())
        await salma.does("do")
        await sent(salma)
        told = salma.page.get_by_role("status")
        await expect(told).to_contain_text(salma.words["error-status"])


@pytest.mark.long
async def test_filters_are_counted_and_cleared_and_the_page_begins_at_its_top(tmp_path):
    async with house(tmp_path) as here, here.officer(**PHONE) as salma:
        await enters(salma)
        reference = await case(here)
        row = salma.page.locator(f"[data-reference='{reference}']")
        await expect(row).to_be_visible()
        await salma.page.evaluate("location.hash = '#/cases?queue=new&category=drugs&channel=web'")
        await expect(row).to_have_count(0)
        await expect(salma.page.locator(".filters summary")).to_contain_text("(2)")
        await salma.page.locator(".filters summary").click()
        await salma.page.get_by_role("link", name=salma.words["filters-none"]).click()
        await expect(row).to_be_visible()
        assert salma.page.url.endswith("#/cases?queue=new")
        await salma.page.locator(".filters summary").click()
        await salma.page.evaluate("scrollTo(0, 10_000)")
        await walks(salma, reference)
        assert await salma.page.evaluate("scrollY") == 0


@pytest.mark.long
async def test_a_name_in_another_script_leaves_its_line_in_order(tmp_path):
    async with house(tmp_path) as here, here.officer("ar") as salma:
        await enters(salma, "Karim Alaoui")
        await opens(salma, await case(here))
        await salma.page.keyboard.press("a")
        await salma.page.locator("dialog textarea").fill("واش عندك شي لقطة؟")
        await salma.does("do")
        await sent(salma)
        line = salma.page.locator(".thread .ours .quiet")
        name, moment = await line.evaluate(
            "node => [...node.children].map((one) => one.getBoundingClientRect().x)"
        )
        assert name > moment, "in Arabic the name stands to the right of the time"
        assert await line.locator("time").evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"


@pytest.mark.long
async def test_after_a_lost_passkey_the_earlier_sheet_brings_the_cases_back(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        sheet = await enters(salma)
        reference = await case(here)
        await salma.does("sign-out")
        await salma.forgets_first()
        await salma.authenticator(hasPrf=True)
        await salma.page.get_by_text(salma.words["sign-in-lost"], exact=True).click()
        await expect(salma.page.locator(".card details p")).to_be_visible()
        await salma.enrols(invited_again(here.product, NAMES["fr"]))
        await salma.proves()
        confirmed(here.product, NAMES["fr"], await salma.page.locator(".card code").inner_text())
        await salma.does("look-again")
        await walks(salma, reference)
        await expect(salma.page.locator(".entry.closed")).to_be_visible()

        await salma.page.evaluate("location.hash = '#/sheet'")
        await expect(salma.page.get_by_text(salma.words["sheet-before"])).to_be_visible()
        await salma.page.locator("#key").fill(sheet)
        await salma.does("sheet-check")
        await expect(salma.page.get_by_role("status")).to_contain_text("clés données")
        await walks(salma, reference)
        await expect(salma.page.locator(".entry dd").first).to_contain_text(STORY[:20])


@pytest.mark.long
async def test_a_picture_whose_store_is_away_is_said_and_opens_once_it_is_back(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await files(here.telegram.chat(8, language="ar")))
        pieces = f"{salma.url}/desk/api/evidence/*"
        for answer in ({"status": 503, "json": {"error": "files"}}, {"body": b"half"}):
            await salma.page.route(pieces, partial(Route.fulfill, **answer))
            await salma.does("piece-open")
            words = salma.words["error-files" if "status" in answer else "error-unopened"]
            await expect(salma.page.get_by_role("status")).to_contain_text(words)
            await expect(salma.page.locator("canvas")).to_have_count(0)
            await salma.page.unroute(pieces)
        await salma.does("piece-open")
        await expect(salma.page.locator("canvas")).to_be_visible()


async def test_an_open_case_tells_that_the_server_is_away_until_it_is_back(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        api, words = f"{salma.url}/desk/api/**", salma.words
        for status in (502, 503, 504):
            await salma.page.route(api, partial(Route.fulfill, status=status, body="<html>"))
            async with salma.page.expect_response("**/take"):  # the words of the last one may still stand
                await salma.page.keyboard.press("t")
            await expect(salma.page.locator(".notice")).to_have_text(words["error-offline"])
            await salma.page.unroute(api)
        await expect(salma.page.locator(".away")).to_have_count(0)
        await salma.page.route(api, lambda route: route.abort())
        await here.product.app.drain()  # ends the open streams
        await expect(salma.page.locator(".away")).to_have_text(words["away"])
        await salma.shot("away")
        await salma.page.unroute(api)
        await expect(salma.page.locator(".away")).to_have_count(0)
