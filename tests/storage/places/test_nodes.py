"""Two servers on one database and one bucket: what one took before it died, the other finishes."""

import base64

import pytest

from storage.audit.verify import verify
from tests.product.calling import calling
from tests.product.product import running, serving, settings
from tests.storage.places.test_reports import PHOTO, SMS, UPLOAD, stored


@pytest.mark.long
async def test_an_upload_of_a_server_that_died_is_finished_by_another(objects, cluster, tmp_path):
    shared = objects.settings(objects.address()) | {
        "database_url": cluster.prepared(),
        "server_key": base64.b64encode(b"k" * 32).decode(),
    }
    async with serving(settings(tmp_path / "one", **shared)) as one, calling(one) as reporter:
        await reporter.posts(text=SMS, language="fr")
        await reporter.hears()
        await one.app.carriers.stop()
        await one.app._sender.stop()  # the server hangs from here on, with what it promised
        answer = await reporter.client.post("/web/files", params=UPLOAD, content=PHOTO)
        assert answer.status_code == 200
        async with running(settings(tmp_path / "other", **shared)) as other:
            piece = await stored(other, reporter.chat)
            files = other.made.store("evidence")
            assert piece in files.names()
            assert verify(other.made.storage, files) == []
