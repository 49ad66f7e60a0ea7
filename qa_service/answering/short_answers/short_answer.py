"""The bare fact inside the answering words: a figure, a date, a name, an enumeration, a clause."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import CONTACT, Evidence, dates_in
from qa_service.answering.questions.question import QUANTITATIVE, Expects
from qa_service.answering.short_answers.articles import is_article, past_number
from qa_service.answering.short_answers.bearers import bearer, may_be_named
from qa_service.answering.short_answers.completing import whole
from qa_service.answering.short_answers.counted_lists import counted_list
from qa_service.answering.short_answers.dating import (
    act_asked,
    dates_before,
    dates_called,
    dates_of_act,
    is_of_other_act,
)
from qa_service.answering.short_answers.definitions import meaning
from qa_service.answering.short_answers.distinctions import distinction
from qa_service.answering.short_answers.duties import charged
from qa_service.answering.short_answers.extremes import is_of_no_order
from qa_service.answering.short_answers.fees import free_of_charge
from qa_service.answering.short_answers.honours import is_giver
from qa_service.answering.short_answers.listed_whole import (
    all_titles,
    contents,
    parts_of_sum,
    to_last_item,
)
from qa_service.answering.short_answers.named_kinds import named_kind
from qa_service.answering.short_answers.names import name_span, suits_asked
from qa_service.answering.short_answers.of_kind import of_asked_kind
from qa_service.answering.short_answers.outright import outright
from qa_service.answering.short_answers.paired_figures import paired
from qa_service.answering.short_answers.payments import payment
from qa_service.answering.short_answers.penalties import penalty
from qa_service.answering.short_answers.periods import period
from qa_service.answering.short_answers.persons import asks_for_holder, holder, may_hold, person_at_end
from qa_service.answering.short_answers.pruning import pruned
from qa_service.answering.short_answers.ranks import rank
from qa_service.answering.short_answers.reasons import because
from qa_service.answering.short_answers.refusals import refused
from qa_service.answering.short_answers.rulings import hours, means, ruling
from qa_service.answering.short_answers.spans import Span, span_of, text_of, trimmed
from qa_service.answering.short_answers.superlatives import is_of_another_measure
from qa_service.answering.text.folding import fold
from qa_service.quantities import DateMention, find_dates, find_quantities

_LONGEST_CLAUSE = 40
_YEAR_ASKED = re.compile(r"哪一?年|哪个年[份度]|几几年|什么年份")
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2}")
_KIND_ASKED = re.compile(r"(?P<kind>[一-鿿]{2,4})(?:是|叫)(?:哪一?[个家条座部所项份支]?|什么)[?。]?$")
_NEVER_TITLED = re.compile(
    r"单位|部门|机构|机关|企业|公司|学校|医院|银行|社区|街道|乡镇|[村镇县区市]|地方|地区"
)
_CONTACT_ASKED = re.compile(r"电话|传真|热线|邮编|邮政编码|邮箱|网址")
"""Of an address line the one that is asked for."""
_POINT = re.compile(r"[一二三四五六七八九十]+是(?=..)|[(][一二三四五六七八九十\d]+[)](?=..)")
LEAST_READ: Mapping[Expects, float] = MappingProxyType(
    {
        Expects.NAME: 0.3,
        Expects.PERSON: 0.3,
        Expects.PLACE: 0.3,
        Expects.LIST: 0.4,
        Expects.DATE: 0.4,
        Expects.FACT: 0.4,
        Expects.REASON: 0.4,
        Expects.HOW: 0.4,
        Expects.DEFINITION: 0.4,
        Expects.NUMBER: 0.6,
        Expects.DURATION: 0.6,
    }
)
"""From which confidence on the reader's words are the bare fact. Of 503 held-out questions about one
paragraph those above it reach F1 0.82 (name), 0.83 (person), 0.89 (list), 0.95 (date), 0.85 (reason), 0.79
(how); by rule all reach 0.44, 0.21, 0.59, 0.75, nothing, nothing. A figure that a rule finds is as good."""
NAMED = frozenset({Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST})
"""What the reader is not sure of here a rule rarely knows: F1 0.53 for names that end as asked, else 0.18."""
LISTING = frozenset({Expects.LIST, Expects.OVERVIEW, Expects.NAME})
RULED = frozenset({Expects.YES_NO, Expects.HOW, Expects.FACT})
"""What an article answers by what it rules."""
SURE = 0.5
_LONGEST_LIST = 90
_UNTOLD = re.compile("^(?:下列|其中|有关|本法|本条例|第)|(?:的|不得)$")
_PLACED = re.compile(
    r"(?:[省市县区州盟旗镇乡村屯街路道巷里港湾岛山河湖城园苑场站馆院校室厅堂店厂所处地点心楼号会口门层边侧内外]|基地|[“”\"》])$"
)
_OPENS_ITEMS = re.compile("下列|以下|如下")
_SEVERAL = re.compile("[、和]")
_QUOTED_WHOLE = re.compile(r"“[^“”《》]{2,60}”")
_RANGE = re.compile(r"[到至][^,。;:、()的]{1,8}(?=的)|的?(?:有期徒刑|拘留|罚款|罚金)")
_REST_OF_DATE = re.compile(
    r"(?:(?:至|到|—|-|~)(?:(?:19|20)\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日))?(?:[底初末春夏秋冬]|中旬?)?(?:之前|以前|前)?"
)


def short_answer(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The bare fact that ``candidate`` gives, or None when the question has none or it is not clear; what is
    one quoted name is said without its marks."""
    found = _fact(candidate, evidence)
    if found is not None and _QUOTED_WHOLE.fullmatch(text_of(candidate, found.start, found.end)):
        return span_of(candidate, found.start + 1, found.end - 1)
    return found


