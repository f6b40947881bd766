"""Trains static token vectors on the pairs of a corpus and writes them in the layout of model2vec.

train.py --corpus DIR --vocabulary DIR --out DIR [--teacher minilm|none] [--runs N] [--steps N]
         [--hold-out OWNER/NAME ...]

`--vocabulary` has `tokenizer.json` and `config.json`, which are copied to `--out`. The vectors of the runs, which start
from the same vectors and see other batches, are averaged: the mean is better than each of them. `--hold-out` repositories are not
trained on; how well their comments find their definitions is printed.
"""

import argparse
import json
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from corpus import Corpus
from teacher import teacher_vectors

DIMENSIONS = 256
# The first 128 dimensions are trained to be usable alone, with half the weight.
NESTED = ((DIMENSIONS, 1.0), (128, 0.5))
BATCH = 1024
LEARNING_RATE = 1.5e-3
TEMPERATURE = 0.05
# Share of the words of a query that are left out of it if the document contains them: those words are found without
# vectors.
DROPPED = 0.15
# Subtracted from the score of another document of the same file, which may answer the query, too.
SAME_FILE = 2.0
# Share of the trained direction of a token in the end; the rest is the teacher's. Training on code forgets synonyms.
TRAINED_SHARE = 0.9
# A word that is this frequent counts half: smooth inverse frequency (Arora et al., 2017).
HALF_FREQUENCY = 1e-3
# [PAD] and [UNK].
SPECIALS = 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--teacher", choices=["minilm", "none"], default="minilm")
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--hold-out", nargs="*", default=[])
    options = parser.parse_args()
    torch.manual_seed(0)
    vocabulary = Path(options.vocabulary)
    tokens = read_tokens(vocabulary / "tokenizer.json")
    corpus = Corpus(options.corpus, 0, options.hold_out)
    print(f"{len(corpus.train)} pairs of {len(corpus.of_repository)} repositories", flush=True)
    start = start_directions(tokens, options.teacher)
    seeds = range(1, options.runs + 1)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(run, options.corpus, options.hold_out, start, options.steps, seed) for seed in seeds]
        vectors = sum(run.result() for run in runs) / len(runs)
    if options.teacher != "none":
        vectors = mixed(vectors, start)
    for repository in corpus.held_out:
        print(f"held out: mean reciprocal rank {reciprocal_rank(corpus, vectors, repository):.3f}")
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    write_model(vectors, out / "model.safetensors")
    for name in ("tokenizer.json", "config.json"):
        shutil.copy(vocabulary / name, out)


def read_tokens(file):
    """The tokens in the order of their ids."""
    vocabulary = json.loads(file.read_text())["model"]["vocab"]
    return sorted(vocabulary, key=vocabulary.get)


def start_directions(tokens, teacher):
    """A unit vector of each token; zero for the special tokens."""
    if teacher == "none":
        directions = functional.normalize(torch.randn(len(tokens), DIMENSIONS), dim=1)
    else:
        directions = torch.zeros(len(tokens), DIMENSIONS)
        directions[SPECIALS:] = teacher_vectors(tokens[SPECIALS:], DIMENSIONS)
    directions[:SPECIALS] = 0
    return directions


def run(corpus_directory, held_out, directions, steps, seed):
    """One training on one core."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    vectors = train(Corpus(corpus_directory, seed, held_out), directions, steps, f"run {seed}, ")
    print(f"run {seed} has ended", flush=True)
    return vectors


def train(corpus, directions, steps, label):
    """Contrastive training in both directions (InfoNCE), with other pairs of the batch as wrong answers."""
    weighted = directions * word_weights(corpus, len(directions))[:, None]
    vectors = torch.nn.Parameter(weighted / weighted.norm(dim=1).mean())
    # The logarithm of a weight of each token, in addition to the length of its vector: it learns faster.
    weights = torch.nn.Parameter(torch.zeros(len(directions)))
    optimizer = torch.optim.Adam([vectors, weights], betas=(0.9, 0.99))
    is_word = (torch.arange(len(directions)) >= SPECIALS).float()
    table = lambda: vectors * (torch.exp(weights) * is_word)[:, None]
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * rate_at(step / steps)
        indexes = corpus.batch(BATCH)
        loss = loss_of(corpus, table(), indexes)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if step % 50 == 0:
            print(f"{label}step {step} of {steps}: loss {loss.item():.3f}", flush=True)
    return table().detach()


def rate_at(progress):
    """Factor of the learning rate: it rises, stays until 30 % of the steps, and falls to 2 %."""
    return min(1, progress / 0.04) * (1 if progress < 0.3 else max(0.02, (1 - progress) / 0.7))


def word_weights(corpus, size):
    """Weight of each token by its frequency in the corpus: smooth inverse frequency."""
    counts = np.bincount(corpus.documents.ids, minlength=size) + np.bincount(corpus.queries.ids, minlength=size)
    return torch.from_numpy(HALF_FREQUENCY / (HALF_FREQUENCY + counts / counts.sum())).float()


def loss_of(corpus, table, indexes):
    queries = sums(table, corpus.query_bags(indexes, DROPPED))
    documents = sums(table, corpus.document_bags(indexes))
    files = torch.from_numpy(corpus.file[indexes])
    targets = torch.arange(len(indexes))
    is_same_file = (files[:, None] == files[None, :]) & (targets[:, None] != targets[None, :])
    loss = 0
    for dimensions, weight in NESTED:
        scores = directions_of(queries[:, :dimensions]) @ directions_of(documents[:, :dimensions]).T
        scores = scores / TEMPERATURE - SAME_FILE * is_same_file.float()
        both = functional.cross_entropy(scores, targets) + functional.cross_entropy(scores.T, targets)
        loss = loss + weight * both / 2
    return loss


def sums(table, bags):
    ids, starts, weights = bags
    return functional.embedding_bag(ids, table, starts, mode="sum", per_sample_weights=weights)


def directions_of(vectors):
    return functional.normalize(vectors, dim=1)


def mixed(vectors, teacher):
    """The vectors turned towards those of the teacher, with their lengths."""
    trained = directions_of(vectors)
    return directions_of(TRAINED_SHARE * trained + (1 - TRAINED_SHARE) * teacher) * vectors.norm(dim=1, keepdim=True)


def reciprocal_rank(corpus, vectors, repository):
    """Mean reciprocal rank of the definition of a comment among the commented definitions of a repository."""
    members = np.flatnonzero((corpus.repository == repository) & (corpus.kind == 0))
    if len(members) == 0:
        return float("nan")
    queries = directions_of(sums(vectors, corpus.query_bags(members)))
    documents = directions_of(sums(vectors, corpus.document_bags(members, cut=False)))
    scores = queries @ documents.T
    ranks = (scores > scores.diagonal()[:, None]).sum(1) + 1
    return (1 / ranks.float()).mean().item()


def write_model(vectors, file):
    """Writes rows of int8 numbers and a float32 weight for each row."""
    from safetensors.torch import save_file

    scales = (vectors.abs().amax(1) / 127).clamp(min=1e-12)
    scales[:SPECIALS] = 0
    rows = torch.round(vectors / scales.clamp(min=1e-12)[:, None]).clamp(-127, 127).to(torch.int8)
    save_file({"embeddings": rows, "weights": scales}, file)


if __name__ == "__main__":
    main()
