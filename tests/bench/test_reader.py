"""The reader's weights are those of its sentences, and the sentences are written as their README says."""

import re
from importlib import import_module

import numpy as np
import pytest

from bench.reader.sentences import CORPUS, read, variants
from bench.reader.tasks import HEADS, SIGNALS
from flows.report.categories import CATEGORIES

LANGUAGES = {"fr", "ar", "ary", "ary-Latn", "en", "mixed"}
LABELS = {
    "despair": {"yes", "no", "done"},
    "danger": {"yes", "no"},
    "minor": {"yes", "no"},
    "category": {*CATEGORIES, "none"},
}
FILES = sorted(CORPUS.rglob("*.txt"))
UNPAIRED = re.compile(r"[()|]")


@pytest.fixture(scope="module")
def train():
    """Loaded by the worker that needs it, not by all: scikit-learn takes seconds."""
    return import_module("bench.reader.train")


@pytest.mark.long
def test_training_again_gives_the_stored_weights(train):
    """One of the small heads: all of them are trained in the same way."""
    head = next(head for head in HEADS if head.name == "minor")
    stored, trained = train.present(head), train.learned(head)
    assert stored.columns == trained.columns
    assert np.allclose(stored.bias, trained.bias)
    assert np.allclose(stored.units, trained.units)
    different = [name for name, row in stored.rows.items() if name not in trained.rows]
    different += [name for name, row in stored.rows.items() if trained.rows.get(name, row) != row]
    assert different == []


def test_every_head_is_stored(train):
    columns = {head.name: train.present(head).columns for head in HEADS}
    assert all(columns.values())
    assert len(columns["category"]) == len(CATEGORIES) + 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_file_of_sentences_is_written_as_the_readme_says(file):
    if file.parent.name != "language":
        parts = file.name.removesuffix(".txt").split(".")
        assert parts[-1] in LANGUAGES
        assert parts[0] in LABELS.get(file.parent.name, parts)
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines
    assert [line for line in lines if any(UNPAIRED.search(text) or not text for text in variants(line))] == []


@pytest.mark.parametrize("signal", [signal for signal in SIGNALS if signal != "everyday"])
def test_no_sentence_has_two_labels(signal):
    """The files of `everyday` have names and no labels: all of it must raise nothing."""
    labels: dict[str, set[str]] = {}
    for sentence in read(signal):
        labels.setdefault(sentence.text, set()).add(sentence.label)
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}
