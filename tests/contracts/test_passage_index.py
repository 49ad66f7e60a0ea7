from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.passage_index import PassageIndexContract
from vectorstore.embedders import Embedder, NgramEmbedder
from vectorstore.index import PassageIndex


class TestLocalPassageIndex(PassageIndexContract):
    @pytest.fixture
    def embedder(self) -> Embedder:
        return NgramEmbedder(64)

    @pytest.fixture
    def index(self, tmp_path: Path, embedder: Embedder) -> Iterator[PassageIndex]:
        index = PassageIndex.create(tmp_path / "index", embedder)
        yield index
        index.close()
