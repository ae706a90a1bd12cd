"""The whole product with its evidence in an S3-compatible store, also while that is away."""

import asyncio
import time
from pathlib import Path

import pytest

from storage.audit.verify import verify
from storage.custody.links import Act
from storage.places.bucket import MARKER, Bucket
from storage.shredding import shred
from tests.ceph import ObjectServer
from tests.fakes.telegram.server import FakeTelegram
from tests.product.calling import calling
from tests.product.product import Product, serving, settings

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 1000
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
UPLOAD = {"id": "upload-1", "kind": "photo"}


def left(objects: ObjectServer, product: Product) -> list[str]:
    """The keys of every version and marker below the prefix, in alphabetical order."""
    place = product.made.store("evidence").place
    assert isinstance(place, Bucket)
    bucket = place.address
    found = objects.client(bucket).list_object_versions(Bucket=bucket.bucket, Prefix=bucket.prefix)
    every = [*found.get("Versions", []), *found.get("DeleteMarkers", [])]
    return sorted(each["Key"].removeprefix(bucket.prefix) for each in every)


async def stored(product: Product, chat: str) -> str:
    """The piece of evidence of this chat's draft or case, once its file is stored."""
    async with asyncio.timeout(60):
        while True:
            await product.app.flushed()
            with product.made.storage.read() as unit:
                cases = unit.cases.of_chat(chat, 1)
                filed = unit.evidence.of_case(cases[0].reference) if cases else []
                pieces = [*map(unit.evidence.get, unit.evidence.loose(chat)), *filed]
                for piece in filter(None, pieces):
                    if piece.state == "stored":
                        return piece.id
            await asyncio.sleep(0.05)  # the next try is a matter of the sender's clock


@pytest.mark.parametrize("kind", ["plain", "versions"])
async def test_a_report_with_a_photo_and_its_erasure(
    objects: ObjectServer, tmp_path: Path, kind: str
) -> None:
    given = settings(tmp_path, **objects.settings(objects.address(kind)))
    async with serving(given) as product, calling(product) as reporter:
        await reporter.posts(text=SMS, language="fr")
        await reporter.hears()
        answer = await reporter.client.post("/web/files", params=UPLOAD, content=PHOTO)
        assert answer.status_code == 200
        await reporter.taps(await reporter.hears(), "send")
        reference = (await reporter.hears())["codes"][0]
        piece = await stored(product, reporter.chat)
        async with asyncio.timeout(30):
            while [name for name in left(objects, product) if name.startswith("uploads/")]:
                await product.app.flushed()
        assert left(objects, product) == [MARKER, f"evidence/{piece[:2]}/{piece}"]
        files, storage = product.made.store("evidence"), product.made.storage
        assert b"".join(files.raw(piece))[:4] != PHOTO[:4]
        assert verify(storage, files) == []
        with storage.write() as unit:
            assert unit.retention.erase(reference, Act("erasure", "reporter", "forget"), time.time())
        shred(storage, files)
        assert left(objects, product) == [MARKER]
        assert verify(storage, files) == []


async def test_an_upload_while_the_store_is_away_is_taken_once_it_is_back(
    objects: ObjectServer, tmp_path: Path
) -> None:
    given = settings(tmp_path, **objects.settings(objects.address()))
    async with serving(given) as product, calling(product) as reporter:
        await reporter.posts(text=SMS, language="fr")
        await reporter.hears()
        with objects.away():
            refused = await reporter.client.post("/web/files", params=UPLOAD, content=PHOTO, timeout=60)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
            await reporter.posts(text="et encore", language="fr")
            await reporter.hears()
        answer = await reporter.client.post("/web/files", params=UPLOAD, content=PHOTO)
        assert answer.status_code == 200
        assert await stored(product, reporter.chat)


@pytest.mark.long
async def test_a_file_that_comes_while_the_store_is_away_is_kept_once_it_is_back(
    objects: ObjectServer, tmp_path: Path
) -> None:
    """The provider keeps the file, the reporter is told that it is on its way, and the sender tries again."""
    async with FakeTelegram() as telegram:
        given = settings(tmp_path, telegram, **objects.settings(objects.address()))
        async with serving(given) as product:
            reporter = telegram.chat(7, language="fr")
            with objects.away():
                reporter.sends_photo(PHOTO, SMS)
                assert "en cours de réception" in (await reporter.sees()).text
            assert await stored(product, "telegram:7")
            assert verify(product.made.storage, product.made.store("evidence")) == []


def test_a_server_whose_store_is_away_starts_all_the_same(tmp_path: Path) -> None:
    """Words are taken; doctor tells."""
    given = settings(
        tmp_path,
        evidence_url="s3://bucket/x",
        s3_endpoint="http://127.0.0.1:9",
        s3_access_key="a",
        s3_secret_key="b",
    )

    async def start() -> None:
        async with serving(given) as product, calling(product) as reporter:
            await reporter.posts(text=SMS, language="fr")
            assert await reporter.hears()

    asyncio.run(start())
