"""The name that answers 谁, 哪个X or 什么X: what stands in a sentence beside the words of the question.

县税务局 in 其中县税务局获得创意奖, asked 哪个单位获得创意奖. Quoted names and endings that suit
the asked noun (哪个村: …村) decide between several. None is given rather than a piece that might be it. This
module does not read names of people without a surname from its list.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.persons import person_at_end
from qa_service.answering.short_answers.repetition import matched_spans, repeats_half
from qa_service.answering.short_answers.spans import Span, span_of, text_of, trimmed
from qa_service.answering.text.folding import fold
from qa_service.quantities import find_quantities

LONGEST_NAME = 32
_TITLES = frozenset("长任记员授师官席理监办部局委院会级门构")
_OFFICES = ("长", "主任", "书记", "主席", "经理", "委员", "监督员", "人员", "领导", "负责人")
_QUOTED = re.compile(r"《([^《》]{2,60})》|[“‘「『]([^“”《》「」『』]{2,40})[”’」』]")
_AGENT = re.compile(r"由([^,。;:由]{2,24}?)(?:(?<!主)任|担任|牵头|负责|主持|兼任|承担)")
_ASKS_NAME = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,10})(?:叫(?:什么|啥|做什么)|的?名[字称](?:是|叫)什么)")
_SEVERAL = re.compile(r"、|[”》][“《]|和|与|以及|及")
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    value: float


def name_span(candidate: Candidate, evidence: Evidence) -> Span | None:
    sentence = candidate.sentence
    gaps: list[_Piece] = []
    for start, end in sentence.clauses:
        outside = end <= candidate.start or start >= candidate.end
        gaps += _gap_pieces(candidate, start, end, evidence, -0.2 if outside else 0.0)
    if evidence.question.expects is Expects.PERSON:
        agent = _AGENT.search(text_of(candidate, sentence.start, sentence.end))
        if agent:
            whole = span_of(candidate, sentence.start + agent.start(1), sentence.start + agent.end(1))
            return person_at_end(whole, candidate, evidence) or whole
        pieces = sorted(gaps, key=lambda piece: -piece.value)
        listed = next((piece.span for piece in pieces if _are_names(piece.span.text, evidence)), None)
        if listed:
            return listed
        persons = [p for piece in pieces if (p := person_at_end(piece.span, candidate, evidence))]
        if persons:
            return persons[0]
        pieces = [piece for piece in pieces if _is_organ(piece.span.text, evidence)]
    else:
        pieces = gaps + _quoted_pieces(candidate, evidence)
    pieces = [piece for piece in pieces if piece.value > 0]
    if not pieces:
        return None
    best = max(pieces, key=lambda piece: (piece.value, -piece.span.start)).span
    if evidence.question.superlative and "、" in best.text:
        # What is most stands first: 主要集中于房屋拆迁、行政赔偿.
        return span_of(
            candidate, best.start, best.start + text_of(candidate, best.start, best.end).index("、")
        )
    return best


def suits_asked(text: str, evidence: Evidence, *, untold: bool = True) -> bool:
    """Whether ``text`` looks like what is asked for: a name of a person or an organ, several things, a name
    that ends as such names do (哪个村: …村); ``untold`` where the question does not tell."""
    expects = evidence.question.expects
    if expects is Expects.PERSON:
        named = _is_name(text, evidence) or _are_names(text, evidence) or "·" in text
        return named or _is_organ(text, evidence) or text.endswith(_OFFICES)
    if expects is Expects.LIST:
        return _SEVERAL.search(text) is not None
    if _own_part(text, fold(evidence.question.text).text) != text:
        return True
    endings = _endings(evidence)
    if text.startswith("《") or not endings:
        return text.startswith("《") or untold
    return text.endswith(endings)


def _is_name(text: str, evidence: Evidence) -> bool:
    surname = text[:2] if len(text) == 4 else text[:1]
    return (
        _NAMES.fullmatch(text) is not None
        and surname in evidence.wording.surnames
        and text[-1] not in _TITLES
    )


def _are_names(text: str, evidence: Evidence) -> bool:
    """罗志鹏、杨秀梅: names of people and nothing else."""
    names = text.split("、")
    return len(names) > 1 and all(
        _NAMES.fullmatch(name) and name[0] in evidence.wording.surnames and name[-1] not in _TITLES
        for name in names
    )


def _is_organ(text: str, evidence: Evidence) -> bool:
    return text.endswith(evidence.wording.name_endings["单位"])


def _endings(evidence: Evidence) -> tuple[str, ...]:
    phrase = "".join(evidence.question.asked_phrase)
    if not phrase:
        return ()
    known = [noun for noun in evidence.wording.name_endings if phrase.endswith(noun)]
    # 哪个部门管人才引进: what follows the noun may be more than its name.
    known = known or [
        noun for noun in evidence.wording.name_endings if noun == evidence.question.asked_phrase[0]
    ]
    endings = evidence.wording.name_endings[max(known, key=len)] if known else ()
    return (*endings, phrase, evidence.question.asked_phrase[-1])


def _piece_value(text: str, evidence: Evidence) -> float:
    """How well a piece suits what is asked for, from its form alone."""
    value = 0.0
    if any(text.endswith(ending) for ending in _endings(evidence)):
        value += 0.6
    if evidence.question.expects is Expects.LIST:
        value += 0.5 if "、" in text else -0.2
    elif text.count("、") > 1:
        value -= 0.2
    if any(figure.text == text for figure in find_quantities(text)):
        value -= 0.5
    return value


def _quoted_pieces(candidate: Candidate, evidence: Evidence) -> list[_Piece]:
    """Quoted names near the question's words that are not words of the question themselves."""
    pieces = []
    start, end = candidate.sentence.start, candidate.sentence.end
    window = text_of(candidate, start, end)
    asked = fold(evidence.question.text).text
    noun = "".join(evidence.question.asked_phrase) or " "
    matched = matched_spans(window, evidence)
    for match in _QUOTED.finditer(window):
        group = 1 if match.group(1) else 2
        inner = match.group(group)
        own = _own_part(inner, asked)
        first, last_of_own = match.start(group), match.start(group) + len(own)
        overlap = sum(max(0, min(b, last_of_own) - max(a, first)) for a, b in matched)
        # “惠民通”惠民平台, asked what the 平台 is called, is a name for all that it shares with the question.
        heads_noun = _ASKS_NAME.search(asked) is not None and any(a <= match.end() < b for a, b in matched)
        repeats = overlap > 0.5 * len(own) or repeats_half(own, asked.replace(noun, " "))
        if own in asked or (repeats and not heads_noun):
            continue
        nearest = min((min(abs(match.start() - b), abs(a - match.end())) for a, b in matched), default=20)
        value = 0.35 + 0.5 / (1 + nearest) + _piece_value(inner, evidence) + (0.4 if own != inner else 0.0)
        if match.group().startswith("《") and evidence.wording.titled.search(evidence.question.text):
            value += 0.4
        if evidence.question.expects is Expects.LIST:
            value -= 0.3
        last = evidence.question.asked_phrase[-1:]
        if heads_noun or (last and window.startswith(last[0], match.end())):
            value += 0.5
        # A title is said with its brackets, another name without its quotation marks.
        bounds = match.span() if group == 1 else match.span(group)
        pieces.append(_Piece(span_of(candidate, start + bounds[0], start + bounds[1]), value))
    return pieces


