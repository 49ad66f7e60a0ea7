"""Condensing: a follow-up and the turns before it become one question that stands alone.

By rule, since a rule can be checked: what a follow-up leaves out (region, year, topic) it inherits, what it
names it replaces. "沂源县呢?" asks the last question of 沂源县; "那满意率呢?" asks for another figure of
the same scope; "受理了多少?" keeps scope and topic; 为什么, 详细说说 and 还有呢 ask more about the topic,
第二点 about what the last answer said second; 比上一年涨了多少 asks for the change of what was asked about. A
message that stands alone, or names a document, inherits nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_service.answering.questions.asked_scope import FindRegions, read_scope
from qa_service.answering.questions.asked_units import is_measured_in, unit_asked
from qa_service.answering.questions.asked_years import in_words
from qa_service.answering.questions.changes import change_alone
from qa_service.answering.questions.corrections import Correction, read_correction
from qa_service.answering.questions.counterparts import asked_of_counterpart
from qa_service.answering.questions.focus import Segment, focus_words
from qa_service.answering.questions.passed import with_passed
from qa_service.answering.questions.points import headline_of, point_asked
from qa_service.answering.questions.question import POINTS, Expects, expected_kind
from qa_service.answering.questions.reckoning import (
    asks_relation,
    figure_of,
    is_of_several,
    related,
    without_each,
)
from qa_service.answering.questions.suits import as_in_court
from qa_service.answering.questions.wording import Wording, load_wording
from qa_service.answering.text.folding import fold

_FEW_WORDS = 3
_NOTHING_CORRECTED = Correction()
_ANOTHER_YEAR = re.compile(
    r"^(?:那么?|再)?(?:(?P<before>(?:它?的?)(?:上一?年度?|前一年|往前一年|头一年))|(?:下一年|次年|第二年|后一年|转年|来年))"
    r"(?:的?呢|的?情况|怎么样|如何|是多少|有多少)"
)

_INTERROGATIVE_END = re.compile(
    r"(?:一共|总共|共|大概)?(?:有|是|为|达到?)?(?:多少|几|哪些|什么|怎么样|如何|谁)(?:个|件|起|宗|人|名|次|场|家)?(?:[??。]|$)"
)
_AMOUNT = re.compile(r"(?:一共|总共|共|大概)?(?:有|是|为|达到?)?(?:多少|几)[万亿千百]{0,2}")
_INTERROGATIVE_START = re.compile(r"^(?:还|都|又)?(?:存在|有|是)?(?:哪些|什么|多少)")
_AIM_ONLY = re.compile(
    r"(?:它?的|其)?(?:预期|年度|计划)?(?:目标|任务|计划|指标|预期)(?:数|值|增速|增幅)?(?:是|为|有|定在?)?(?:多少|几|什么)?"
)
"""Whose aim it is only the question before tells."""
_WHO_OR_WHEN_ONLY = re.compile(
    r"(?:是|由|又|都|具体|主要|归){0,2}(?:谁|什么时候|什么时间|何时|哪一?[年天]|几月)"
    r"(?:来|在)?(?:负责|牵头|主管|管|承办|主办|组织|实施|办理|办|做|干|开展|启动|开始|完成)?(?:的|了|过)?"
)
"""Of what it asks who or when only the question before tells; what else the documents say of anybody, or of
any day, is no answer."""
_POINT_ONLY = re.compile(
    r"^(?:那么?)?(?:其中的?)?第[一二三四五六七八九十\d]{1,3}个?(?:点|条|项|个|方面|款|部分)"
)
_CHANGED = re.compile(r"同比[^,，。]{0,12}$")
_MORE = {
    "why": "{topic}的原因是什么,为什么",
    "detail": "详细介绍一下{topic}",
    "others": "还有哪些{topic}",
}

_ITS_BODIES = re.compile(r"^(?:那么?|其中)?,?(?P<bodies>各个?(?:单位|部门))")
_ORGAN_ALONE = re.compile(r"[一-鿿]{1,14}(?:局|委员会|委|办公室|厅|办事处|院|中心|支队|大队)")
"""A message that names but an organ, of which the library need hold nothing."""

NamesDocument = Callable[[str], bool]
"""Whether folded text names a document of the library."""

FindOrgans = Callable[[str], Sequence[str]]
"""The organs of the library's documents that folded text names, as it names them, longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A question that needs no earlier turn. ``context`` is topic taken over from earlier turns;
    ``year_inherited`` says that the year was named for another region, so it is a wish, not a demand.
    ``otherwise`` is the same in other words, empty where there are none."""

    text: str
    context: str = ""
    year_inherited: bool = False
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    regions: tuple[str, ...]
    years: tuple[int, ...]
    across: bool
    body: str
    """The message without its scope, its lead (那, 还有…) and its trailing 呢."""
    focus: tuple[str, ...]
    asks: Expects
    asks_itself: bool
    """It holds an interrogative of its own."""
    unit: str | None
    leans: bool
    """It refers back: by a pronoun, an ellipsis or a lead word."""
    whole: str = ""
    """The message as it is, without its correction."""
    alone: bool = False
    """It takes nothing over."""
    names_document: bool = False
    recent: str = ""
    """近三年, as it was said."""
    more: str = ""
    """What it asks more of: why, detail or others; then it says nothing else."""
    year_shift: int = 0
    """上一年 after a question on a year."""
    which: int | None = None
    """0 for 前者, -1 for 后者."""
    correction: Correction = _NOTHING_CORRECTED
    context: str = ""
    year_inherited: bool = False
    asked_of: tuple[str, ...] = ()
    """The regions of which the same was asked, turn by turn."""
    organ: str = ""
    """The organ whose work is asked about, as the body, or an earlier turn, names it."""

    @property
    def text(self) -> str:
        if self.alone and self.correction == _NOTHING_CORRECTED:
            return self.whole
        # 、 between regions keeps each of them a name of its own for the reader and the analyser.
        places = "各地" if self.across and not self.regions else "、".join(self.regions)
        if self.organ not in self.body:
            places += self.organ
        return f"{places}{self.recent or in_words(self.years)}{self.body}"


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept = [c for i, c in enumerate(text) if not any(start <= i < end for start, end in spans)]
    return "".join(kept)


def _read_turn(
    message: str,
    segment: Segment,
    find_regions: FindRegions,
    names_document: NamesDocument,
    find_organs: FindOrgans,
    today: date,
    wording: Wording,
) -> _Turn:
    folded, correction = read_correction(fold(message).text)
    compared = expected_kind(folded, wording) is Expects.COMPARISON
    reading = read_scope(folded, find_regions=find_regions, today=today, wording=wording, compared=compared)
    bare = _without(folded, reading.spans)
    words = wording.follow_up
    ellipsis = words.bare.search(folded) is not None
    leans = bool(ellipsis or words.lead.search(bare) or words.pronoun.search(bare))
    more = next((name for name, pattern in wording.more.items() if pattern.search(folded)), "")
    year_shift = _year_shift(folded)
    body = words.lead.sub("", bare)
    if ellipsis:
        body = words.ellipsis.sub("", body)
    body = words.pronoun.sub("", body).strip("的,?。 ")
    regions = reading.scope.regions + reading.scope.absent_regions
    # 十四五期间 stays in the words of the message.
    years = () if year_shift or reading.scope.period else reading.scope.years
    by_documents = reading.scope.recent or (reading.scope.relative and years and correction.years is None)
    recent = "".join(folded[a:b] for a, b in reading.spans if by_documents and "年" in folded[a:b])
    return _Turn(
        regions=regions if correction.regions is None else correction.regions,
        years=years if correction.years is None else correction.years,
        across=reading.scope.across,
        body=body,
        focus=with_passed(focus_words(body, segment, wording), body),
        asks=expected_kind(body, wording),
        asks_itself=words.interrogative.search(body) is not None,
        unit=unit_asked(body)[0],
        leans=leans or bool(more),
        whole=folded,
        recent=recent,
        names_document="《" in folded or names_document(folded),
        more=more,
        year_shift=year_shift,
        which=0 if "前者" in folded else -1 if "后者" in folded else None,
        correction=correction,
        organ=next(iter(find_organs(body)), "") or (body if _ORGAN_ALONE.fullmatch(body) else ""),
    )


def _year_shift(text: str) -> int:
    """上一年呢 counts from the year that was asked about, where a message says nothing else."""
    match = _ANOTHER_YEAR.search(text)
    return 0 if match is None else -1 if match["before"] else 1


def _follow(before: _Turn, turn: _Turn) -> _Turn:
    """What ``turn`` means after ``before``."""
    before, turn = replace(before, alone=False), _of_one_place(before, _pointed(before, turn))
    has_region = bool(turn.regions) or turn.across or turn.correction.regions is not None
    any_year = turn.correction.years == ()
    if turn.more:
        return replace(
            before,
            regions=turn.regions if has_region else before.regions,
            years=turn.years or (() if any_year else before.years),
            recent="" if turn.years or any_year else before.recent,
            body=_MORE[turn.more].format(topic=_topic(before)),
            leans=True,
        )
    if turn.names_document and not turn.leans:
        return replace(turn, alone=True)
    if change := change_alone(turn.body):
        return replace(
            before,
            regions=turn.regions if has_region else before.regions,
            years=turn.years or (() if any_year or turn.recent else before.years),
            recent=turn.recent or ("" if turn.years or any_year else before.recent),
            body=f"{_CHANGED.sub('', _topic(before))}{change}",
        )
    if before.organ and turn.organ and turn.organ == turn.body and not has_region:
        # But another organ was named: the earlier question, asked of that one.
        return replace(
            before,
            years=turn.years or (() if any_year else before.years),
            body=before.body.replace(before.organ, turn.organ),
            organ=turn.organ,
        )
    if not has_region and (asked := asked_of_counterpart(before.body, turn.body)):
        return replace(before, years=turn.years or before.years, body=asked)
    if asks_relation(turn.body) and (several := _several(before, turn)) is not None:
        return several
    if not turn.focus and (has_region or turn.years or turn.recent) and turn.asks not in POINTS:
        # Only a scope was named: the earlier question, asked of that scope.
        years = turn.years or (() if any_year or turn.recent else before.years)
        return replace(
            before,
            recent=turn.recent or ("" if turn.years or any_year else before.recent),
            regions=turn.regions if has_region else before.regions,
            years=years,
            year_inherited=bool(turn.regions) and not turn.years,
            asked_of=tuple(dict.fromkeys(before.asked_of + before.regions + turn.regions)),
        )
    if has_region and not turn.leans:
        return replace(turn, alone=True)
    if not turn.leans and not before.regions and len(turn.focus) > _FEW_WORDS:
        return replace(turn, alone=True)
    inherits_topic = turn.leans or len(turn.focus) <= _FEW_WORDS
    body = turn.body if turn.asks_itself or not turn.leans else turn.body + _question_of(before, turn)
    if _AIM_ONLY.fullmatch(turn.body) or _WHO_OR_WHEN_ONLY.fullmatch(turn.body):
        body = _topic(before) + body
    return replace(
        turn,
        regions=turn.regions if has_region else before.regions,
        years=turn.years or (() if any_year or turn.recent else before.years),
        recent=turn.recent or ("" if turn.years or any_year else before.recent),
        body=body,
        context=f"{before.context} {before.body}".strip() if inherits_topic else "",
        year_inherited=(has_region and not turn.years) or (before.year_inherited and not turn.years),
        asked_of=() if has_region else before.asked_of,
        organ=turn.organ or ("" if has_region or not inherits_topic else before.organ),
    )


def _several(before: _Turn, turn: _Turn) -> _Turn | None:
    """``turn``, which asks how figures relate, of the figures asked for before; None where it was but one."""
    # 哪里 among those that were asked about; 各地 is all of them.
    all_of_them = turn.across and "哪" not in turn.whole
    regions = turn.regions or (() if all_of_them or before.across else before.regions)
    across = all_of_them or before.across
    if len(regions) < 2 and not across:
        regions = before.asked_of
    of_all = is_of_several(before.body)
    if len(regions) < 2 and not across and not of_all:
        return None
    if of_all:
        regions = turn.regions or before.regions
    topic = without_each(_topic(replace(before, body=figure_of(before.body))))
    return replace(
        before,
        regions=regions,
        across=across and not regions,
        years=turn.years or (() if before.year_inherited else before.years),
        body=related(topic, turn.body, before.unit),
        leans=True,
    )


def _pointed(before: _Turn, turn: _Turn) -> _Turn:
    """``turn`` with the region that 前者 and 后者 mean and the year that 上一年 means."""
    if turn.which is not None and not turn.regions and len(before.regions) > 1:
        turn = replace(turn, regions=(before.regions[turn.which],))
    if turn.year_shift and before.years:
        from_year = min(before.years) if turn.year_shift < 0 else max(before.years)
        turn = replace(turn, years=(from_year + turn.year_shift,), focus=(), asks=Expects.FACT)
    return turn


def _of_one_place(before: _Turn, turn: _Turn) -> _Turn:
    """``turn`` on 各单位 after a question on one place, which are the place's own and no places."""
    bodies = _ITS_BODIES.match(turn.whole) if turn.across and not turn.regions else None
    if bodies is None or len(before.regions) != 1:
        return turn
    return replace(turn, across=False, body=bodies["bodies"] + turn.body)


