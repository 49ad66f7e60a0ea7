import pytest

from tests.contracts.embedders import EmbedderContract
from vectorstore.embedders import Embedder, NgramEmbedder


class TestNgramEmbedder(EmbedderContract):
    @pytest.fixture(params=[64, 256])
    def embedder(self, request: pytest.FixtureRequest) -> Embedder:
        return NgramEmbedder(request.param)
