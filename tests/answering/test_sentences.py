from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.text.sentences import sentences
from tests.answering.conftest import passage

OFFICIAL = st.text(alphabet="一二是年,，。；;：:“”《》()（）、! \n县107件\U00020bb7", max_size=80)


@given(OFFICIAL)
def test_sentences_and_clauses_are_in_order_and_slices_of_their_passage(text: str) -> None:
    last_end = 0
    for sentence in sentences(passage(text, start=7)):
        assert last_end <= sentence.start < sentence.end
        last_end = sentence.end
        assert sentence.clauses[0][0] == sentence.start
        assert all(left < right for left, right in sentence.clauses)
        assert all(a[1] <= b[0] for a, b in zip(sentence.clauses, sentence.clauses[1:], strict=False))
        start, end = sentence.source_span(sentence.start, sentence.end)
        assert 7 <= start < end <= 7 + len(text)


def test_an_enumeration_chained_by_semicolons_gives_its_points_one_by_one() -> None:
    found = sentences(passage("一是力量薄弱；二是形式单一；三是知晓度不高。"))
    assert [s.text for s in found] == ["一是力量薄弱;", "二是形式单一;", "三是知晓度不高。"]


def test_a_full_stop_inside_quotation_marks_does_not_end_a_sentence() -> None:
    found = sentences(passage("印发《办法。试行》通知,共3份。次年废止。"))
    assert [s.text for s in found] == ["印发《办法。试行》通知,共3份。", "次年废止。"]
