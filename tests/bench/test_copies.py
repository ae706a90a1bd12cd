"""The seeded corpus of near-copies: what was measured holds, in small."""

from bench.campaigns.copies import attached, recall


def test_copies_are_found_and_others_are_not():
    found = {name: some / every for name, (some, every) in recall(4711, 3).items()}
    whole = ("numbers and links", "case, accents, spaces", "dots inside words", "letters that look alike")
    assert all(found[name] == 1.0 for name in whole)
    assert found["a sentence around it"] > 0.95
    assert found["a tenth of the words"] > 0.8
    assert attached(4711, 3)[0] == 0


def test_the_same_seed_makes_the_same_corpus():
    assert recall(1, 1) == recall(1, 1)
