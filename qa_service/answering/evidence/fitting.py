"""Which candidates and passages fit what a question names: a year, a place, a document, an article, a plan.

Pure. This module does not know how well a candidate answers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.qualifiers import says_opposite
from qa_service.answering.evidence.told_year import (
    is_of_plan,
    is_yet_to_come,
    planned_year,
    tells_of_another_year,
)
from qa_service.answering.questions.question import Expects, Question, articles_in
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.retrieval import Retrieval
from qa_service.answering.text.counting_words import counting_words
from qa_service.library.records import DocumentSummary
from qa_service.library.works import plain_name
from qa_service.quantities.modifiers import Bound, bounds

_LEAD_IN = re.compile(r"(?P<year>20\d\d)年(?:工作)?(?:打算|计划|安排|目标|思路|重点)[^,。;:]{0,6}:[^。\n]*$")
_PLANNED_LATER = re.compile(
    r"(?:^|[。;\n])\s*(?P<year>20\d\d)年,?[^,。;:\d]{0,8}?(?:计划|打算|力争|争取|预计|拟(?!定)|将(?!军))[^。;\n]*$"
)
_OF_YEAR_BEFORE = re.compile(
    r"(?<!结转)(?<!转入)(?<!承接)(?<!遗留)(?:上年度?|去年|上一年度?)(?:同期|底|末)?(?:的|为|是)$"
)
_YEAR_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEAR_OF_FIGURE = re.compile(r"[比较由从]((?:19|20)\d\d)年(?:同期|底|末|全年)?的?$")
_ASKS_STOCK = re.compile(r"(?:一共|总共|共有|现有|现在|目前|已有|已经)[^,，。?？]{0,8}(?:多少|几)")
_AIM_REACHED = re.compile(
    r"(?:完成|实现|达成|超过|超额)[^,;。]{0,8}(?:目标|计划|任务|预期)|(?:目标|计划|任务)的$"
)
"""What is said of the aim is how far it was reached."""
_FOR_EACH = re.compile(r"每[^,;:。\d]{0,6}$")
_REQUIRES = re.compile(r"不(?:得|应)?(?:少|低)于")
"""At least so many there have to be."""
_LIMITS = re.compile(r"不(?:得)?超过|不多于|最多|至多|上限|限")
_YEAR_OF_MATTER = re.compile(r"对((?:19|20)\d\d)年度")
"""2022年3月至7月对2021年度预算执行进行了审计 is about 2021."""
_UP_TO_A_DAY = re.compile(r"截[至止](?:目前|到)?\(?(?:19|20)\d\d年\d{1,2}月")
"""A day in the next year, up to which a report on this one looks, is not the year of what it tells."""


def names_year(candidate: Candidate, years: Sequence[int]) -> bool:
    passage = candidate.sentence.passage
    said = candidate.own if isinstance(candidate, Cell) else candidate.sentence.text
    said = _UP_TO_A_DAY.sub("", said)
    if not isinstance(candidate, Cell):
        matters = {int(year) for year in _YEAR_OF_MATTER.findall(said)}
        if matters and matters.isdisjoint(years):
            return False
    text = "".join(passage.section) + said
    if any(f"{year}年" in text for year in years):
        return not _is_beside_figure_of(candidate, years)
    # 2023年拟建…;增设…: what is listed after the year, up to the full stop.
    listed = _YEAR_NAMED.findall(candidate.sentence.before.rsplit("。", 1)[-1])
    return bool(listed) and int(listed[-1]) in years and not _YEAR_NAMED.search(said)


def _is_beside_figure_of(candidate: Candidate, years: Sequence[int]) -> bool:
    """Whether the sentence gives another figure of one of ``years``: 败诉率6.8%,比2022年的9.1%有所下降."""
    if candidate.quantity is None or isinstance(candidate, Cell):
        return False
    sentence = candidate.sentence
    figures = [figure for figure in figures_in(sentence.text) if figure.unit == candidate.quantity.unit]
    of_years = [
        sentence.start + figure.start
        for figure in figures
        if (named := _YEAR_OF_FIGURE.search(sentence.text, 0, figure.start)) and int(named[1]) in years
    ]
    return bool(of_years) and candidate.start not in of_years


def is_only_a_limit(question: Question, candidate: Candidate) -> bool:
    """不超过14间 does not say how many there are, 21次 not how many 万人次."""
    quantity = candidate.quantity
    if quantity is None or question.expects is not Expects.NUMBER:
        return False
    if "万人次" in question.text and quantity.unit == "次":
        return True
    if not _ASKS_STOCK.search(question.text) or _LIMITS.search(question.text):
        return False
    if quantity.modifier and _REQUIRES.fullmatch(quantity.modifier):
        return True
    sentence = candidate.sentence
    if quantity.modifier and sentence.folded.text.startswith(("的,", "的;"), candidate.end):
        # 车位超过50个的,可以…: a case that is provided for.
        return True
    if quantity.value == 1 and _FOR_EACH.search(sentence.folded.text, sentence.start, candidate.start):
        return True
    return Bound.AT_MOST in bounds(quantity.modifier) and bool(_LIMITS.search(candidate.sentence.text))


def of_years(
    candidates: Sequence[Candidate], question: Question, documents: Mapping[str, DocumentSummary]
) -> list[Candidate]:
    """Without what a report says of a later year than was asked for, under a heading or behind a lead-in
    (2024年打算:) that names it, or as what that year is to bring (2024年计划新建…);
    of figures also without what stands under 下一步工作安排. All, where the time after the report is
    asked about."""
    years = question.scope.years
    if load_wording().year_to_come.search(question.text):
        return list(candidates)
    asks_done = question.wants_figure and counting_words().planned.search(question.text) is None
    return [
        candidate
        for candidate in candidates
        if not (
            tells_of_another_year(
                candidate.sentence.passage.section,
                documents[candidate.sentence.passage.document_id],
                years,
            )
            or _is_led_in_by_later(candidate, years)
            or _is_planned_for_later(candidate, documents, years)
            or (asks_done and _is_planned_by(candidate, documents, years))
            or _is_of_year_named_in_notice(candidate, documents, years)
        )
        or any(f"{year}年" in candidate.sentence.text for year in years)
    ]


def _is_planned_by(
    candidate: Candidate, documents: Mapping[str, DocumentSummary], years: Sequence[int]
) -> bool:
    """A report on one of ``years`` says it of the time after."""
    passage = candidate.sentence.passage
    return documents[passage.document_id].metadata.year == max(years) and is_yet_to_come(passage.section)


def _is_of_year_named_in_notice(
    candidate: Candidate, documents: Mapping[str, DocumentSummary], years: Sequence[int]
) -> bool:
    """A notice, which reports on no year, names another one last before it says so: 到2025年,…"""
    passage = candidate.sentence.passage
    if documents[passage.document_id].metadata.year is not None:
        return False
    sentence = candidate.sentence
    read = "".join(passage.section) + sentence.folded.text[: candidate.end]
    named = _YEAR_NAMED.findall(read)
    return bool(named) and int(named[-1]) not in years


def _is_led_in_by_later(candidate: Candidate, years: Sequence[int]) -> bool:
    text = candidate.sentence.before + candidate.sentence.text
    read = text[: max(1, candidate.start)]
    lead_in = _LEAD_IN.search(read) or _PLANNED_LATER.search(read)
    return lead_in is not None and int(lead_in["year"]) > max(years)


def _is_planned_for_later(
    candidate: Candidate, documents: Mapping[str, DocumentSummary], years: Sequence[int]
) -> bool:
    sentence = candidate.sentence
    planned = planned_year(sentence.before + sentence.text, documents[sentence.passage.document_id])
    return planned is not None and planned > max(years)


def of_articles(question: Question, retrieval: Retrieval) -> tuple[Question, Retrieval]:
    """Only the passages of the articles that are named; where there are none the question names none."""
    kept = tuple(
        passage
        for passage in retrieval.passages
        if any(
            number in question.articles
            for number in articles_in("".join((*passage.section[-1:], passage.text[:12])))
        )
    )
    if not kept:
        return replace(question, articles=()), retrieval
    return question, replace(retrieval, passages=kept)


def names_document(candidate: Candidate, names: Sequence[str]) -> bool:
    """The passage, or a heading above it, names the document itself."""
    passage = candidate.sentence.passage
    text = plain_name("".join((*passage.section, passage.text)))
    return any(plain_name(name) in text for name in names)


def is_of_year_before(candidate: Candidate, reported: int | None, years: Sequence[int]) -> bool:
    """Whether the figure is said to be that of the year before the one ``reported`` on, which is asked for:
    由上年的71.4%提高到93.7%."""
    if reported is None or reported - 1 not in years or candidate.quantity is None:
        return False
    sentence = candidate.sentence
    return _OF_YEAR_BEFORE.search(sentence.folded.text[sentence.start : candidate.start]) is not None


def is_of_opposite_matter(question: Question, candidate: Candidate) -> bool:
    """The sentence is on the opposite of what is asked about; its figures have labels of their own."""
    if candidate.quantity is not None:
        return False
    passage, sentence = candidate.sentence.passage, candidate.sentence
    if question.expects is Expects.PERSON:
        # 任命甲为…;免去乙的…: of whom a sentence tells the one before it does not.
        return says_opposite(question.phrase, sentence.text)
    return says_opposite(question.phrase, "".join((*passage.section, sentence.before, sentence.text)))


def is_aimed(candidate: Candidate, documents: Mapping[str, DocumentSummary]) -> bool:
    """Whether the figure is one that is aimed at, as the words before it say or where it stands."""
    sentence, passage = candidate.sentence, candidate.sentence.passage
    document, aim = documents[passage.document_id], load_wording().aim
    if is_yet_to_come(passage.section) or is_of_plan(passage.section, document):
        return True
    said = sentence.folded.text[sentence.start : candidate.start]
    if aim.search(said):
        return _AIM_REACHED.search(said) is None
    planned = planned_year(sentence.before + sentence.text, document) is not None
    return planned or (document.metadata.year is None and aim.search("".join(passage.section)) is not None)


def is_plan(question: Question, candidate: Candidate, documents: Mapping[str, DocumentSummary]) -> bool:
    """A report's section on what comes next is on the year after, which was asked for."""
    passage = candidate.sentence.passage
    year = documents[passage.document_id].metadata.year
    if year is None or year + 1 not in question.scope.years:
        return False
    said = candidate.sentence.before + candidate.sentence.text
    if planned_year(said, documents[passage.document_id]) in question.scope.years:
        return True
    headings, wording = " ".join(passage.section), load_wording()
    announced = any(cue in headings for cue in wording.heading_cues["plan"])
    return (question.expects is Expects.PLAN and announced) or wording.year_to_come.search(
        headings
    ) is not None
