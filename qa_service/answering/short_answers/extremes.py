"""Who is first or last in anything that is measured: 仙女镇 of 其中仙女镇办案231件,数量最多, 税务局 of
税务局获得最高分96.5分, asked which had most.

The first is told as 最多, 居首位, 第一名 or 最高分, whichever the question says; the name stands behind
最多的是, in brackets, or opens the clause or the one before it. This module compares no figures.
"""

import re
from dataclasses import dataclass

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.superlative_cues import first_told
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.short_answers.asked_kinds import AskedKind, asked_kind
from qa_service.answering.short_answers.honours import honoured
from qa_service.answering.short_answers.names_of_kind import names_of_kind
from qa_service.answering.short_answers.spans import Span, span_of, text_of, the_one, trimmed
from qa_service.answering.short_answers.standings import standing
from qa_service.answering.short_answers.superlatives import most
from qa_service.answering.text.folding import fold

_LONGEST = 40
_NAMED = frozenset({Expects.NAME, Expects.PLACE})
_FIRST = (
    r"最(?:高|多|大|快|好|满意|显著|认可|热门|受欢迎|集中|突出|强烈|常见)(?!人民法院|人民检察院|[可能不达]|限|低|审)"
    r"|(?<![倒之])第(?:一|1)(?:名|位)?(?![批季个产书次线轮期大届类责时任步条部家座所支项台份件例])|居首|首位|榜首|头名|夺冠|冠军"
)
_SECOND = r"(?<!倒数)第(?:二|2)(?:名|位)?(?![批季个产次线轮期大届类责时任步])|亚军|其次|次之"
_THIRD = r"(?<!倒数)第(?:三|3)(?:名|位)?(?![批季个产次线轮期大届类责时任步方])|季军"
_LAST = (
    r"最(?:低|少|小|慢|差|短|晚)(?![可能不限])|垫[了]?底|末[位尾名]|倒数第(?:一|1)|最后一?[名位]"
    r"|(?<=[排居])最后"
)
_NAME_BEHIND = re.compile(
    r"(?:的?[^,。;:的是为\d]{0,6}?(?:是|为|当属|要数|:))(?P<who>(?!\d)[^,。;:]{2,40}?)(?=[,。;(:]|达[到\d]|占[比全\d]|$)"
)
_IN_BRACKETS = re.compile(r"[^,。;:()]{0,12}?[((](?P<who>[^,。;:()\d]{2,24})[))]")
_FIRST_OF_ROW = re.compile(
    r"(?:居|排|列|排名)前(?:[两三四五六七八九十]|\d{1,2})[位名]?的[^,。;:、]{0,8}?(?:分别|依次)?(?:是|为|有):?"
    r"(?P<who>[^,。;:、和]{2,20})(?=[、和])"
)
"""投诉量居前三位的是甲、乙和丙: of these the first."""
_BY_SHARE = re.compile(r"(?<![可得足予给加])以(?P<who>[^,。;:以\d]{2,20})$")
"""以婚姻家庭纠纷最多."""
_RATE = re.compile(r"(?P<of>[一-鿿]{2}率)$")
"""What is measured right before the mark: 败诉率最高 is no 应诉率最高."""
_STANDINGS = (_FIRST, _LAST, _SECOND, _THIRD)
_ANY_STANDING = re.compile(
    rf"{'|'.join(_STANDINGS)}|[一二三特]等奖|[金银铜]奖|最|首[个家批]|唯一|领先|靠[前后]|前列"
)
_IN_TURN = re.compile(r"(?P<who>[^,。;:]{4,40}?)分(?:别?[位排]?列|别?获得?|居)(?P<groups>[^,。;:]{2,24})$")
_ITEM = re.compile(r"[^、和与及]{2,20}")
_OF_OTHERS = re.compile(rf"{'|'.join(_STANDINGS)}|[、和与]$")
_LONGEST_MEASURE = 10
_MATTER = re.compile(
    r"(?:.{0,40}(?:其中|涉及|反映|来自|集中[在于]|关于|[对以]))?(?P<who>(?:(?![在由被把排列居位])[^\d]){2,16}?)"
    r"(?:一[项类]|[类项种])?的?(?:领域|方面|案件|纠纷|问题|事项|申请|投诉|诉求|来电)?(?:的|有|为|达|共|数量|总量|件数|占比|比例|比重|评价|得分|办件量|申请量|投诉量){0,2}"
)
"""公安类 of 公安类申请最多, 工伤认定类 of 工伤认定类案件96件,数量最多: what sorts of matters are called."""
_MEASURE_ALONE = re.compile(
    r"(?:数量|总量|总数|件数|占比|比例|比重|评价|得分|办件量|申请量|投诉量)?(?:为|居|[排位]|位居)?"
)
_ENDS = re.compile(r"[,。;:()的达为有]|$")
"""The mark ends what is said: 单笔最高奖励1万元 puts nothing first."""
_FIGURE = re.compile(r"\d")
_SORTS = re.compile(r"哪一?(?:类|种|领域|方面|项|[个件](?:领域|方面|事|问题|行业|事项))|什么|啥")
_OWNED = re.compile(r"的[“《](?P<name>[^“”《》]{2,30})[”》]$")


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    wanted: re.Pattern[str]
    kind: AskedKind | None


