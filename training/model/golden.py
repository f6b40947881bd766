"""Writes the numbers of a model into the fixture that the tests compare the product with.

golden.py --model DIR --fixture test/fixtures/embedding/golden.json

The fixture has texts, their token ids, and the first numbers of their vectors, which are computed here with numpy.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--fixture", required=True)
    options = parser.parse_args()
    tensors = load_file(Path(options.model) / "model.safetensors")
    table = tensors["embeddings"].astype(np.float64) * tensors["weights"].astype(np.float64)[:, None]
    fixture = Path(options.fixture)
    texts = json.loads(fixture.read_text())
    for text in texts:
        text["head"] = head_of(table, text)
    fixture.write_text(json.dumps(texts, indent=1, ensure_ascii=False) + "\n")


def head_of(table, text):
    """The first eight numbers of a text's vector; zeros for a text without a known token."""
    if not text["ids"]:
        return [0.0] * 8
    ids, counts = np.unique(text["ids"], return_counts=True)
    weights = np.sqrt(counts) if text["as"] == "document" else counts
    vector = weights @ table[ids]
    return [round(number, 5) for number in (vector / np.linalg.norm(vector))[:8].tolist()]


if __name__ == "__main__":
    main()
