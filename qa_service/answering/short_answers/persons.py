"""A person's name at the end of some words: 孙继海 of 律师事务所主任孙继海.

By surname and length, and never a part of a longer word: 关效率 in 机关效率 is nobody. This module does not
find names without a surname of the list.
"""

import re
from collections.abc import Mapping

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.callings import called_to_end
from qa_service.answering.short_answers.offices import is_of_another_organ
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_NO_END = frozenset("长任记员授师官席理监办部局委院会级门构省市县区旗盟州镇乡村组股科所站司厅处队庭")
_ENDS_TITLE = _NO_END | frozenset("表人者记理家士生")
_GIVEN_NAME = 3
_COPULA = re.compile(r"[为是由]|[^一-鿿]")
_OPENING, _CLOSING = "“‘《「『", re.compile(r"[”’》」』]")
_PRONOUNS = frozenset("全各本该我")
_HAN = re.compile(r"[一-鿿]+")
_OFFICE_ASKED = re.compile(
    r"(?P<office>[^\W\d_的之和与里]{0,2}?(?:长|主任|书记|主席|经理|专家|联系人|代表|提案人|报告人|主持人|领导|[员师]))(?:(?:是|叫|由)?谁|叫什么|是哪一?位)"
    r"|哪一?[位名个](?P<which>(?:分管|主管|常务)?副?[^\W\d_的之和与里]{0,2}?"
    r"(?:长|主任|书记|主席|经理|领导(?!小组|班子|机构|岗位)|专家|委员|代表|[师员官授]))"
    r"|谁(?:是|担任|任|当选)"
)
_ANY_OFFICE = (
    r"(?:[省市县区州旗盟乡镇局厅处科股部院所站队校村组团行会事书]长|主任|书记|主席|常委|专员|督学"
    r"|调研员|巡视员|经理|领导)"
)
_BEHIND_NAME = frozenset("到在向对与和及于率带赴主兼任说指要就已也将等")
_GIVEN = re.compile(r"被|荣?获|喜获|当选|入选|评上|夺得|摘得|记(?=[个集])")
"""What is said right behind the name of who was honoured."""
_NAMES = ("nr", "ns", "nz")
_DONE = frozenset("vda")
_OTHERS = re.compile(r"有关|相关|其他|其它|所有|全体|负责|分管")
_NO_SURNAME = frozenset("pcudv")
"""Parts of speech of words that look like a surname: 于, 和, 任."""
_TAKES_ON = re.compile(r"(?:同志)?(?:兼任?|担任|出任|任)")
"""The office that is asked for stands behind the name: 水利局局长何永安兼任办公室主任."""
_COMMON = frozenset({"n", "v", "vn", "d", "a", "c", "p", "t", "m", "q", "f"})
_LAST_ONE = r"[一-鿿](?![一-鿿])"
_NAME = rf"(?:[一-鿿]{{2,3}}(?![一-鿿])|[一-鿿]{{3}}(?!{_LAST_ONE}))"
_NEXT_NAME = r"、[一-鿿]{2,4}(?:[,。;]|$)"
_NO_NAME = re.compile(r"[的兼任由等各和与其本我某]|同志|担任|负责|[长员局委府会室处科]$|主任$|书记$|主席$")
_OFFICES = ("长", "主任", "书记", "主席", "经理", "委员", "监督员", "人员", "人", "者", "代表", "领导")


def person_at_end(span: Span, candidate: Candidate, evidence: Evidence) -> Span | None:
    """A full name that ``span`` ends with; None where its last words are something else."""
    text = span.text
    if text.endswith(evidence.wording.name_endings["单位"]) or text in evidence.question.scope.regions:
        return None
    is_given = _GIVEN.match(candidate.sentence.folded.text, span.end) is not None
    if is_given and called_to_end(candidate, candidate.sentence.start, span.end, evidence) == span:
        return span
    edges = _edges(candidate, evidence)
    for length in (3, 2, 4):
        name = text[-length:]
        if len(text) < length or not _HAN.fullmatch(name) or name[-1] in _NO_END or name[0] in _PRONOUNS:
            continue
        if text[-length - 1 : -length].isdigit():
            continue
        before = _COPULA.split(candidate.sentence.folded.text[candidate.sentence.start : span.end - length])[
            -1
        ]
        if asks_for_holder(evidence) and 0 < len(before) <= _GIVEN_NAME and before[-1] not in _ENDS_TITLE:
            # 那顺乌力吉: a name that is longer than its surname tells.
            continue
        if _cut_from_quoted(candidate, span.end - length):
            continue
        surname = name[:2] if length == 4 else name[:1]
        whole = edges is None or {span.end - length, span.end} <= edges
        if _is_common_word(candidate, span.end - length, span.end, evidence):
            continue
        lead = candidate.sentence.folded.text[candidate.sentence.start : span.end - length]
        takes_on = _TAKES_ON.match(candidate.sentence.folded.text, span.end)
        if takes_on is None and is_of_another_organ(fold(evidence.question.text).text, lead):
            return None
        if surname in evidence.wording.surnames and whole:
            return span_of(candidate, span.end - length, span.end)
    return None


