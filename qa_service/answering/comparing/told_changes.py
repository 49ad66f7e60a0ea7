"""Whether a sentence tells, in its document's own words, the change between years that is asked for.

比上年 is no change over three years, and what there was in one of them is no change at all. This module does
not know what has changed.
"""

import re
from collections.abc import Sequence

from qa_service.answering.comparing.aims import Aim, Aims, aims_of
from qa_service.answering.comparing.counted import is_change
from qa_service.answering.drafting import Draft
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figure_places import Place, is_share
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.counting_words import counting_words

_AMOUNT = re.compile(r"(?:增加|减少|多|少)了?(?:多少|几)(?!个?百分点|%)")
_EITHER = re.compile(r"还是(?:少|低|减|降|下)")
_FAR = 2
"""Clauses before the change's own, from which on one of another matter may stand in between."""
_TIMES = "倍"
_POINTS = "百分点"
_RATE = re.compile("[率速占]|比[重例]|(?<![年季月])度|百分点|水平")
_RELATING = frozenset({Aim.DIFFERENCE, Aim.RATIO})
_SINCE_YEAR_BEFORE = re.compile(r"[上去]一?年|同比|同期")
_MORE_OR_LESS = re.compile(r"[较比][^,，。;；]{1,12}[多少高低]")


def is_change_over(candidate: Candidate, question: Question, year: int | None) -> bool:
    """Whether the figure of ``candidate``, of a document on ``year``, says by how much something changed,
    over the years of ``question`` where these are several."""
    years = question.scope.years
    if not is_change(candidate) or (is_share(candidate) and _asks_amount(question)):
        return False
    if not _is_of_matter(candidate, question) or _EITHER.search(question.text):
        # 增加还是减少 is answered by the figures of both years.
        return False
    if len(years) > 1 and year is not None and year < max(years):
        # By how much it had grown the year before says nothing of the last one.
        return False
    text = candidate.sentence.text
    one_after_another = not years or max(years) - min(years) <= 1
    return one_after_another or f"{min(years)}年" in text or not _SINCE_YEAR_BEFORE.search(text)


def tells_what_is_asked(made: Draft, best: Candidate, question: Question) -> bool:
    """Whether ``made``, whose figure is that of ``best``, tells the change or the multiple that ``question``
    asks for, where it asks for one: of the year, and not of a rate beside the number."""
    if Aim.RATIO in aims_of(question.text).wanted and _TIMES not in made.answer:
        # How many times something is another, only 倍 says.
        return False
    return not _is_of_year_before(made, question) and not _is_of_another_rate(best, question)


def _is_of_year_before(made: Draft, question: Question) -> bool:
    """A document on a year before the last one says it and does not name that year: what had grown in 2022
    may have fallen in 2023."""
    years, aims = question.scope.years, aims_of(question.text)
    if len(years) < 2 or not (aims.with_year_before or Aim.DIFFERENCE in aims):
        return False
    last = max(years)
    return any(
        told.year is not None and told.year < last and f"{last}年" not in told.quote
        for told in made.citations
    )


def _is_of_another_rate(candidate: Candidate, question: Question) -> bool:
    """Percentage points are of the rate that stands before them: 满意率96%,同比提升2个百分点 says nothing of
    how many were taken in."""
    figure = candidate.quantity
    if figure is None or _POINTS not in figure.unit or _RATE.search(question.text):
        return False
    place = Place.of(candidate)
    told = place.own + "".join(clause for clause, _ in place.clauses_before[-1:])
    synonyms = load_wording().synonyms
    matter = [other for word in _matter_of(question) for other in (word, *synonyms.get(word, ()))]
    return bool(matter) and not any(word in told for word in matter)


def _is_of_matter(candidate: Candidate, question: Question) -> bool:
    """The clause that holds the change, or the nearest before it with a figure, says a word of the matter."""
    matter = _matter_of(question)
    place = Place.of(candidate)
    figured = next((clause for clause, has_figure in reversed(place.clauses_before) if has_figure), "")
    told = place.own + figured + "".join(clause for clause, _ in place.clauses_before[-1:])
    return not matter or any(word in told for word in matter) or len(place.clauses_before) < _FAR


def _matter_of(question: Question) -> list[str]:
    words = counting_words()
    light = {*words.neutral, *words.stages, *words.changes}
    return [word for word in question.focus if len(word) > 1 and word not in light]


def _asks_amount(question: Question) -> bool:
    """By how much money or how many it has changed, not by which share."""
    return bool(question.measured or question.unit) and _AMOUNT.search(question.text) is not None


def may_say(text: str, aims: Aims, years: Sequence[int]) -> bool:
    """Whether ``text`` may answer a question with ``aims`` about ``years``: by how much one differs from
    another only words of change tell, how many times it is the other only 倍."""
    if len(years) < 2 or not _RELATING & aims.wanted:
        return True
    if Aim.RATIO in aims:
        return _TIMES in text
    return counting_words().change.search(text) is not None or _MORE_OR_LESS.search(text) is not None
