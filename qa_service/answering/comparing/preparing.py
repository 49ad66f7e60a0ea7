"""A question on its way to a comparison: what it compares is asked of each of its sides as a figure.

It is changed before the documents are chosen, which depend on its years and places. This module does not know
what the documents say.
"""

import re
from dataclasses import replace

from qa_service.answering.comparing.aims import Aim, Aims, aims_of, as_comparison, as_figures
from qa_service.answering.comparing.asked_places import part_and_whole
from qa_service.answering.comparing.joint_matters import as_joint, is_joint
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.matching import MEASURE_SUFFIXES

_MORE_OR_LESS = re.compile(r"还是(?:少|低|减|降|下)")
_NAMES_FIGURE = re.compile(r"(?:[件人次户家场条份]数|场次|人次|件次|数量|总数|总量|总额)(?:情况)?[?。]?$")
_EACH_HOW_MANY = re.compile(r"(?:各自?|分别)(?:是|有|为|达)?(?:多少|几)(?!个?(?:方面|原因|问题|部分))")
_TIMES = "倍"


def prepared(question: Question) -> Question:
    """``question`` with what it compares: of several regions a figure (哪个…多), of a year that is set
    against the one before (2020年比上年增加多少) both years."""
    if is_joint(question):
        return as_joint(question)
    scope, aims = question.scope, aims_of(question.text)
    if Aim.RATIO in aims and question.unit == _TIMES:
        # 是乙县的几倍 asks for no figure in 倍.
        question = replace(question, unit=None)
    if scope.across and (aims.ranks or question.scope.regions):
        question = as_comparison(question, several=True)
    related = aims.numeric or (aims.share and part_and_whole(scope))
    if len(scope.regions) + len(scope.absent_regions) > 1 and related:
        question = as_comparison(question, several=True)
    several = len(scope.regions) + len(scope.absent_regions) > 1
    if several and not question.wants_figure and _EACH_HOW_MANY.search(question.text):
        # 适用免罚清单的案件各有多少件 asks for no list.
        question = as_figures(question)
    years = scope.years
    if not question.wants_figure and _compares_years(question, aims):
        question = as_figures(question)
    if aims.with_year_before and _MORE_OR_LESS.search(question.text) and scope.regions:
        question = as_comparison(question, several=True)
    if len(years) != 1 or not aims.with_year_before or not question.wants_figure or scope.across:
        return question
    if len(scope.regions) + len(scope.absent_regions) > 1:
        return question
    return replace(question, scope=replace(scope, years=(years[0] - 1, years[0])))


def _compares_years(question: Question, aims: Aims) -> bool:
    """哪年多 of several years, or how what is counted or measured has changed: 败诉率…变化怎样."""
    scope = question.scope
    if scope.period or len(scope.regions) != 1:
        return False
    if Aim.BY_YEAR in aims and not scope.years and not scope.recent:
        return bool({Aim.HIGHEST, Aim.LOWEST} & aims.wanted)
    if len(scope.years) < 2 and not scope.recent:
        return False
    if {Aim.HIGHEST, Aim.LOWEST, Aim.DIFFERENCE} & aims.wanted:
        return True
    wording = load_wording()
    if _NAMES_FIGURE.search(question.text):
        return True
    return Aim.CHANGE in aims and (
        bool(question.measured)
        or any(
            word[-1] in MEASURE_SUFFIXES or word.endswith((*wording.unit_of_noun, *wording.unit_of_count))
            for word in question.focus
        )
    )
