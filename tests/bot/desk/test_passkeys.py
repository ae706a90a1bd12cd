"""An officer sees the own passkeys and takes one away; the last one stays."""

from tests.fakes.authenticator import Authenticator
from tests.fakes.desk import encoded


async def test_a_lost_passkey_is_taken_away_and_the_last_one_stays(line):
    browser = await line.enters()
    (only,) = (await browser.get("passkeys")).json()["passkeys"]
    assert only["here"]
    last = await browser.post("passkeys/remove", {"id": only["id"]})
    assert (last.status_code, last.json()["error"]) == (409, "last-passkey")
    options = (await browser.post("passkeys/options")).json()["options"]
    made = Authenticator().make(options, browser.url)
    await browser.post("passkeys", {"credential": made, "way": "prf", "box": encoded(browser.box())})
    first, second = (await browser.get("passkeys")).json()["passkeys"]
    assert first["added"] <= second["added"]
    assert (await browser.post("passkeys/remove", {"id": "somebody-elses"})).status_code == 404
    assert not (await browser.get("me")).json()["sheet_due"]
    assert (await browser.post("passkeys/remove", {"id": second["id"]})).json() == {"left": 1}
    me = (await browser.get("me")).json()
    assert (me["state"], me["sheet_due"]) == ("ready", True)
    line.sound()


async def test_nobody_takes_a_colleagues_passkey_away_and_ones_session_ends_with_its_own(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    (theirs,) = (await omar.get("passkeys")).json()["passkeys"]
    assert (await salma.post("passkeys/remove", {"id": theirs["id"]})).status_code == 404
    options = (await salma.post("passkeys/options")).json()["options"]
    made = Authenticator().make(options, salma.url)
    await salma.post("passkeys", {"credential": made, "way": "prf", "box": encoded(salma.box())})
    (mine,) = [one for one in (await salma.get("passkeys")).json()["passkeys"] if one["here"]]
    assert (await salma.post("passkeys/remove", {"id": mine["id"]})).status_code == 200
    assert (await salma.get("me")).status_code == 401
    assert (await omar.get("me")).status_code == 200