def _topic(before: _Turn) -> str:
    """What the earlier question is about, without its interrogative: 成功率(是多少), 挽回损失(多少万元)."""
    body = before.body
    if before.unit and (amount := _AMOUNT.search(body)):
        body = body[: amount.start()] + body[amount.end() :].removeprefix(before.unit)
    return _INTERROGATIVE_START.sub("", _INTERROGATIVE_END.sub("", body)) or before.body


def _question_of(before: _Turn, turn: _Turn) -> str:
    """The bare interrogative of the earlier question: 满意率(呢?) after 多少件 still asks how much."""
    if before.unit and turn.asks is not Expects.RATE:
        # What has a name of its own is counted in a measure word of its own, which nobody has said.
        own = len(turn.focus) > 1 or not is_measured_in(turn.body, before.unit, load_wording())
        return "有多少" if own else f"有多少{before.unit}"
    interrogatives = {
        Expects.NUMBER: "是多少",
        Expects.RATE: "是多少",
        Expects.COMPARISON: "是多少",
        Expects.DURATION: "要多久",
        Expects.DATE: "是什么时候",
        Expects.PERSON: "是谁",
        Expects.REASON: "是为什么",
        Expects.HOW: "怎么做",
        Expects.PLAN: "有什么打算",
    }
    return interrogatives.get(before.asks, "")


