"""Trains the reader of texts on the sentences beside this file, and prints how well it reads unseen ones.

`make reader` writes the weights into `flows/reading`; the same sentences always give the same weights.
`make reader ARGS="--folds 5"` prints precision and recall on held-out sentences, whole groups at a time.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from bench.reader.tasks import HEADS, Head, Task, task
from flows.reading.features import length, pairs, pieces, split
from flows.reading.model import PAIRS_COUNT, WEIGHTS, ZERO

TARGET = Path(__file__).parents[2] / "flows" / "reading" / WEIGHTS
MOST_FEATURES = 50_000
MOST_OF_A_HEAD = 40_000
"""Features of one head that is trained alone."""
RARE = 3
"""Features found in fewer texts of a head than this are left out."""

EXACT, MOST_STEPS = 1e-10, 1000
"""How near to the best weights training comes.

Processors add numbers in different orders. A coarse search stops at a place that depends on it, so that a
weight on the edge of two whole numbers, or the last feature that is kept, came out differently elsewhere.
"""

Scores = NDArray[np.float64]
Vocabulary = dict[str, int]


@cache
def counted(text: str) -> tuple[Counter[str], Counter[str]]:
    """The features of a text: pieces of its words, and pairs of words, with how often each is found."""
    words = split(text)
    neighbours = Counter(pair for found in pairs(words) for pair in found)
    neighbours[length(words)] += 1
    return Counter(piece for word in words for piece in pieces(word)), neighbours


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The features that are found often enough, each with its place."""
    found: Counter[str] = Counter()
    for text in texts:
        for features in counted(text):
            found.update(features.keys())
    return {name: place for place, name in enumerate(sorted(name for name, n in found.items() if n >= RARE))}


def matrix(texts: Sequence[str], known: Vocabulary) -> csr_matrix:
    """One row a text, one column a feature; each kind of feature is scaled by the root of its number."""
    places, values, ends = [], [], [0]
    for text in texts:
        for features, weight in zip(counted(text), (1.0, PAIRS_COUNT), strict=True):
            scale = weight / np.sqrt(max(1, features.total()))
            for name, count in features.items():
                if (place := known.get(name)) is not None:
                    places.append(place)
                    values.append(count * scale)
        ends.append(len(places))
    return csr_matrix((values, places, ends), shape=(len(texts), len(known)))


@dataclass(frozen=True)
class Learned:
    """One head: its columns, their biases, the size of one unit of weight, and the weights by feature."""

    columns: list[str]
    bias: Scores
    units: Scores
    rows: Mapping[str, NDArray[np.int16]]
    """The features, those first that change most: by their squared weights times the texts that have them."""


def fit(head: Head, rows: csr_matrix, yes: NDArray[np.bool_], counts: Scores) -> tuple[Scores, float]:
    """The weights of one column and its bias; `counts` is how much each text counts."""
    learner = LogisticRegression(
        C=head.strength,
        class_weight="balanced",
        solver="liblinear",
        random_state=0,
        tol=EXACT,
        max_iter=MOST_STEPS,
    )
    with threadpool_limits(1):  # several threads only wait for one another over such short vectors
        learner.fit(rows, yes, sample_weight=counts)
    return learner.coef_[0], float(learner.intercept_[0])


def rounded(values: Scores) -> Scores:
    """The values to nine digits, which are the same on every machine."""
    return np.array([float(f"{value:.9g}") for value in values.flat]).reshape(values.shape)


def columns(task: Task, rows: csr_matrix, chosen: NDArray[np.int64] | slice) -> tuple[Scores, Scores]:
    """The weights and biases of all columns of a head, trained on the chosen texts."""
    labels = np.array(task.labels)[chosen]
    named = [labels == (column or "yes") for column in task.columns]
    counts = np.array(task.counts)[chosen]
    weights, bias = zip(*(fit(task.head, rows[chosen], yes, counts) for yes in named), strict=True)
    return np.array(weights), np.array(bias)


