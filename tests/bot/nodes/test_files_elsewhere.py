"""A server whose files are elsewhere than those of the servers that run: refused, and nothing is written."""

from pathlib import Path

import pytest

from bot.base import WrongSetting, bring_up
from bot.nodes.membership import Membership, refuse_elsewhere
from bot.nodes.words import Words
from storage.places.bucket import MARKER
from storage.places.versions import Versions
from tests.ceph import ObjectServer
from tests.databases import cluster
from tests.product.product import opened, settings
from tests.storage.cluster import LACKING, programs


async def test_a_server_with_files_elsewhere_is_refused_before_it_marks_a_bucket(
    objects: ObjectServer, tmp_path: Path
) -> None:
    if programs() is None:
        pytest.skip(LACKING)
    url, here, there = cluster().prepared(), objects.address(), objects.address()
    runs = opened(settings(tmp_path / "one", database_url=url, **objects.settings(here)))
    membership = Membership(runs, Words(runs.database))
    await membership.start()
    other = opened(settings(tmp_path / "one", database_url=url, **objects.settings(there)))
    bring_up(runs, refuse_elsewhere)
    with pytest.raises(WrongSetting, match=r"BALLEGH_EVIDENCE_URL: the server .* has its files elsewhere"):
        bring_up(other, refuse_elsewhere)
    assert [Versions(each).left(f"{each.prefix}{MARKER}") for each in (here, there)] == [1, 0]
    await membership.stop()
    for each in (runs, other):
        each.database.close()
    cluster().drop(url)
