"""The trained reader's sums: several threads may read the same text at once."""

import sys
from types import FrameType

from flows.reading.features import split
from flows.reading.model import Weighed, model

LONG = "khdaw liya flousi w daba kaygoulou liya ghadi ynechrou tsawri w ana ma bqach 3endi walou " * 3


def test_whoever_reads_a_text_meanwhile_gets_all_of_its_stretches() -> None:
    weighed, sizes = model().weigh(split(LONG)), set()

    def seen(_frame: FrameType, _event: str, _value: object) -> None:
        sizes.add(len(weighed._made))

    sys.setprofile(seen)
    try:
        whole = Weighed._parts(weighed)
    finally:
        sys.setprofile(None)
    assert len(whole) > 2
    assert sizes <= {0, len(whole)}
