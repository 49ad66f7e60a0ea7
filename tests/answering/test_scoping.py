from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.questions.question import Question, analyse
from qa_service.answering.questions.scoping import Absent, resolve, with_held_years
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, document
from vectorstore.passages import Filters

LIBRARY = (
    document("沂源县", 2019, document_id="y19"),
    document("沂源县", 2021, document_id="y21"),
    document("伊春市", 2023, document_id="c23"),
    document(None, None, document_id="law", title="行政复议法"),
)


@pytest.fixture
def understand(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Callable[[str], Question]:
    return lambda text: analyse(text, segment=segment, find_regions=find_regions, today=TODAY)


def ids(question: Question, filters: Filters = Filters(), *, year_inherited: bool = False) -> set[str]:  # noqa: B008
    found = resolve(question, filters, LIBRARY, year_inherited=year_inherited)
    return {d.document_id for d in found.documents}


def test_only_the_asked_region_and_year_may_answer(understand: Callable[[str], Question]) -> None:
    assert ids(understand("沂源县2019年调解多少件?")) == {"y19"}
    assert ids(understand("沂源县调解多少件?")) == {"y19", "y21"}


def test_a_region_that_is_not_there_leaves_nothing(understand: Callable[[str], Question]) -> None:
    scope = resolve(understand("广州市调解多少件?"), Filters(), LIBRARY[:3])
    assert (scope.documents, scope.absent) == ((), Absent.REGION)


def test_a_document_of_no_region_tells_of_a_place_only_in_sentences_that_name_it(
    understand: Callable[[str], Question],
) -> None:
    scope = resolve(understand("广州市调解多少件?"), Filters(), LIBRARY)
    assert [d.document_id for d in scope.documents] == ["law"]
    assert scope.named_places == ("广州市",)


def test_a_city_is_not_answered_with_the_figure_of_a_county_in_it(
    understand: Callable[[str], Question],
) -> None:
    scope = resolve(understand("淄博市调解多少件?"), Filters(), LIBRARY)
    assert (scope.documents, scope.absent) == ((), Absent.REGION_ITSELF)


def test_a_year_without_a_report_is_answered_only_by_sentences_that_name_it(
    understand: Callable[[str], Question],
) -> None:
    assert resolve(understand("沂源县2020年调解多少件?"), Filters(), LIBRARY).named_years == (2020,)


@pytest.mark.parametrize(
    ("asked", "held", "years"),
    [
        ("沂源县去年调解多少件?", (2019, 2021), (2021,)),
        ("沂源县前年调解多少件?", (2019, 2023), (2022,)),
        ("沂源县去年调解多少件?", (2021, 2024), (2023,)),
    ],
)
def test_a_relative_year_is_read_as_the_latest_held_only_where_none_later_is_held(
    understand: Callable[[str], Question], asked: str, held: Sequence[int], years: Sequence[int]
) -> None:
    documents = [document("沂源县", year, document_id=f"y{year}") for year in held]
    assert with_held_years(understand(asked), documents).scope.years == years


def test_a_plan_stands_in_the_report_on_the_year_before(understand: Callable[[str], Question]) -> None:
    assert ids(understand("伊春市2024年有什么打算?")) == {"c23"}


def test_filters_and_question_narrow_together_and_never_widen(
    understand: Callable[[str], Question],
) -> None:
    question = understand("沂源县调解多少件?")
    assert ids(question, Filters(year=(2021,))) == {"y21"}
    assert ids(question, Filters(region=("伊春市",))) == set()
    assert ids(question, Filters(document_ids=("nowhere",))) == set()
    assert ids(question, Filters(region=("山东省",))) == {"y19", "y21"}


def test_a_year_inherited_from_another_region_is_given_up_and_said(
    understand: Callable[[str], Question],
) -> None:
    scope = resolve(understand("伊春市2019年调解多少件?"), Filters(), LIBRARY, year_inherited=True)
    assert scope.other_year
    assert {d.document_id for d in scope.documents} == {"c23"}


def test_an_empty_library_says_so(understand: Callable[[str], Question]) -> None:
    assert resolve(understand("调解多少件?"), Filters(), ()).absent is Absent.LIBRARY_EMPTY
