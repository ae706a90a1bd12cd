"""The officer action `escalate` was added: it is offered with a case, and makes the case urgent."""

from typing import Any

from tests.house.adding.play import check_keys, file, house, reporter

check_keys()
built: Any = house()
person = file(reporter(built).taps("fraud"))
assert not person.case.urgent
with built.storage.write() as unit:
    _, code = unit.officers.add("Salma", built.now)
officer = built.person("web:900").starts(f"officer_{code}").sees("ask-desk")
officer.taps("new").sees("case-head").misses("case-urgent")
assert "escalate" in officer.options
officer.taps("escalate").sees("case-head", "case-urgent")
assert person.case.urgent
