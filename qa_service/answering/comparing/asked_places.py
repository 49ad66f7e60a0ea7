"""Places that a question asks of by the one that it names: a city's counties, the city that a county lies in,
the counties beside it.

各县 of a city are the places in it that the library tells of; 全市, of which a county's figure is a share, is
the city around it; whose place in the order is asked for (排名第几), it is set beside those that lie where it
does. This module knows the places of documents, not what they say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa_service.answering.comparing.aims import aims_of
from qa_service.answering.comparing.departments import asks_departments, departments_of
from qa_service.answering.questions.asked_scope import QuestionScope
from qa_service.answering.questions.question import Question
from qa_service.answering.text.folding import fold
from qa_service.gazetteer import Path, is_within
from qa_service.library.records import DocumentSummary
from qa_service.quantities.numerals import parse_numeral

_SEVERAL = re.compile(
    r"(?:各个?|每个|所有|全部|哪个|哪些|哪几个|[两二三四五六七八九十几\d]个|[下所]?辖的?|最[多少高低大小快慢]的|前.{1,2}的)"
    r"(?:地区|区县|县区|县市区|市县区|县市|县|区(?!域)|市|州|旗)(?![级委政直局容民场])|各地"
)
_WHOLE = re.compile(r"占(?:了|到)?(?:全|所在|该|本)(?P<level>[省市州盟县区旗])")
_TOGETHER = re.compile(r"占(?:了|这|全部)?(?P<number>[两二三四五六七八九十]|\d{1,2})个?(?:县|市|区|州|旗|地)")
_LEAST_BESIDE = 3


def with_its_places(question: Question, documents: Sequence[DocumentSummary]) -> Question:
    """``question`` of one region with the places that it asks of instead of that one; as it is, where it asks
    of none, or ``documents`` tell of none."""
    scope = question.scope
    if asks_departments(question.text) and len(scope.regions) + len(scope.absent_regions) < 2:
        own = [d for d in documents if not scope.covers or d.metadata.region_path in scope.covers[0]]
        if departments_of(own):
            return replace(question, scope=replace(scope, across=True))
    if len(scope.regions) != 1 or scope.absent_regions or scope.across or scope.document_ids:
        return question
    region, covered, below = scope.regions[0], scope.covers[0], scope.below[0]
    text = fold(question.text).text
    bare = text.replace(region, "").replace(region[:-1], "") if len(region) > 2 else text.replace(region, "")
    several, place = _SEVERAL.search(bare), aims_of(text).place_asked
    whole = _WHOLE.search(text) if aims_of(text).share else None
    together = _TOGETHER.search(text) if aims_of(text).share else None
    if not (several or place or whole or together):
        return question
    held = {document.metadata.region_path for document in documents if document.metadata.region_path}
    if whole and not below:
        return _with_whole(question, _around(covered, whole["level"], held))
    if several and not (place or together):
        inner = covered if below else tuple(sorted(p for p in held if _lies_in(p, covered)))
        return _across(question, inner) if inner else question
    beside = tuple(sorted(p for p in held for own in covered if _stands_beside(p, own)))
    number = parse_numeral(together["number"].replace("两", "二")) if together else None
    fits = len(beside) == number if together else len(beside) >= _LEAST_BESIDE
    return _across(question, beside) if fits else question


def part_and_whole(scope: QuestionScope) -> bool:
    """Of the two places asked about one lies in the other."""
    if len(scope.covers) != 2 or any(scope.below):
        return False
    first, second = scope.covers
    return any(a != b and (is_within(a, b) or is_within(b, a)) for a in first for b in second)


def _across(question: Question, places: tuple[Path, ...]) -> Question:
    """Of all of ``places``."""
    return replace(question, scope=replace(question.scope, covers=(places,), below=(True,), across=True))


def _with_whole(question: Question, whole: Path | None) -> Question:
    if whole is None:
        return question
    scope = question.scope
    return replace(
        question,
        scope=replace(
            scope,
            regions=(*scope.regions, whole[-1]),
            covers=(*scope.covers, (whole,)),
            below=(*scope.below, False),
        ),
    )


def _around(covered: Sequence[Path], level: str, held: Iterable[Path]) -> Path | None:
    """The nearest place of ``held`` around the one of ``covered`` whose name ends as the level does."""
    found = [p for p in held for own in covered if p != own and is_within(own, p) and p[-1].endswith(level)]
    return max(found, key=len, default=None)


def _lies_in(place: Path, covered: Sequence[Path]) -> bool:
    return any(place != own and is_within(place, own) for own in covered)


def _stands_beside(place: Path, own: Path) -> bool:
    return len(place) == len(own) and place[:-1] == own[:-1]
