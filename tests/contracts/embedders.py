"""What every Embedder must do; subclass and give the fixture ``embedder``."""

import numpy as np

from vectorstore.embedders import Embedder

TEXTS = ["新收行政复议申请107件。", "第四十七条 股东会的表决权。", "完全是另外一回事"]


class EmbedderContract:
    def test_vectors_have_a_row_a_text_and_the_stated_dimensions(self, embedder: Embedder) -> None:
        for embed in (embedder.embed_passages, embedder.embed_queries):
            vectors = embed(TEXTS)
            assert vectors.shape == (len(TEXTS), embedder.dimensions)
            assert vectors.dtype == np.float32

    def test_rows_have_unit_length_or_are_zero(self, embedder: Embedder) -> None:
        vectors = embedder.embed_passages([*TEXTS, "", "!?", "\n", "😀", "a" * 20_000])
        lengths = np.linalg.norm(vectors, axis=1)
        assert np.all(np.isclose(lengths, 1, atol=1e-4) | (lengths == 0))

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed_passages([]).shape == (0, embedder.dimensions)
        assert embedder.embed_queries([]).shape == (0, embedder.dimensions)

    def test_a_vector_does_not_depend_on_its_neighbours(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(TEXTS)
        alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
        assert np.allclose(together, alone, atol=1e-5)

    def test_a_text_is_nearest_to_itself(self, embedder: Embedder) -> None:
        passages = embedder.embed_passages(TEXTS)
        assert np.argmax(passages @ passages.T, axis=1).tolist() == [0, 1, 2]

    def test_the_fusion_weight_is_a_share(self, embedder: Embedder) -> None:
        assert 0 <= embedder.fusion_weight <= 1
        assert embedder.name