def _own_part(inner: str, asked: str) -> str:
    """老李 of “老李调解室”, asked what a 调解室 is called."""
    named = _ASKS_NAME.search(asked)
    noun = named["noun"] if named else ""
    sizes = range(min(len(noun), len(inner) - 1), 1, -1)
    return next((inner[:-size] for size in sizes if inner.endswith(noun[-size:])), inner)


def _unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("“”", "《》", "()", "‘’", "（）"))


def _gap_pieces(
    candidate: Candidate, start: int, end: int, evidence: Evidence, handicap: float
) -> list[_Piece]:
    """The pieces of a clause between the question's words."""
    text = text_of(candidate, start, end)
    matched = matched_spans(text, evidence)
    if candidate.sentence.folded.text[max(0, start - 1) : start] == ":" and start > candidate.sentence.start:
        whole = trimmed(candidate, start, end, evidence.wording, LONGEST_NAME)
        return [_Piece(whole, 0.6 + _piece_value(whole.text, evidence))] if whole else []
    if not matched and not any(word in text for word in evidence.question.asked_phrase):
        return []
    asked = fold(evidence.question.text).text
    share = evidence.focus.coverage(evidence.focus.values(text))
    pieces = []
    if evidence.question.expects is not Expects.LIST:
        # A quoted name is a piece of its own.
        matched = sorted([*matched, *(match.span() for match in _QUOTED.finditer(text))])
    edges = [(0, 0), *matched, (len(text), len(text))]
    for (_, left), (right, _) in pairwise(edges):
        if right - left < 2:
            continue
        span = trimmed(candidate, start + left, start + right, evidence.wording, LONGEST_NAME)
        if span is None:
            continue
        if _unbalanced(span.text) or span.text in asked:
            continue
        announced = evidence.question.superlative and text[:left].endswith(evidence.wording.superlative_cues)
        value = (0.7 if announced else 0.2 + handicap) + 0.4 * share
        value += _piece_value(span.text, evidence) - 0.005 * len(span.text)
        pieces.append(_Piece(span, value))
    return pieces
