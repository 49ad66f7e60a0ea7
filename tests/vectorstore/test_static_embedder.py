import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embedders import EmbeddingOptions, load_embedder
from vectorstore.errors import EmbedderUnavailable
from vectorstore.static_embedder import BUILT_IN, StaticEmbedder

TEXTS = [
    "用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的,应当向劳动者每月支付二倍的工资。",
    "公司一直不签合同怎么办",
    "2019年,全县新收行政复议申请107件,审结98件。",
    "ＡＢＣ app２０２０ 〔2020〕2号",
    "量子𠮷☃",
    "水",
]


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(BUILT_IN, folder / "model"))


def test_sentence_transformers_gives_the_same_vectors(embedder: StaticEmbedder) -> None:
    library = pytest.importorskip("sentence_transformers", reason="the slim set-up has no torch")
    model = library.SentenceTransformer(str(BUILT_IN), device="cpu")
    assert np.allclose(model.encode(TEXTS), embedder.embed_passages(TEXTS), atol=1e-3)


def test_the_shipped_model_is_at_most_25_megabytes() -> None:
    assert sum(path.stat().st_size for path in BUILT_IN.rglob("*") if path.is_file()) <= 25_000_000


def test_everyday_words_find_the_words_of_the_law(embedder: StaticEmbedder) -> None:
    passages = embedder.embed_passages(
        ["租赁期限不得超过二十年。", "用人单位应当按时足额支付劳动报酬。", "机动车应当减速行驶。"]
    )
    queries = embedder.embed_queries(["房子最长能租几年", "老板不发工资", "开车路过要慢点吗"])
    assert np.argmax(queries @ passages.T, axis=1).tolist() == [0, 1, 2]


def test_a_text_without_a_known_token_is_a_zero_vector(embedder: StaticEmbedder) -> None:
    vectors = embedder.embed_passages(["", " \n", "!?。", "😀", "\u200b"])
    assert not vectors.any()


def test_width_and_case_and_zero_width_characters_do_not_matter(embedder: StaticEmbedder) -> None:
    one, other, third = embedder.embed_passages(["ＡＢ２０２０年合同", "ab2020年合同", "ab2020年合\u200b同"])
    assert np.array_equal(one, other)
    assert np.array_equal(one, third)


def test_a_vector_is_the_weighted_sum_of_its_tokens(embedder: StaticEmbedder) -> None:
    for text, ids in zip(TEXTS, embedder.token_ids(TEXTS), strict=True):
        total = embedder.token_weights[ids] @ embedder.token_vectors(ids)
        (vector,) = embedder.embed_queries([text])
        assert np.allclose(total / np.linalg.norm(total), vector, atol=1e-5)
    lengths = np.linalg.norm(embedder.token_vectors(np.arange(len(embedder.token_weights))), axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-4) | (lengths == 0))


def test_threads_give_what_one_gives(embedder: StaticEmbedder) -> None:
    expected = embedder.embed_passages(TEXTS)
    found: list[bool] = []

    def work() -> None:
        found.extend(np.array_equal(embedder.embed_passages(TEXTS), expected) for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 200


def test_no_model_named_means_the_static_one(embedder: StaticEmbedder) -> None:
    assert load_embedder(EmbeddingOptions()).name == embedder.name


def test_another_model_has_another_name(embedder: StaticEmbedder, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    model = folder / "model.safetensors"
    content = bytearray(model.read_bytes())
    content[-1] ^= 1
    model.write_bytes(bytes(content))
    assert StaticEmbedder(folder).name != embedder.name


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff" * 100])
def test_a_damaged_model_is_said_to_be_one(tmp_path: Path, name: str, content: bytes | None) -> None:
    folder = copied(tmp_path)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(EmbedderUnavailable, match="cannot be read"):
        StaticEmbedder(folder)


def test_a_tokenizer_of_another_model_is_refused(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models

    folder = copied(tmp_path)
    Tokenizer(models.Unigram([("[UNK]", 0.0)], unk_id=0, byte_fallback=False)).save(
        str(folder / "tokenizer.json")
    )
    with pytest.raises(EmbedderUnavailable, match="another number of tokens"):
        StaticEmbedder(folder)
