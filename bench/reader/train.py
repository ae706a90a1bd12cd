"""Trains the reader of texts on the sentences beside this file, and prints how well it reads unseen ones.

`make reader` writes the weights into `flows/reading`; the same sentences always give the same weights.
`--folds 5` prints precision and recall on sentences that were held out, whole groups of variants at a time.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from zlib import compress

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.reader.tasks import HEADS, Head, Task, task
from flows.reading.features import length, pairs, pieces, split
from flows.reading.model import PAIRS_COUNT, WEIGHTS, ZERO

TARGET = Path(__file__).parents[2] / "flows" / "reading" / WEIGHTS
MOST_FEATURES = 30_000
RARE = 2
"""Features found in fewer texts of a head than this are left out."""

Scores = NDArray[np.float64]
Vocabulary = dict[str, int]


@lru_cache(maxsize=None)
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


def fit(head: Head, rows: csr_matrix, yes: NDArray[np.bool_]) -> tuple[Scores, float]:
    """The weights of one column and its bias."""
    learner = LogisticRegression(C=head.strength, class_weight="balanced", solver="liblinear", random_state=0)
    learner.fit(rows, yes)
    return learner.coef_[0], float(learner.intercept_[0])


def columns(task: Task, rows: csr_matrix, chosen: NDArray[np.int64] | slice) -> tuple[Scores, Scores]:
    """The weights and biases of all columns of a head, trained on the chosen texts."""
    labels = np.array(task.labels)[chosen]
    named = [labels == (column or "yes") for column in task.columns]
    weights, bias = zip(*(fit(task.head, rows[chosen], yes) for yes in named), strict=True)
    return np.array(weights), np.array(bias)


def train(heads: Sequence[Head]) -> dict[str, object]:
    """The weights of some heads as `flows.reading.model.Model` takes them."""
    names: dict[str, Scores] = {}
    listed: list[str] = []
    biases: list[float] = []
    units: list[float] = []
    for head in heads:
        work = task(head)
        known = vocabulary(work.texts)
        weights, bias = columns(work, matrix(work.texts, known), slice(None))
        scale = np.abs(weights).max(axis=1) / ZERO
        small = np.rint(weights / scale[:, None]).astype(int)
        start = len(listed)
        listed += [f"{head.name} {column}".rstrip() for column in work.columns]
        biases += bias.tolist()
        units += scale.tolist()
        for name, place in known.items():
            if small[:, place].any():
                names.setdefault(name, {})[start] = small[:, place]
    return _stored(names, listed, biases, units)


def _stored(names, listed, biases, units):
    width = len(listed)
    dense = {}
    for name, parts in names.items():
        row = np.zeros(width, int)
        for start, part in parts.items():
            row[start : start + len(part)] = part
        dense[name] = row
    weight = {name: int(np.abs(row).max()) for name, row in dense.items()}
    kept = sorted(sorted(dense, key=lambda name: (-weight[name], name))[:MOST_FEATURES])
    rows = b"".join(bytes((dense[name] + ZERO).tolist()) for name in kept)
    return {"features": "\n".join(kept), "columns": listed, "bias": biases, "units": units, "rows": rows}


def held_out(task: Task, folds: int) -> Scores:
    """The scores of every text by a model that has not seen its group, one row a text."""
    scores = np.zeros((len(task.texts), len(task.columns)))
    everything = np.array(task.texts, dtype=object)
    for chosen, apart in GroupKFold(folds).split(everything, groups=task.groups):
        known = vocabulary(everything[chosen])
        rows = matrix(everything, known)
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
        return f"{head.name:10} {len(labels):6} texts  precision {both / said.sum():.3f}  recall {both / yes.sum():.3f}"
    right = np.array(work.columns)[scores.argmax(axis=1)] == labels
    return f"{head.name:10} {len(labels):6} texts  right {right.mean():.3f}"


def main() -> None:
    """Train and write the weights, or print the table of held-out readings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0, help="print held-out figures over so many folds, e.g. 5")
    given = parser.parse_args()
    if given.folds:
        for head in HEADS:
            print(report(head, given.folds), flush=True)
        return
    stored = msgspec.msgpack.encode(train(HEADS))
    TARGET.write_bytes(compress(stored, 9))
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