def holder(candidate: Candidate, evidence: Evidence) -> Span | None:
    """程立远 of 财政局局长程立远 and of 程立远任组长, asked who the 局长 or 组长 is; None where the sentence
    has no one such, or several."""
    asked = _OFFICE_ASKED.search(evidence.question.text)
    if asked and asked["which"] and evidence.question.expects is Expects.PERSON:
        return _who_did(candidate, asked["which"], evidence)
    office = asked["office"] if asked else None
    edges = _edges(candidate, evidence)
    if not office or edges is None:
        return None
    if (also := _also(candidate, office, evidence)) is not None:
        return also
    # 健委主任 of 卫健委主任: what stands before the office may be said otherwise.
    for start in range(max(1, len(office) - 1)):
        found = _holders(candidate, office[start:], edges, evidence)
        if found:
            return found[0] if len(found) == 1 else None
        alone = _named_alone(candidate, office[start:])
        if alone is not None:
            return alone
    return None


def _also(candidate: Candidate, office: str, evidence: Evidence) -> Span | None:
    """张立军 of 办公室主任由农牧局局长张立军兼任: who holds the ``office`` beside another one."""
    text = candidate.sentence.folded.text
    by = re.compile(rf"{re.escape(office)}(?:一职)?由(?P<who>[^,。;、]{{2,24}}?)(?:同志)?(?:兼任|兼)")
    match = by.search(text, candidate.sentence.start, candidate.sentence.end)
    if match is None:
        return None
    start, end = match.span("who")
    own = re.match(rf".*{_ANY_OFFICE}", text[start:end])
    start += own.end() if own else 0
    return span_of(candidate, start, end) if name_behind(candidate, start, evidence) == end else None


def name_behind(candidate: Candidate, start: int, evidence: Evidence) -> int | None:
    """Where the person's name ends that begins at ``start``, behind an office; None where nobody is named."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None:
        return None
    ends = {int(first): int(end) for first, end in zip(words.starts, words.ends, strict=True)}
    tags = dict(zip(ends, words.tags, strict=True))
    text = candidate.sentence.folded.text[: candidate.sentence.end]
    surnames = evidence.wording.surnames
    compound = text[start : start + 2] in surnames
    if start not in ends or not (compound or text[start : start + 1] in surnames):
        return None
    # A person may bear a name that a dictionary has for a place: 马建国.
    whole = _NAMES if ends[start] == start + _GIVEN_NAME else ("nr",)
    of_surname = tags[start] in _NO_SURNAME if ends[start] == start + 1 else tags[start] not in whole
    if of_surname and not compound:
        return None
    for length in (4, 3) if compound else (3, 2):
        end, name = start + length, text[start : start + length]
        if len(name) < length or not _HAN.fullmatch(name) or name[-1] in _NO_END:
            continue
        is_word_behind = end - 1 in ends and name[-1] in _BEHIND_NAME
        if end in ends.values() and not (is_word_behind and not _ends_in_and(text, end - 1, ends, tags)):
            return end + 1 if _ends_in_and(text, end, ends, tags) else end
    return None


def _ends_in_and(text: str, at: int, ends: Mapping[int, int], tags: Mapping[int, str]) -> bool:
    """Whether the 和 at ``at`` is a name's last letter: behind it somebody does something, and none is named
    (巴图孟和连续调处)."""
    if text[at : at + 1] != "和" or ends.get(at) != at + 1:
        return False
    return tags.get(at + 1, "n") in _DONE and not _OTHERS.match(text, at + 1)


def _who_did(candidate: Candidate, office: str, evidence: Evidence) -> Span | None:
    """谭家驹 of 副县长谭家驹分管政务公开, asked which 副县长 or 领导 does: named behind an office in the
    clause that says most of what is asked."""
    any_office = office.endswith("领导")
    for pattern in (_ANY_OFFICE,) if any_office else (rf"(?<!副){office}", office):
        found = _named_behind(candidate, re.compile(pattern), evidence)
        if found:
            best = max(value for value, _ in found)
            spans = {span.text: span for value, span in found if value == best}
            return next(iter(spans.values())) if len(spans) == 1 else None
    return None


def _named_behind(
    candidate: Candidate, office: re.Pattern[str], evidence: Evidence
) -> list[tuple[float, Span]]:
    """Who is named behind ``office``, with how much of what is asked the clause says."""
    text = candidate.sentence.folded.text
    found: list[tuple[float, Span]] = []
    for start, end in candidate.sentence.clauses:
        value = evidence.focus.coverage(evidence.focus.values(text[start:end]))
        for match in office.finditer(text, start, end):
            named = name_behind(candidate, match.end(), evidence)
            if named is not None:
                found.append((value, span_of(candidate, match.end(), named)))
    return found


def _is_common_word(candidate: Candidate, start: int, end: int, evidence: Evidence) -> bool:
    """Whether a word of the dictionary stands there that is nobody's name: 项目, 高度."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None:
        return False
    spans = zip(words.starts.tolist(), words.ends.tolist(), words.tags, strict=True)
    return any((left, right) == (start, end) and tag in _COMMON for left, right, tag in spans)


