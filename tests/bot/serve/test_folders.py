"""The folder that a server and its workers share is swept once none of them is left."""

import os

from bot.serve.folders import PREFIX, made, sweep


def test_a_folder_stays_while_it_is_held_and_is_swept_after_that(tmp_path):
    (folder, lock), other = made(tmp_path), tmp_path / f"{PREFIX}older"
    (folder / "counter_1.db").write_bytes(b"0")
    other.mkdir()
    workers = os.dup(lock)
    os.close(lock)
    sweep(tmp_path)
    assert folder.exists(), "a worker holds it still"
    os.close(workers)
    sweep(tmp_path)
    assert [*tmp_path.iterdir()] == [other], "an older program holds nothing, so its folder may be in use"
