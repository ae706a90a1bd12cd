"""Days and numbers beyond all bounds at the desk: refused or understood, never a failure of the server."""

from itertools import product

NUMBERS = ("0", "-1", "1e308", "-1e308", "1e999", "nan", "inf", "9" * 19, "9" * 40, "1" * 5000, "x")
DAYS = ("0001-01-01", "1999-12-31", "2000-01-01", "2026-02-30", "9998-12-31", "9999-12-31", "1" * 5000, "")
ANSWERED = {200, 400}
REFUSED = {400}


async def test_extreme_numbers_in_an_address(line):
    browser = await line.enters()
    line.file()
    failed = []
    for name, number in product(("from", "to", "page"), NUMBERS):
        answer = await browser.get("cases", params={name: number})
        failed += [] if answer.status_code in ANSWERED else [(name, number[:9], answer.status_code)]
    for number in NUMBERS:
        params = {"to": browser.fingerprint, "after": number}
        answer = await browser.get("grants", params=params)
        failed += [] if answer.status_code in ANSWERED else [("after", number[:9], answer.status_code)]
    assert failed == []


async def test_extreme_days_have_no_figures_and_no_statement(line):
    browser = await line.enters()
    failed = []
    for first, last in product(DAYS, DAYS):
        answer = await browser.get("figures", params={"from": first, "to": last})
        said = await browser.post("statement", {"first": first, "last": last, "language": "fr"})
        both = {answer.status_code, said.status_code}
        failed += [] if both <= REFUSED else [(first[:20], last[:20], both)]
    assert failed == []


async def test_extreme_numbers_in_a_change(line):
    browser = await line.enters()
    line.file()
    failed = []
    for field, number in product(("version", "until", "number"), NUMBERS):
        for given in (number, float(number) if number in ("1e308", "-1e308") else -1):
            body = {"action": "snooze", "version": "1", "until": 0, field: given}
            answer = await browser.post("cases/AC23CD45/snooze", body)
            failed += (
                [] if answer.status_code in {400, 404, 409} else [(field, number[:9], given, answer.text)]
            )
    assert failed == []


NUL = "A\0B"
ADDRESSES = (
    "cases/A%00B",
    "cases/AC23CD45/services/A%00B",
    "cases/AC23CD45/officers/A%00B",
    "evidence/A%00B",
    *(
        f"cases?{name}=A%00B"
        for name in ("list", "status", "category", "place", "officer", "campaign", "text")
    ),
)
BODIES = {
    "invitation": {"code": NUL},
    "search": {"text": NUL},
    "team/invite": {"name": NUL, "role": "investigator"},
    "team/remove": {"officer": NUL},
    "team/confirm": {"officer": NUL, "fingerprint": "0" * 16},
    "passkeys/remove": {"id": NUL},
    "grants/discard": {"reference": NUL, "content": NUL},
    "cases/A%00B/take": {},
    "cases/A%00B/unmask": {"step": "ask", "reason": "1"},
    "cases/A%00B/export": {"reason": "1"},
    "cases/AC23CD45/assign": {"officer": NUL},
    "cases/AC23CD45/refer": {"service": NUL, "status": "referred"},
    "cases/AC23CD45/status": {"status": NUL},
    "cases/AC23CD45/suspect": {"outcome": NUL},
    "bulk": {"references": [NUL, "AC23CD45"], "steps": [{"action": "take"}]},
    "preview": {"language": NUL, "kind": "ask", "text": NUL},
    "statement": {"first": NUL, "last": NUL, "language": NUL},
    "digest": {"every": NUL, "email": NUL, "at": NUL, "zone": NUL},
}


async def test_a_nul_is_in_no_name_and_no_failure_of_the_server(line):
    """Postgres has no text with one."""
    browser = await line.enters()
    line.file()
    answers = [(each, await browser.get(each)) for each in ADDRESSES]
    answers += [(each, await browser.post(each, body)) for each, body in BODIES.items()]
    assert [(each, answer.status_code) for each, answer in answers if answer.status_code >= 500] == []