def _cut_from_quoted(candidate: Candidate, start: int) -> bool:
    """Whether a name at ``start`` is the rest of a quoted name: 谷丽人 of “龙谷丽人”."""
    before = candidate.sentence.folded.text[candidate.sentence.start : start]
    opened = max(before.rfind(mark) for mark in _OPENING)
    inner = before[opened + 1 :]
    return opened >= 0 and bool(inner) and not _CLOSING.search(inner) and inner[-1] not in _ENDS_TITLE


def _named_alone(candidate: Candidate, office: str) -> Span | None:
    """那仁图雅 of 股长为那仁图雅: a name that no surname tells, but nothing else stands behind the 为."""
    sentence = candidate.sentence
    name = r"[一-鿿]{2,6}|[一-鿿]{1,20}·[一-鿿·]{1,40}"
    told = rf"(?<!副){office}(?:为|是|:|由)(?P<name>{name})(?=[,。;)]|$)"
    found = [match for match in re.finditer(told, sentence.text) if not _NO_NAME.search(match["name"])]
    if len(found) != 1:
        return None
    start, end = found[0].span("name")
    return span_of(candidate, sentence.start + start, sentence.start + end)


def _holders(candidate: Candidate, office: str, edges: frozenset[int], evidence: Evidence) -> list[Span]:
    """Everybody who is said to hold ``office`` in the candidate's sentence, each once."""
    sentence = candidate.sentence
    text, asked = sentence.folded.text[: sentence.end], fold(evidence.question.text).text
    named = [
        match.span("name")
        for pattern in (
            rf"(?<!副){office}[:是为]? ?(?P<name>{_NAME})(?!{_NEXT_NAME})",
            rf"(?P<name>[一-鿿]{{2,3}})(?:兼?任|担任|当选为?)[^,。;:、副]{{0,20}}{office}",
        )
        for match in re.finditer(pattern, text[sentence.start :])
    ]
    spans = {
        (sentence.start + start, sentence.start + end)
        for start, end in named
        if text[sentence.start + start] in evidence.wording.surnames
        and text[sentence.start + end - 1] not in _NO_END
        and {sentence.start + start, sentence.start + end} <= edges
        and not is_of_another_organ(asked, text[sentence.start : sentence.start + start])
    }
    found = [span_of(candidate, start, end) for start, end in sorted(spans)]
    return list({span.text: span for span in found}.values())


def asks_for_holder(evidence: Evidence) -> bool:
    """Asked who holds an office or a title, which only a person or another office does."""
    return _OFFICE_ASKED.search(evidence.question.text) is not None


def may_hold(text: str) -> bool:
    """Whether ``text``, no person's name, may hold an office: 董事长, 出资人."""
    return text.endswith(_OFFICES)


def _edges(candidate: Candidate, evidence: Evidence) -> frozenset[int] | None:
    """Where words of the passage begin and end; None where nothing cuts it into words."""
    text = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    return None if text is None else frozenset((*text.starts.tolist(), *text.ends.tolist()))
