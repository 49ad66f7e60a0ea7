"""The trained rows as a sentence-transformers model: StaticEmbedding, then Normalize.

Rows are int8 with one multiplier each (``embeddings``, ``weights``), a quarter of float32;
sentence-transformers multiplies them out when it loads them, as it does for models of model2vec. Each row is
quantised by its own largest value, so that the error of a value is at most 0.4 % of that.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from training.contrastive import Matrix
from training.vocabulary import Vocabulary

_LARGEST = 127
_STATIC = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
_NORMALIZE = "sentence_transformers.base.modules.normalize.Normalize"
_NORMALIZE_FOLDER = "1_Normalize"
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": _STATIC},
    {"idx": 1, "name": "1", "path": _NORMALIZE_FOLDER, "type": _NORMALIZE},
]
_VECTOR = "sentence_embedding"


def export(rows: Matrix, vocabulary: Vocabulary, folder: Path) -> None:
    """Write the model; ``rows`` has shape (parts, dimensions). A token's row is the sum of its parts'."""
    (folder / _NORMALIZE_FOLDER).mkdir(parents=True, exist_ok=True)
    tokens: Matrix = vocabulary.composition @ rows
    tokens[0] = 0
    embeddings, weights = quantised(tokens)
    vocabulary.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.safetensors").write_bytes(save({"embeddings": embeddings, "weights": weights}))
    _write_json(folder / "modules.json", _MODULES)
    _write_json(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"},
    )
    _write_json(
        folder / _NORMALIZE_FOLDER / "config.json",
        {"module_input_name": _VECTOR, "module_output_name": _VECTOR},
    )


def quantised(rows: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 rows and their multipliers, shape (n,); rows of zeros stay zero."""
    weights = np.abs(rows).max(axis=1) / np.float32(_LARGEST)
    scaled = rows / np.where(weights > 0, weights, 1)[:, None]
    return np.rint(scaled).astype(np.int8), weights.astype(np.float32)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
