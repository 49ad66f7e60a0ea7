"""A question understood: what kind of answer it expects, about what, and in which scope.

``analyse`` is a pure function of the text, the library's scopes and today. It does not know where the answer
stands, and decides nothing about whether the library holds one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qa_service.answering.questions.asked_aims import aim_in
from qa_service.answering.questions.asked_scope import FindRegions, QuestionScope, read_scope
from qa_service.answering.questions.asked_units import (
    ANY_MEASURE,
    ASKED_LAST,
    COUNTS_PEOPLE,
    QUANTITY_HEAD,
    begins_with_person,
    counts_persons,
    measured_in,
    paid_in,
    unit_asked,
    unit_of_counted,
    unit_of_last,
)
from qa_service.answering.questions.focus import HAN, Segment, compounds, focus_words
from qa_service.answering.questions.wording import Wording, load_wording
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import MEASURE_SUFFIXES
from qa_service.quantities import find_quantities


class Expects(StrEnum):
    NUMBER = "number"
    RATE = "rate"
    DURATION = "duration"
    DATE = "date"
    CONTACT = "contact"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    LIST = "list"
    REASON = "reason"
    PLAN = "plan"
    SHORTCOMING = "shortcoming"
    HOW = "how"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    OVERVIEW = "overview"
    FACT = "fact"


QUANTITATIVE = frozenset({Expects.NUMBER, Expects.RATE, Expects.DURATION})
POINTS = frozenset(
    {Expects.LIST, Expects.REASON, Expects.PLAN, Expects.SHORTCOMING, Expects.HOW, Expects.OVERVIEW}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``focus`` are the words that an answer must be about, ``context`` those that an earlier turn adds;
    ``unit`` is the measure word asked for, ``asked_noun`` what a 哪个/什么 stands before."""

    asked: str
    text: str
    expects: Expects
    focus: tuple[str, ...]
    context: tuple[str, ...] = ()
    unit: str | None = None
    asked_noun: str | None = None
    asked_phrase: tuple[str, ...] = ()
    """The words of the noun phrase that the interrogative stands before: 哪个[执法 大队]."""
    predicate: tuple[str, ...] = ()
    """Words after the interrogative, what happened: 哪个月[接受 授牌]."""
    scope: QuestionScope = field(default_factory=QuestionScope)
    phrase: str = ""
    """The folded question without its scope and its interrogatives."""
    verb: str | None = None
    """What stands right before the interrogative of a figure: 审查备案(了多少件), 播放量(有多少)."""
    organ: str = ""
    """The one organ that wrote all that may answer, where the question names it: none of its words."""
    document_field: str | None = None
    """The field of a document's metadata that is asked for (文号, 发文机关…)."""
    measured: frozenset[str] = frozenset()
    """The measure words that can say what is asked for (平方米 for 面积); empty for any."""
    figures: tuple[str, ...] = ()
    """Figures that the question itself names; they are never its answer."""
    articles: tuple[int, ...] = ()
    """Numbers of the articles that it names (第六条)."""
    superlative: bool = False
    aimed: bool = False
    """It asks for the figure that is aimed at, and not for what was reached: 出庭率的目标是多少."""
    wants_figure: bool = False
    wants_points: bool = False
    """Answered by the points of a text rather than by one sentence."""


_SECTIONS = frozenset({Expects.SHORTCOMING, Expects.PLAN})
CLASS_UNITS = frozenset({"类", "级", "等", "档", "层"})
_QUOTED = re.compile(r"“[^”]{0,500}”|《[^》]{0,500}》|「[^」]{0,500}」")
_INTERROGATIVE = re.compile(r"多少|几|哪些|哪(?:一)?|什么|何种|啥")
_COUNTED_BY = re.compile(
    r"个(?![人体别])|家(?![庭长属])|支(?!队(?!伍)|部|行)|所(?!有)|名(?![单称额牌])|位(?![置次])|项(?!目)|条(?![例款件])"
    r"|类(?![型别])|种(?![类植养])|部(?![门委队])|级(?!别)|份(?!额)|批(?![次发])|届|首(?!先)|篇|起(?![点因])|座(?!谈)"
)
"""The measure word behind 哪: a word list may take it for a part of the noun (哪[家律]所, 哪[个村])."""
_PLACES_OF_ONE = frozenset("村镇乡县区市局所")


