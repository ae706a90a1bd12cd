"""Several changes of a case in one: all of them or none, against the state that the officer has seen."""

CASE = "AC23CD45"
REFERRED = {"action": "status", "status": "referred", "note": "BO 7"}


async def test_a_set_takes_a_case_and_decides_on_it_in_one(line):
    browser = await line.enters(role="investigator")
    line.file()
    steps = [{"action": "take"}, REFERRED]
    told = (await browser.post(f"cases/{CASE}/several", {"steps": steps})).json()
    assert (told["case"]["assigned"]["name"], told["case"]["status"]) == ("Salma", "referred")
    assert [(item["status"], item["note"]) for item in told["thread"]] == [("referred", "BO 7")]
    with line.product.made.storage.read() as unit:
        assert len(unit.outbox.pending("web:somebody", 0)) == 1
    line.sound()


async def test_a_set_that_is_refused_at_its_end_changes_nothing(line):
    browser = await line.enters()
    line.file()
    for last, error in (
        ({"action": "status", "status": "nonsense"}, "status"),
        ({"action": "ask", "question": " "}, "request"),
        ({"action": "release", "reason": "PV-7"}, "held"),
    ):
        refused = await browser.post(f"cases/{CASE}/several", {"steps": [{"action": "take"}, REFERRED, last]})
        assert refused.json()["error"] == error
    told = (await browser.get(f"cases/{CASE}")).json()
    assert (told["case"]["assigned"], told["case"]["status"], told["thread"]) == (None, "received", [])
    with line.product.made.storage.read() as unit:
        assert unit.outbox.pending("web:somebody", 0) == []
    line.sound()


async def test_taking_first_hides_no_change_of_a_colleague(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    version = (await first.get(f"cases/{CASE}")).json()["version"]
    await second.post(f"cases/{CASE}/status", {"status": "examined"})
    body = {"version": version, "steps": [{"action": "take"}, REFERRED]}
    late = await first.post(f"cases/{CASE}/several", body)
    assert (late.status_code, late.json()["error"]) == (409, "changed")
    assert (await first.get(f"cases/{CASE}")).json()["case"]["assigned"] is None


async def test_a_set_for_many_is_made_whole_or_not_at_all_in_each(line):
    browser = await line.enters()
    for reference in (CASE, "AC23CD46"):
        line.file(reference)
    await browser.post("cases/AC23CD46/status", {"status": "insufficient"})
    steps = [{"action": "take"}, {"action": "status", "status": "insufficient"}]
    done = await browser.post("bulk", {"references": [CASE, "AC23CD46"], "steps": steps})
    assert done.json() == {
        "done": [CASE],
        "same": [],
        "refused": [{"reference": "AC23CD46", "error": "status"}],
        "closed": [],
    }
    assert (await browser.get("cases/AC23CD46")).json()["case"]["assigned"] is None
    line.sound()
    for wrong in ([], [{"action": "take"}] * 6, [{"action": "nonsense"}]):
        refused = await browser.post("bulk", {"references": [CASE], "steps": wrong})
        assert refused.status_code == 400


async def test_taking_many_counts_what_was_taken_and_not_what_was_one_s_own_or_closed(line):
    browser = await line.enters()
    own, closed = "AC23CD46", "AC23CD47"
    for reference in (CASE, own, closed):
        line.file(reference)
    await browser.post(f"cases/{own}/take")
    await browser.post(f"cases/{closed}/status", {"status": "insufficient"})
    taken = await browser.post("bulk", {"references": [CASE, own, closed], "steps": [{"action": "take"}]})
    refused = [{"reference": closed, "error": "ended"}]
    assert taken.json() == {"done": [CASE], "same": [own], "refused": refused, "closed": []}
    assert (await browser.get(f"cases/{closed}")).json()["case"]["assigned"] is None


async def test_the_statuses_that_each_of_many_cases_can_take_are_those_of_its_page(line):
    supervisor, investigator = await line.enters(), await line.enters("Omar", "investigator")
    closed = "AC23CD46"
    for reference in (CASE, closed):
        line.file(reference)
    await supervisor.post(f"cases/{closed}/status", {"status": "insufficient"})
    await investigator.post(f"cases/{CASE}/take")
    for officer in (supervisor, investigator):
        body = {"references": [CASE, "ac23 cd46", "YY99YY99"]}
        told = (await officer.post("bulk/statuses", body)).json()["statuses"]
        assert told.keys() == {CASE, closed}
        for reference, found in told.items():
            assert found == (await officer.get(f"cases/{reference}")).json()["statuses"]


async def test_it_says_before_why_an_officer_can_not(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar", "intake")
    karim = await line.enters("Karim", "investigator")
    own, closed = "AC23CD46", "AC23CD47"
    for reference in (CASE, own, closed):
        line.file(reference)
    await karim.post(f"cases/{own}/take")
    await salma.post(f"cases/{closed}/status", {"status": "insufficient"})
    body = {"references": [CASE, own, closed]}

    async def told(officer) -> dict[str, dict[str, str]]:
        return (await officer.post("bulk/statuses", body)).json()["reasons"]

    role = {"ask": "role", "assign": "role"}
    assert await told(salma) == {CASE: {}, own: {}, closed: {"ask": "ended"}}
    assert await told(omar) == {CASE: role, own: role, closed: role | {"status": "status"}}
    assert await told(karim) == {
        CASE: {"status": "not-own", "ask": "not-own", "assign": "not-own"},
        own: {},
        closed: {"status": "not-own", "ask": "ended", "assign": "not-own"},
    }
    for action, more in (("assign", {"officer": ""}), ("status", {"status": "examined"})):
        done = (await karim.post("bulk", body | {"steps": [{"action": action, **more}]})).json()
        assert [one["error"] for one in done["refused"]] == ["not-own", "not-own"]
        await karim.post(f"cases/{own}/take")


async def test_many_cases_given_to_an_officer_whose_key_does_not_open_them_are_told(line):
    salma = await line.enters("Salma")
    line.file(CASE)
    await line.enters("Karim", "investigator")
    await line.enters("Omar", "intake")
    line.file("AC23CD46")
    for name, closed in (("Karim", [CASE]), ("Omar", [])):
        steps = [{"action": "assign", "officer": line.officer(name).id}]
        told = (await salma.post("bulk", {"references": [CASE, "AC23CD46"], "steps": steps})).json()
        assert (told["done"], told["closed"]) == ([CASE, "AC23CD46"], closed)


async def test_it_says_before_which_cases_each_officer_can_ask_in_and_give_away(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar", "intake")
    karim = await line.enters("Karim", "investigator")
    for reference in (CASE, "AC23CD46", "AC23CD47"):
        line.file(reference)
    await salma.post("cases/AC23CD47/status", {"status": "insufficient"})
    body = {"references": [CASE, "AC23CD46", "AC23CD47"]}
    both: list[str] = ["ask", "assign"]
    none: list[str] = []
    for officer, expected in (
        (salma, {CASE: both, "AC23CD46": both, "AC23CD47": ["assign"]}),
        (omar, {CASE: none, "AC23CD46": none, "AC23CD47": none}),
        (karim, {CASE: both, "AC23CD46": none, "AC23CD47": none}),
    ):
        await karim.post(f"cases/{CASE}/take")
        assert (await officer.post("bulk/statuses", body)).json()["actions"] == expected
        for action, more in (("ask", {"question": "Quand ?"}), ("assign", {"officer": ""})):
            able = [reference for reference, one in expected.items() if action in one]
            told = await officer.post("bulk", body | {"steps": [{"action": action, **more}]})
            assert told.json()["done"] == able, "what was said before is what is done"
