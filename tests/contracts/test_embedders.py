import pytest

from tests.contracts.embedders import EmbedderContract
from vectorstore.embedders import Embedder, NgramEmbedder
from vectorstore.static_embedder import StaticEmbedder


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder()


class TestNgramEmbedder(EmbedderContract):
    @pytest.fixture(params=[64, 256])
    def embedder(self, request: pytest.FixtureRequest) -> Embedder:
        return NgramEmbedder(request.param)


class TestStaticEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self, shipped: StaticEmbedder) -> Embedder:
        return shipped