def _without_quotes(text: str) -> str:
    """Text whose quoted names are blanked: 谁 in “谁执法谁普法” asks nothing."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def expected_kind(text: str, wording: Wording) -> Expects:
    text = _without_quotes(text)
    for name, pattern in wording.kinds:
        if pattern.search(text):
            return Expects(name)
    return Expects.FACT


def compared_kind(text: str, wording: Wording) -> Expects:
    """What a comparison compares: the kind that is left without its comparing words, else a figure."""
    text = _without_quotes(text)
    comparing = dict(wording.kinds)[Expects.COMPARISON]
    compares = comparing.search(text) is not None
    rest = comparing.sub("", text).rstrip("?。! ") if compares else text
    for name, pattern in wording.kinds:
        if name != Expects.COMPARISON and pattern.search(rest):
            return Expects(name)
    return Expects.NUMBER if compares else Expects.FACT


def _asked_phrase(text: str, after: int, segment: Segment, wording: Wording) -> tuple[str, ...]:
    """The noun that the interrogative stands before: 哪个[单位], 什么[称号], 多少个[部门单位]."""
    if after < 0:
        match = _INTERROGATIVE.search(text)
        if not match:
            return ()
        after = match.end()
        counted = _COUNTED_BY.match(text, after) if match.group() in ("哪", "哪一") else None
        after = counted.end() if counted else after
    rest = re.split(r"[,?。!;:、的]", text[after:], maxsplit=1)[0]
    if rest[:1] in _PLACES_OF_ONE and (wording.after_noun.match(rest, 1) or rest[1:2] in ("新", "曾", "首")):
        # 哪个村评上: 村评 is no word.
        return (rest[0],)
    words = [word for word in segment(rest) if HAN.match(word)]
    if words and len(words[0]) == 1 and words[0] in "个家所条项类种部级份支起批座名位届次款些":
        words = words[1:]
    if not words or words[0] in wording.stopwords:
        return ()
    phrase: list[str] = []
    for word in words:
        if wording.after_noun.match(word) or word in wording.stopwords:
            break
        phrase.append(word)
    return tuple(phrase or words[:1])


def _predicate(text: str, segment: Segment, wording: Wording) -> tuple[str, ...]:
    match = re.search(r"什么时候|何时|哪[一]?[年天月日]|什么时间|哪个月|几月|几号", text)
    return focus_words(text[match.end() :], segment, wording) if match else ()


def _document_field(text: str, wording: Wording) -> str | None:
    """Asked of a document as a whole: its number, issuer, date or title."""
    if not wording.about_document["self"].search(text):
        return None
    fields = ("document_number", "signatory", "speaker", "issuer", "spoken_on", "issued_on", "title")
    return next((name for name in fields if wording.about_document[name].search(text)), None)


def articles_in(text: str) -> tuple[int, ...]:
    """Numbers of the articles that ``text`` names."""
    found = (figure for figure in find_quantities(text) if figure.kind == "article")
    return tuple(int(figure.value) for figure in found if figure.value is not None and "条" in figure.text)


def _verb_before(text: str, segment: Segment, wording: Wording) -> str | None:
    """审查备案 of 审查备案了多少件, 播放量 of 播放量有多少; none of 申请有多少件, which may be elided."""
    match = QUANTITY_HEAD.search(text)
    before = text[: match.start()].rstrip("了过 ") if match else ""
    words = compounds(list(segment(before)))
    if words and len(words[-1]) > 1 and words[-1] not in wording.stopwords:
        return words[-1]
    while words and (words[-1] in wording.stopwords or not words[-1].strip()):
        words.pop()
    return words[-1] if words and words[-1][-1] in MEASURE_SUFFIXES else None


def _is_of_its_own(words: Sequence[str], context: str) -> bool:
    """Several words, none of them of the earlier question: 受理的案件 is not measured as 挽回的损失 was."""
    return len(words) > 1 and not any(word in context for word in words)


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _without_section(text: str, kind: Expects, wording: Wording) -> str:
    """``text`` less what asks for the whole section: nothing is left of 工作中有哪些不足."""
    for pattern in (dict(wording.kinds)[kind], wording.section_words[kind]):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def analyse(
    text: str,
    *,
    segment: Segment,
    find_regions: FindRegions,
    today: date,
    asked: str | None = None,
    context: str = "",
) -> Question:
    """Understand ``text``, which stands alone; ``context`` holds the words that an earlier turn adds."""
    wording = load_wording()
    folded = fold(text).text
    kind = expected_kind(folded, wording)
    reading = read_scope(
        folded,
        find_regions=find_regions,
        today=today,
        wording=wording,
        compared=kind is Expects.COMPARISON,
    )
    compares = kind is Expects.COMPARISON or reading.several
    aim = None if compares else aim_in(folded)
    bare = _blank(folded, [*reading.spans, *([aim.span] if aim else [])])
    unit, after = unit_asked(bare)
    # 出庭率2019年是多少: without the year between them the words ask for a rate.
    plain = re.sub(r"(?<=\S) {2,}(?=\S)", "", bare)
    kind, basic = expected_kind(plain, wording), compared_kind(plain, wording)
    own_matter = _is_of_its_own(focus_words(bare, segment, wording), fold(context).text)
    if (
        context
        and not own_matter
        and kind is Expects.NUMBER
        and unit is None
        and expected_kind(context, wording) is Expects.RATE
    ):
        kind = basic = Expects.RATE
    if kind in (Expects.NAME, Expects.DEFINITION, Expects.LIST) and wording.asks_points.search(bare):
        kind = Expects.OVERVIEW
    if reading.scope.across and basic not in QUANTITATIVE and wording.ranking.search(bare):
        kind, basic = Expects.COMPARISON, Expects.NUMBER
    if reading.several and (kind is Expects.COMPARISON or basic in QUANTITATIVE):
        kind = Expects.COMPARISON
    elif kind is Expects.COMPARISON:
        kind = basic
    asked_phrase = _asked_phrase(bare, after, segment, wording)
    noun = asked_phrase[0] if asked_phrase else None
    if unit is None and basic is Expects.NUMBER:
        unit = unit_of_counted(bare, asked_phrase, wording)
    if unit is None:
        unit = next((u for noun, u in wording.unit_of_count.items() if noun in bare), None)
    if unit is None and basic is not Expects.RATE and COUNTS_PEOPLE.search(bare):
        unit = "人"
    # 二类(区域) is a word of the question; 80件 is a figure that it already knows.
    known = [figure for figure in find_quantities(bare) if figure.unit not in CLASS_UNITS]
    focus_text = _blank(bare, [(figure.start, figure.end) for figure in known])
    if kind in _SECTIONS:
        focus_text = _without_section(focus_text, kind, wording)
    if unit and after > 0 and bare[after - len(unit) : after] == unit:
        focus_text = focus_text[: after - len(unit)] + " " * len(unit) + focus_text[after:]
    words = focus_words(focus_text, segment, wording)
    if unit == "个" and (begins_with_person(bare, after) or counts_persons(noun, words, bare, wording)):
        unit = "人"
    if unit is None and basic is Expects.NUMBER and ASKED_LAST.search(bare):
        # 讨薪案件 are counted; 薪 is but what they are about.
        unit = unit_of_last(words, bare, wording)
    measured = measured_in(bare, wording) or paid_in(bare, wording)
    if kind is Expects.DURATION or (unit is not None and unit not in measured and unit not in ANY_MEASURE):
        # 产量有多少把, 收入过万的有多少户: the measure word that is asked for tells; 钱多久到手 asks no 钱.
        measured = frozenset()
    if unit is None and not measured and not own_matter and kind is not Expects.DURATION:
        # What is asked of next (那10万元以上的呢) is measured as before.
        measured = measured_in(context, wording)
    if unit is None and not measured and basic is Expects.NUMBER:
        unit = unit_of_last(words, bare, wording)
    return Question(
        asked=asked if asked is not None else text,
        text=text,
        expects=kind,
        focus=words,
        context=focus_words(fold(context).text, segment, wording) if context else (),
        unit=unit,
        asked_noun=noun,
        asked_phrase=asked_phrase,
        predicate=_predicate(bare, segment, wording),
        scope=reading.scope,
        phrase=wording.scaffold.sub("", re.sub(r"[?。!,的了]", "", focus_text)).strip(),
        verb=_verb_before(bare, segment, wording),
        document_field=_document_field(bare, wording),
        measured=measured,
        figures=tuple(figure.text for figure in known),
        articles=articles_in(folded),
        superlative=wording.superlative.search(bare) is not None,
        aimed=aim is not None and aim.is_named,
        wants_figure=(basic if kind is Expects.COMPARISON else kind) in QUANTITATIVE,
        wants_points=kind is Expects.FACT
        or (kind in POINTS and (kind is not Expects.LIST or noun is None or noun in wording.point_nouns)),
    )
