from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.text.folding import fold


@given(st.text())
def test_every_folded_character_leads_back_to_the_character_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origins)
    assert list(folded.origins) == sorted(folded.origins)
    for position, character in enumerate(folded.text):
        start, end = folded.source_span(position, position + 1)
        assert character in fold(text[start:end]).text


def test_stray_spaces_full_width_and_case_make_no_difference() -> None:
    assert fold("新收 申请　１０７ 件(ＡＢ)").text == fold("新收申请107件(ab)").text


def test_offsets_stay_right_behind_characters_outside_the_basic_plane() -> None:
    text = "𠮷野家 107件"
    folded = fold(text)
    start = folded.text.index("107件")
    source_start, source_end = folded.source_span(start, start + 4)
    assert text[source_start:source_end] == "107件"
