"""The training pairs that corpusWriter.ts wrote, as token ids."""

from pathlib import Path

import numpy as np
import torch

# Weight of each kind of pair in a batch, in the order of pairKinds in trainingPair.ts.
KIND_WEIGHTS = np.array([2.0, 1.5, 1.0, 1.2, 1.0, 1.0, 1.0])
MOST_DOCUMENT_TOKENS = 128


class Texts:
    """Texts as token ids, one after another."""

    def __init__(self, file, lengths):
        self.ids = np.fromfile(file, dtype=np.uint16)
        self.starts = np.concatenate([[0], np.cumsum(lengths)])

    def __getitem__(self, index):
        return self.ids[self.starts[index] : self.starts[index + 1]]


class Corpus:
    """All pairs; `train` are the indexes of those that are trained on."""

    def __init__(self, directory, seed, held_out):
        directory = Path(directory)
        self.random = np.random.default_rng(seed)
        pairs = np.fromfile(directory / "pairs.i32", dtype=np.int32).reshape(-1, 5)
        self.kind, self.repository, self.file = pairs[:, 0], pairs[:, 1], pairs[:, 2]
        self.queries = Texts(directory / "queries.u16", pairs[:, 3])
        self.documents = Texts(directory / "documents.u16", pairs[:, 4])
        names = (directory / "repositories.txt").read_text().split("\n")
        self.held_out = [names.index(name) for name in held_out if name in names]
        self.train = np.flatnonzero(~np.isin(self.repository, self.held_out))
        # A repository with four times as many pairs is seen twice as often.
        sizes = np.bincount(self.repository[self.train], minlength=len(names))
        weights = KIND_WEIGHTS[self.kind[self.train]] / np.sqrt(sizes[self.repository[self.train]])
        self.cumulated = np.cumsum(weights / weights.sum())
        self.of_repository = {r: self.train[self.repository[self.train] == r] for r in np.flatnonzero(sizes)}
        shares = np.bincount(self.repository[self.train], weights, minlength=len(names))
        self.shares = shares[list(self.of_repository)] / shares.sum()

    def batch(self, size):
        """Indexes of different pairs: half of them from anywhere, half from one repository."""
        half = size // 2
        anywhere = self.train[np.searchsorted(self.cumulated, self.random.random(size - half))]
        repository = self.random.choice(list(self.of_repository), p=self.shares)
        members = self.of_repository[repository]
        if len(members) > half:
            weights = KIND_WEIGHTS[self.kind[members]]
            members = self.random.choice(members, size=half, replace=False, p=weights / weights.sum())
        return np.unique(np.concatenate([anywhere, members]))

    def query_bags(self, indexes, dropped=0.0):
        """Queries as bags. `dropped`: share of the words in the document, too, that are left out of a query."""
        return bags([self._without_shared(i, dropped) for i in indexes], np.asarray)

    def document_bags(self, indexes, cut=True):
        """Documents as bags, in which a token that occurs n times counts sqrt(n)."""
        texts = [self._cut(self.documents[i]) if cut else self.documents[i] for i in indexes]
        return bags(texts, np.sqrt)

    def _without_shared(self, index, dropped):
        query = self.queries[index]
        if dropped == 0:
            return query
        is_shared = np.isin(query, self.documents[index])
        kept = query[~(is_shared & (self.random.random(len(query)) < dropped))]
        return kept if len(kept) >= 2 else query

    def _cut(self, ids):
        """The start of a long document, or a part of it, each half of the time."""
        if len(ids) <= MOST_DOCUMENT_TOKENS:
            return ids
        last = len(ids) - MOST_DOCUMENT_TOKENS
        start = self.random.integers(0, last + 1) if self.random.random() < 0.5 else 0
        return ids[start : start + MOST_DOCUMENT_TOKENS]


def bags(texts, count_weight):
    """Token ids, the start of each text among them, and the weight of each token. Each token is in a text once."""
    ids, starts, weights = [], [], []
    length = 0
    for text in texts:
        distinct, counts = np.unique(text, return_counts=True)
        starts.append(length)
        length += len(distinct)
        ids.append(distinct)
        weights.append(count_weight(counts))
    return (
        torch.from_numpy(np.concatenate(ids).astype(np.int64)),
        torch.tensor(starts),
        torch.from_numpy(np.concatenate(weights).astype(np.float32)),
    )