def _fact(candidate: Candidate, evidence: Evidence) -> Span | None:
    question = evidence.question
    if is_article(candidate):
        provided = (
            penalty(candidate, evidence)
            or payment(candidate, evidence)
            or meaning(candidate, evidence)
            or means(candidate, evidence)
            or hours(candidate, evidence)
        )
        if provided is not None or question.expects is Expects.DEFINITION:
            return provided
    if (place := rank(candidate, evidence) or distinction(candidate, evidence)) is not None:
        return place
    if candidate.quantity is not None:
        if (both := paired(candidate, evidence)) is not None:
            return both
        figure = span_of(candidate, candidate.start, _to_end_of_range(candidate))
        # Of a cell the unit may stand above its column.
        return replace(figure, text=candidate.quantity.text) if isinstance(candidate, Cell) else figure
    if question.expects is Expects.CONTACT:
        return _contact(candidate, evidence)
    if question.expects is Expects.DATE:
        return period(candidate, evidence) or _dated(candidate, evidence)
    if question.expects in RULED and is_article(candidate):
        return ruling(candidate, evidence)
    if question.expects in LISTING and (told := contents(candidate, fold(question.text).text)) is not None:
        return told
    if question.expects not in NAMED:
        return (
            refused(candidate, evidence) or free_of_charge(candidate, evidence) or _said(candidate, evidence)
        )
    if not is_article(candidate) and (listed := counted_list(candidate, evidence)) is not None:
        return listed
    found = _of_named(candidate, evidence)
    kind = named_kind(candidate, evidence)
    if kind is None or (found and found.text[-1] == kind.text[-1] and not _SEVERAL.search(kind.text)):
        return found
    return kind