def extreme(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The one; None where nobody asks for it, or the sentence does not say it just once."""
    if evidence.question.expects not in _NAMED:
        return None
    asked = _asked(evidence)
    if asked is None:
        return None
    found = the_one(_told(candidate, asked, evidence))
    if found is None and asked.wanted.pattern == _FIRST:
        rows = list(_FIRST_OF_ROW.finditer(candidate.sentence.text))
        start = candidate.sentence.start
        return span_of(candidate, *(start + at for at in rows[0].span("who"))) if len(rows) == 1 else None
    return found


def asks_extreme(question: Question) -> bool:
    """Whether one asks who is first or last in something, or next to these."""
    return _wanted(fold(question.text).text) is not None


def is_ordered(found: Span, candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``found`` is the one asked for: told by a rule that reads the order, beside a mark of the asked
    place and of no other, or in a sentence without any, whose cue (主要集中于) says as much."""
    rules = (extreme, most, standing, honoured)
    told = [span for rule in rules if (span := rule(candidate, evidence)) is not None]
    if told:
        return any(span.start < found.end and found.start < span.end for span in told)
    asked, sentence = _asked(evidence), candidate.sentence
    clause = sentence.folded.text[slice(*sentence.clauses[sentence.clause_at(found.start)])]
    if not _standings_in(sentence.text):
        return first_told(sentence.text, evidence.wording.superlative_cues) >= 0
    return asked is not None and _standings_in(clause) == [asked.wanted.pattern]


def _standings_in(text: str) -> list[str]:
    return [each for each in _STANDINGS if re.search(each, text)]


def is_of_no_order(candidate: Candidate, evidence: Evidence) -> bool:
    """One asks who is first or last, and the sentence puts nobody anywhere, or only at other places."""
    wanted, text = _wanted(fold(evidence.question.text).text), candidate.sentence.text
    if wanted is None:
        return False
    told = _standings_in(text)
    if told and wanted not in told:
        return True
    return not _ANY_STANDING.search(text) and first_told(text, evidence.wording.superlative_cues) < 0


def _wanted(question: str) -> str | None:
    """The one standing that ``question`` names."""
    named = _standings_in(question)
    return named[0] if len(named) == 1 else None


def _asked(evidence: Evidence) -> _Asked | None:
    question = fold(evidence.question.text).text
    wanted = _wanted(question)
    if wanted is None:
        return None
    return _Asked(question, re.compile(wanted), asked_kind(evidence.question, evidence.wording))


def _told(candidate: Candidate, asked: _Asked, evidence: Evidence) -> list[tuple[float, Span]]:
    """Whom each of the sentence's marks of the asked place belongs to, and how much of what is asked its
    clause says."""
    sentence, text = candidate.sentence, candidate.sentence.folded.text
    found = []
    for mark in asked.wanted.finditer(text, sentence.start, sentence.end):
        at = sentence.clause_at(mark.start())
        start, end = sentence.clauses[at]
        rate = _RATE.search(text[start : mark.start()])
        if rate is not None and rate["of"] not in asked.question:
            continue
        said = _NAME_BEHIND.match(text, mark.end(), end) or _IN_BRACKETS.match(text, mark.end(), end)
        span = _behind(candidate, said, evidence) if said else _before(candidate, at, mark, asked, evidence)
        if span is not None and span.text not in asked.question:
            found.append((evidence.focus.coverage(evidence.focus.values(text[start:end])), span))
    return found


def _behind(candidate: Candidate, said: re.Match[str], evidence: Evidence) -> Span | None:
    """水乡小舫 of 周庄镇的“水乡小舫”, 清河镇 of 为清河镇."""
    owned = _OWNED.search(said["who"])
    if owned:
        start = said.start("who") + owned.start("name")
        return span_of(candidate, start, start + len(owned["name"]))
    return trimmed(candidate, *said.span("who"), evidence.wording, _LONGEST)


def _of_its_group(
    candidate: Candidate, in_turn: re.Match[str], asked: _Asked, evidence: Evidence
) -> Span | None:
    """市教育局 of 六工镇和市教育局分列乡镇组、部门组第一, asked who was first of the 部门组."""
    named = [match.span() for match in _ITEM.finditer(candidate.sentence.folded.text, *in_turn.span("who"))]
    groups = _ITEM.findall(in_turn["groups"])
    told = [at for at, group in enumerate(groups) if group in asked.question]
    if len(told) != 1 or len(named) != len(groups):
        return None
    return trimmed(candidate, *named[told[0]], evidence.wording, _LONGEST)


def _before(
    candidate: Candidate, at: int, mark: re.Match[str], asked: _Asked, evidence: Evidence
) -> Span | None:
    """The name in the clause of the mark; where that says but what was measured (数量最多), the one that the
    clause before it tells of."""
    by_share = _BY_SHARE.search(candidate.sentence.folded.text[: mark.start()])
    if by_share is not None and by_share.start() >= candidate.sentence.clauses[at][0]:
        return trimmed(candidate, *by_share.span("who"), evidence.wording, _LONGEST)
    if _SORTS.search(asked.question):
        ends = _ENDS.match(candidate.sentence.folded.text, mark.end()) is not None
        return _matter(candidate, at, mark.start(), evidence) if ends else None
    if asked.kind is None:
        return None
    clauses = candidate.sentence.clauses
    in_turn = _IN_TURN.search(candidate.sentence.folded.text, clauses[at][0], mark.start())
    if in_turn is not None:
        return _of_its_group(candidate, in_turn, asked, evidence)
    named = names_of_kind(candidate, clauses[at][0], mark.start(), asked.kind, evidence)
    if not named and at and mark.start() - clauses[at][0] <= _LONGEST_MEASURE:
        named = names_of_kind(candidate, *clauses[at - 1], asked.kind, evidence)
        named = named if len(named) == 1 else []
    return (
        named[-1]
        if named and not _OF_OTHERS.search(text_of(candidate, named[-1].end, mark.start()))
        else None
    )


def _matter(candidate: Candidate, at: int, end: int, evidence: Evidence) -> Span | None:
    """噪声扰民 of 其中反映噪声扰民的最多, up to the mark at ``end`` of clause ``at``; from the one before
    where this only says what was measured."""
    clauses, text = candidate.sentence.clauses, candidate.sentence.folded.text
    start = clauses[at][0]
    if at and _MEASURE_ALONE.fullmatch(text, start, end):
        start, end = clauses[at - 1]
        if _FIGURE.search(text, start, end) is None:
            return None
    figure = _FIGURE.search(text, start, end)
    end = figure.start() if figure else end
    said = _MATTER.fullmatch(text, start, end)
    if said is None or "、" in said["who"]:
        return None
    return trimmed(candidate, *said.span("who"), evidence.wording, _LONGEST)