def condense(
    messages: Sequence[str],
    *,
    segment: Segment,
    find_regions: FindRegions,
    today: date,
    names_document: NamesDocument = lambda _: False,
    find_organs: FindOrgans = lambda _: (),
    said: str = "",
) -> Standalone:
    """The last of ``messages`` (a user's, oldest first) as a question that stands alone; ``said`` is the
    answer to the one before it."""
    first = fold(messages[0]).text
    if len(messages) == 1 and read_correction(first)[1] == _NOTHING_CORRECTED:
        return Standalone(text=first)
    wording = load_wording()

    if wording.small_talk.search(fold(messages[-1]).text):
        return Standalone(text=fold(messages[-1]).text)
    # 谢谢 in between is no question that anything could follow.
    messages = as_in_court([m for m in messages if not wording.small_talk.search(fold(m).text)])

    def read(message: str) -> _Turn:
        return _read_turn(message, segment, find_regions, names_document, find_organs, today, wording)

    turn = read(messages[0])
    for message in messages[1:-1]:
        # What an earlier answer said second is not known any more; the topic goes on without it.
        turn = turn if _POINT_ONLY.search(fold(message).text) else _follow(turn, read(message))
    if len(messages) > 1:
        last = read(messages[-1])
        headline = headline_of(said, point_asked(fold(messages[-1]).text)) if said else ""
        if headline:
            # What the answer says second is what is asked about; what the question was about is context.
            body = f"{headline}的具体内容是什么" if last.asks in POINTS or not last.unit else last.body
            turn = replace(turn, body=body, context=_topic(turn), leans=True)
        else:
            turn = _follow(turn, last)
    return Standalone(
        text=turn.text,
        context=turn.context,
        year_inherited=turn.year_inherited,
        otherwise=_otherwise(turn),
    )


def _otherwise(turn: _Turn) -> str:
    """Of another region in whatever is counted there: 提供咨询8000件 for 咨询多少人次."""
    amount = _AMOUNT.search(turn.body) if turn.year_inherited and turn.unit else None
    if amount is None or turn.unit is None:
        return ""
    rest = turn.body[amount.end() :].removeprefix(turn.unit)
    return replace(turn, body=f"{turn.body[: amount.start()]}有多少{rest}").text