def _of_named(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who or what is asked for by name."""
    if is_of_another_measure(candidate, evidence):
        return None
    question = evidence.question
    named = charged(candidate, evidence) or bearer(candidate, evidence)
    if named is not None:
        return named
    told = outright(candidate, evidence)
    held = holder(candidate, evidence) if told is None else None
    if held is not None and not is_article(candidate):
        return held
    if told is None and is_of_no_order(candidate, evidence):
        return None
    found = told or held or _named(candidate, evidence)
    if is_article(candidate):
        return _of_article(found, candidate, evidence)
    if question.expects is Expects.LIST:
        found = parts_of_sum(candidate, fold(question.text).text) or (
            found and to_last_item(all_titles(found, candidate), candidate)
        )
    found = _fitting(found, candidate, evidence) if found else None
    return of_asked_kind(found, candidate, evidence)


def _of_article(found: Span | None, candidate: Candidate, evidence: Evidence) -> Span | None:
    """An article names nobody by chance; what it demands it rules."""
    question = evidence.question
    if question.expects is Expects.LIST and _OPENS_ITEMS.search(candidate.sentence.text):
        return None
    if found is not None:
        whom = question.expects in (Expects.PERSON, Expects.PLACE)
        if (whom and not may_be_named(found.text)) or _UNTOLD.search(found.text):
            return None
        return _fitting(found, candidate, evidence)
    said = ruling(candidate, evidence) if question.expects is Expects.NAME else None
    return said if said and question.asked_noun and question.asked_noun in said.text else None


def _to_end_of_range(candidate: Candidate) -> int:
    """三周岁到入小学前 of an article's figure 三周岁."""
    rest = _RANGE.match(text_of(candidate, 0, candidate.sentence.end), candidate.end)
    return rest.end() if rest and is_article(candidate) else candidate.end


def _said(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What the reader is sure of, else what a rule finds; of a reason the rule's words, in which the reader
    may find the one that matters."""
    read, by_rule = _read(candidate, evidence), _by_rule(candidate, evidence)
    if read and by_rule and evidence.question.expects is Expects.REASON:
        return read if by_rule.start <= read.start and read.end <= by_rule.end else by_rule
    return read or by_rule


def _named(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What the reader is sure of, or a rule's name that the question or the reader bears out."""
    by_rule = _by_rule(candidate, evidence)
    read = _read(candidate, evidence)
    if read and by_rule and evidence.question.expects is Expects.PERSON:
        # The reader may stop inside a name that is no word: 主任孙 of 主任孙立海.
        meets = read.start < by_rule.end and by_rule.start < read.end
        return by_rule if meets and person_at_end(by_rule, candidate, evidence) == by_rule else read
    if read or by_rule is None:
        return read
    if evidence.question.expects is Expects.PLACE and not _PLACED.search(pruned(by_rule, candidate).text):
        return None
    if evidence.reader is not None:
        told = suits_asked(by_rule.text, evidence, untold=False)
        if not told and not _agree(candidate, by_rule, evidence):
            return None
    start, end = _with_said_noun(candidate, by_rule, evidence)
    return span_of(candidate, *whole(candidate, start, end, evidence))


def _with_said_noun(candidate: Candidate, span: Span, evidence: Evidence) -> tuple[int, int]:
    """岚皋至枣阳高速公路 for 岚皋至枣阳, asked which 高速: a rule cuts a name at the question's own words, of
    which one may be the name's last."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    asked = _KIND_ASKED.search(fold(evidence.question.text).text)
    if words is None or asked is None:
        return span.start, span.end
    for start, end, word in zip(words.starts.tolist(), words.ends.tolist(), words.words, strict=True):
        said = any(word.startswith(asked["kind"][at:]) for at in range(len(asked["kind"]) - 1))
        if start == span.end and said:
            return span.start, end
    return span.start, span.end


def _fitting(span: Span, candidate: Candidate, evidence: Evidence) -> Span | None:
    """``span``, or the person it ends with; None where it cannot be who or what is asked for."""
    if is_giver(span, candidate, evidence):
        return None
    if span.text.startswith("《") and _NEVER_TITLED.fullmatch(evidence.question.asked_noun or ""):
        return None
    span = pruned(span, candidate)
    if evidence.question.expects is not Expects.PERSON or _SEVERAL.search(span.text):
        return span
    person = person_at_end(span, candidate, evidence)
    if person or not asks_for_holder(evidence):
        return person or span
    return span if may_hold(span.text) or "·" in span.text else None


def _dated(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The date of the act that is asked for, else what the reader or a rule finds, if of no other act; a
    month is no year."""
    found = _date_of_act(candidate, evidence)
    if found and _YEAR_ASKED.search(evidence.question.text) and not _YEAR.search(found.text):
        return None
    return found


def _date_of_act(candidate: Candidate, evidence: Evidence) -> Span | None:
    sentence = candidate.sentence
    dates = dates_in(sentence.text, evidence.question)
    act = act_asked(evidence.question.text)
    if act is None:
        own = dates_called(sentence.text, dates, evidence.question.text) or dates_before(
            sentence.text, dates, evidence.question.predicate
        )
    else:
        own = dates_of_act(sentence.text, dates, act)
    if len(own) == 1:
        return _date_span(candidate, own[0])
    read = _read(candidate, evidence)
    found = read if read and find_dates(read.text) else _date(candidate, evidence)
    if found is None or act is None:
        return found
    start, end = found.start - sentence.start, found.end - sentence.start
    return None if is_of_other_act(sentence.text, dates, start, end, act) else found


def _agree(candidate: Candidate, span: Span, evidence: Evidence) -> bool:
    """The reader is unsure, but what it would say lies within ``span`` or holds it."""
    found = evidence.reader.span(candidate.sentence, evidence.question) if evidence.reader else None
    if found is None:
        return False
    common = min(span.end, found.end) - max(span.start, found.start)
    return common >= min(span.end - span.start, found.end - found.start)


def _read(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What the reader takes for the bare fact, where it is sure enough."""
    expects = evidence.question.expects
    least = LEAST_READ.get(expects)
    if evidence.reader is None or least is None:
        return None
    found = evidence.reader.span(candidate.sentence, evidence.question)
    if found is None or found.confidence < least:
        return None
    start, end = whole(candidate, found.start, found.end, evidence)
    start = past_number(candidate, start, end)
    point = _POINT.match(text_of(candidate, start, end))
    span = span_of(candidate, start + point.end() if point else start, end)
    if len(span.text) > (_LONGEST_LIST if expects is Expects.LIST else _LONGEST_CLAUSE):
        return None
    if expects in QUANTITATIVE:
        return span if any(character.isdigit() for character in span.text) else None
    if expects in (*NAMED, Expects.YES_NO, Expects.REASON) and any(
        figure.text == span.text for figure in find_quantities(span.text)
    ):
        return None
    if expects is Expects.PERSON and any(character.isdigit() for character in span.text):
        return None
    if expects in NAMED and found.confidence < SURE and not suits_asked(span.text, evidence):
        return None
    if (expects in NAMED or expects is Expects.REASON) and _repeats(span.text, evidence):
        return None
    return span


def _repeats(text: str, evidence: Evidence) -> bool:
    """What is said in the question already is nothing that it asks for, the asked noun aside; nor is it
    its own reason."""
    question = evidence.question
    asked = "" if question.expects is Expects.REASON else "".join(question.asked_phrase)
    said = [term.text for term in evidence.focus.terms if term.text not in asked and term.text in text]
    return 2 * sum(map(len, said)) >= len(text)


def _by_rule(candidate: Candidate, evidence: Evidence) -> Span | None:
    question = evidence.question
    if question.expects in (Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST):
        return name_span(candidate, evidence)
    if question.expects is Expects.YES_NO:
        return _clause(candidate, evidence)
    return because(candidate, evidence) if question.expects is Expects.REASON else None


def _date(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The date of the clause that says most of what was asked, or the one before it."""
    sentence = candidate.sentence

    def rank(mention: DateMention) -> tuple[float, int]:
        start, end = sentence.clauses[sentence.clause_at(sentence.start + mention.start)]
        text = text_of(candidate, start, end)
        said = evidence.focus.coverage(evidence.focus.values(text))
        said += sum(0.5 for word in evidence.question.predicate if word in text)
        return said, -abs(candidate.start - sentence.start - mention.start)

    dates = dates_in(sentence.text, evidence.question)
    if not dates:
        return None
    return _date_span(candidate, max(dates, key=rank))


def _date_span(candidate: Candidate, date: DateMention) -> Span:
    """``date`` with the part of the month or year that it names (9月底前), and the day that it lasts to."""
    start, end = candidate.sentence.start + date.start, candidate.sentence.start + date.end
    text = text_of(candidate, 0, candidate.sentence.end)
    rest = _REST_OF_DATE.match(text, end)
    return span_of(candidate, start, rest.end() if rest else end)


def _contact(candidate: Candidate, evidence: Evidence) -> Span | None:
    sentence = candidate.sentence
    asked = _CONTACT_ASKED.search(evidence.question.text)
    kind = re.escape(asked.group()) if asked else ""
    labelled = re.search(rf"{kind}[一-鿿]{{0,4}}[:是为]?[^,。;:]{{0,4}}?(?={CONTACT.pattern})", sentence.text)
    found = CONTACT.search(sentence.text, labelled.end() if asked and labelled else 0)
    if not found:
        return None
    return span_of(candidate, sentence.start + found.start(), sentence.start + found.end())


def _clause(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The clause that holds most of the question's words."""
    sentence = candidate.sentence

    def value(span: tuple[int, int]) -> float:
        return evidence.focus.coverage(evidence.focus.values(text_of(candidate, *span)))

    start, end = max(sentence.clauses, key=value)
    return trimmed(candidate, start, end, evidence.wording, _LONGEST_CLAUSE)