def learned(head: Head) -> Learned:
    """The columns of one head, its weights as whole numbers from -127 to 127 by feature, biases and units."""
    work = task(head)
    known = vocabulary(work.texts)
    rows = matrix(work.texts, known)
    weights, bias = columns(work, rows, slice(None))
    units = rounded(np.abs(weights).max(axis=1) / ZERO)
    small = np.rint(weights / units[:, None]).astype(np.int16)
    change = rounded((weights**2).max(axis=0) * (rows != 0).sum(axis=0).A1)
    order = sorted(known, key=lambda name: (-change[known[name]], name))
    kept = {name: small[:, known[name]] for name in order if small[:, known[name]].any()}
    return Learned([f"{head.name} {column}".rstrip() for column in work.columns], rounded(bias), units, kept)


def first(head: Learned) -> Learned:
    """The head with as many features as one that is trained alone may have."""
    return replace(head, rows=dict(islice(head.rows.items(), MOST_OF_A_HEAD)))


def stored(heads: Sequence[Learned], most: int | None = None) -> tuple[bytes, bytes]:
    """What `flows.reading.model.Model` takes: its contents, and the rows of the features that change most."""
    width = sum(len(head.columns) for head in heads)
    dense: dict[str, NDArray[np.int16]] = {}
    start = 0
    for head in heads:
        for name, row in head.rows.items():
            dense.setdefault(name, np.zeros(width, np.int16))[start : start + len(row)] = row
        start += len(head.columns)
    place: dict[str, int] = {}
    for head in heads:
        for at, name in enumerate(head.rows):
            place[name] = min(at, place.get(name, at))
    kept = sorted(dense, key=lambda name: (place[name], name))[:most]
    contents = {
        "columns": [column for head in heads for column in head.columns],
        "bias": [bias for head in heads for bias in head.bias.tolist()],
        "units": [unit for head in heads for unit in head.units.tolist()],
        "features": kept,
    }
    rows = b"".join(bytes((dense[name] + ZERO).tolist()) for name in kept)
    return json.dumps(contents, ensure_ascii=False).encode(), rows


def present(head: Head, target: Path = TARGET) -> Learned:
    """One head as it stands in the stored weights."""
    contents, _, rows = decompress(target.read_bytes()).partition(b"\n")
    found = json.loads(contents)
    table = np.frombuffer(rows, np.uint8).reshape(len(found["features"]), -1).astype(np.int16) - ZERO
    places = [at for at, column in enumerate(found["columns"]) if column.split(" ")[0] == head.name]
    kept = {name: row for name, row in zip(found["features"], table[:, places], strict=True) if row.any()}
    named = [found["columns"][at] for at in places]
    bias, units = (np.array([found[key][at] for at in places]) for key in ("bias", "units"))
    return Learned(named, bias, units, kept)


def held_out(task: Task, folds: int) -> Scores:
    """The scores of every text by a model that has not seen its group, one row a text."""
    scores = np.zeros((len(task.texts), len(task.columns)))
    everything = np.array(task.texts, dtype=object)
    for chosen, apart in GroupKFold(folds).split(everything, groups=task.groups):
        known = vocabulary(everything[chosen])
        rows = matrix(task.texts, known)
        weights, bias = columns(task, rows, chosen)
        scores[apart] = rows[apart] @ weights.T + bias
    return scores


def report(head: Head, folds: int) -> str:
    """One line on held-out sentences: precision and recall of yes, or how many labels were right."""
    work = task(head)
    scores = held_out(work, folds)
    labels = np.array(work.labels)
    if head.yes:
        yes, said = labels == "yes", scores[:, 0] > 0
        both = (yes & said).sum()
        figures = f"precision {both / said.sum():.3f}  recall {both / yes.sum():.3f}"
    else:
        right = np.array(work.columns)[scores.argmax(axis=1)] == labels
        figures = f"right {right.mean():.3f}"
    return f"{head.name:10} {len(labels):6} texts  {figures}"


def main() -> None:
    """Train and write the weights, or print the table of held-out readings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folds", type=int, default=0, help="print held-out figures over so many folds, e.g. 5"
    )
    parser.add_argument(
        "heads", nargs="*", help="the heads to train, e.g. category; the others stay as they are"
    )
    given = parser.parse_args()
    asked = set(given.heads or (head.name for head in HEADS))
    if given.folds:
        for head in HEADS:
            if head.name in asked:
                print(report(head, given.folds), flush=True)
        return
    if given.heads:
        contents = stored([first(learned(head)) if head.name in asked else present(head) for head in HEADS])
    else:
        contents = stored([learned(head) for head in HEADS], MOST_FEATURES)
    TARGET.write_bytes(compress(b"\n".join(contents), 9))
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
