import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore import analyzer as module
from vectorstore.analyzer import BIGRAM_MARK, Analyzer

SENTENCE = "二〇一九年全县新收行政复议申请１０７件,依照第四十七条办结;湖政发〔2022〕7号。"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize("form", ["第四十七条", "第47条", "第４７条"])
def test_an_article_has_the_same_terms_however_written(analyzer: Analyzer, form: str) -> None:
    assert analyzer.index_terms(form) == analyzer.index_terms("第47条")
    assert analyzer.mentions(f"依照{form}") == ["第47条"]
    assert analyzer.ordinals(form) == ["第47条"]


def test_a_lexicon_term_stays_whole_and_its_bigrams_are_there(analyzer: Analyzer) -> None:
    terms = analyzer.index_terms("行政复议")
    assert "行政复议" in terms
    assert BIGRAM_MARK + "政复" in terms


def test_stop_words_are_left_out_of_queries_unless_nothing_else_is_left(analyzer: Analyzer) -> None:
    assert "多少" not in analyzer.query_terms("复议多少件")
    assert "件" in analyzer.query_terms("复议多少件")
    assert analyzer.query_terms("多少")


def test_width_and_case_do_not_matter(analyzer: Analyzer) -> None:
    assert analyzer.index_terms("ＡＢＣ１２３") == analyzer.index_terms("abc123")


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_words_lie_where_they_say(text: str) -> None:
    words = _shared().words(text)
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.text in _shared()._folder.fold(text[word.start : word.end])
    assert all(a.start <= b.start for a, b in itertools.pairwise(words))


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_terms_hold_no_white_space_and_queries_find_their_own_text(text: str) -> None:
    terms = _shared().index_terms(text)
    assert not any(character.isspace() for term in terms for character in term)
    assert set(_shared().query_terms(text)) <= set(terms)


def test_words_of_characters_beyond_the_bmp_have_code_point_offsets(analyzer: Analyzer) -> None:
    text = "😀𠀀行政复议"
    found = {word.text: text[word.start : word.end] for word in analyzer.words(text)}
    assert found["行政复议"] == "行政复议"


def test_a_query_of_any_length_has_a_bounded_number_of_terms(analyzer: Analyzer) -> None:
    endless = "".join(chr(0x4E00 + i % 20_000) for i in range(100_000))
    assert len(analyzer.query_terms(endless)) <= 256


def test_both_segmenters_give_the_same_terms(analyzer: Analyzer) -> None:
    python, _ = module._load_python_cutter(module._read_lexicon("official_terms.txt"))
    for text in (SENTENCE, "全面依法治国与法治政府建设示范创建", "a b\tc 1,234.5%", "𠀀与😀"):
        assert python(text) == analyzer._cut(text)


def test_tagged_pieces_are_the_text_again(analyzer: Analyzer) -> None:
    for text in (SENTENCE, "由县司法局负责", "a b\tc 1,234.5%", "𠀀与😀", ""):
        assert "".join(word for word, _ in analyzer.tagged(text)) == text
    assert ("由", "p") in analyzer.tagged("由县司法局负责")


def test_both_segmenters_tag_the_same_pieces(analyzer: Analyzer) -> None:
    _, tag = module._load_python_cutter(module._read_lexicon("official_terms.txt"))
    text = "2019年,全县新收行政复议107件,由县司法局负责。"
    assert [word for word, _ in tag(text)] == [word for word, _ in analyzer.tagged(text)]


def test_without_rjieba_the_slow_segmenter_serves(
    monkeypatch: pytest.MonkeyPatch, analyzer: Analyzer
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rjieba", None)
    slow = Analyzer()
    assert slow.index_terms(SENTENCE) == analyzer.index_terms(SENTENCE)
    assert (slow.version, slow.lexicon_version) == (analyzer.version, analyzer.lexicon_version)


def test_the_lexicon_has_no_double_terms() -> None:
    for name in ("official_terms.txt", "stop_words.txt"):
        terms = module._read_lexicon(name)
        assert len(terms) == len(set(terms))


_analyzers: list[Analyzer] = []


def _shared() -> Analyzer:
    """Hypothesis wants no fixture of a narrower scope; the dictionary is read once."""
    if not _analyzers:
        _analyzers.append(Analyzer())
    return _analyzers[0]
