"""The bare fact inside the answering words: a figure, a date, a name, an enumeration, a clause.

What stands beside the words that the question already has is what it asks for: 区消防大队 in
其中区消防大队获得优秀组织奖, asked 哪个单位获得优秀组织奖. Quoted names and endings that suit the asked noun
(哪个村: …村) decide between several. None is given rather than a piece that only might be it. This module
does not read names of people without a surname from its list.
"""

import itertools
import re
from dataclasses import dataclass

from qa_service.answering.candidates import Candidate
from qa_service.answering.evidence import CONTACT, Evidence
from qa_service.answering.folding import fold
from qa_service.answering.question import QUANTITATIVE, Expects
from qa_service.answering.wording import Wording
from qa_service.quantities import DateMention, find_dates, find_quantities

_LONGEST_NAME = 32
_RUN = 3
_MARKS = re.compile(r"[“”‘’《》「」'\"]")
_TITLES = frozenset("长任记员授师官席理监办部局委院会级")
_LONGEST_CLAUSE = 40
_QUOTED = re.compile(r"《([^《》]{2,60})》|[“‘「『]([^“”《》「」『』]{2,40})[”’」』]")
_EDGE_MARKS = " ,。;:、!?.…"
_PART_OF_PERIOD = ("底", "初", "末", "中", "春", "夏", "秋", "冬")
_OPEN_END = "“《(‘"
_CLOSED_START = "”》)’"
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+(?:是|、)|\([一二三四五六七八九十\d]+\)|\d+[.、](?!\d))")
_AGENT = re.compile(r"由([^,。;:由]{2,24}?)(?:(?<!主)任|担任|牵头|负责|主持|兼任|承担)")
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}")
_PERSON = re.compile(r"(?P<name>[一-鿿]{2,4})(?:同志|先生|女士|等|$)")


@dataclass(frozen=True, slots=True)
class Span:
    """``text`` is the bare fact; ``start``/``end`` its folded span in the passage."""

    text: str
    start: int
    end: int


def short_answer(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The bare fact that ``candidate`` gives, or None when the question has none or it is not clear."""
    question = evidence.question
    if candidate.quantity is not None:
        return _span(candidate, candidate.start, candidate.end)
    if question.expects in QUANTITATIVE:
        return None
    if question.expects is Expects.DATE:
        return _date(candidate, evidence)
    if question.expects is Expects.CONTACT:
        return _contact(candidate)
    if question.expects in (Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST, Expects.FACT):
        return _name(candidate, evidence)
    if question.expects in (Expects.YES_NO, Expects.RATE):
        return _clause(candidate, evidence)
    return None


def _text(candidate: Candidate, start: int, end: int) -> str:
    return candidate.sentence.folded.text[start:end]


def _span(candidate: Candidate, start: int, end: int) -> Span:
    """The span with its words as the document writes them, without white space."""
    source_start, source_end = candidate.sentence.folded.source_span(start, end)
    return Span("".join(candidate.sentence.passage.text[source_start:source_end].split()), start, end)


def _matched(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    """Where ``text`` holds the question's words, merged, in order."""
    spans: list[tuple[int, int]] = []
    asked = "".join(evidence.question.asked_phrase)
    for term in evidence.focus.terms:
        # The asked noun is the kind of thing to be found (哪个村), and may be a part of its name.
        if term.text in asked or len(term.text) < 2:
            continue
        words = (word for word in (term.text, *term.synonyms) if len(word) > 1 and word in text)
        written = [word for word in words if word not in asked]
        for word in written:
            spans += [match.span() for match in re.finditer(re.escape(word), text)]
    if evidence.question.superlative:
        for cue in evidence.wording.superlative_cues:
            spans += [match.span() for match in re.finditer(re.escape(cue), text)]
    spans += _runs(text, fold(evidence.question.text).text, asked)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _repeats(name: str, question: str) -> bool:
    """Half of ``name`` stands in the question in one piece."""
    size = max(_RUN, (len(name) + 1) // 2)
    return any(name[at : at + size] in question for at in range(len(name) - size + 1))


def _runs(text: str, question: str, asked: str) -> list[tuple[int, int]]:
    """Where ``text`` repeats three or more characters of the question, its asked noun aside."""
    rest = _MARKS.sub("", question.replace(asked, " ") if asked else question)
    grams = {gram for at in range(len(rest) - _RUN + 1) if " " not in (gram := rest[at : at + _RUN])}
    kept = [position for position, character in enumerate(text) if not _MARKS.match(character)]
    plain = "".join(text[position] for position in kept)
    return [
        (kept[at], kept[at + _RUN - 1] + 1)
        for at in range(len(plain) - _RUN + 1)
        if plain[at : at + _RUN] in grams
    ]


def _date(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The date of the clause that says most of what was asked, or the one before it."""
    sentence = candidate.sentence

    def rank(mention: DateMention) -> tuple[float, int]:
        start, end = sentence.clauses[sentence.clause_at(sentence.start + mention.start)]
        text = _text(candidate, start, end)
        said = evidence.focus.coverage(evidence.focus.values(text))
        said += sum(0.5 for word in evidence.question.predicate if word in text)
        return said, -abs(candidate.start - sentence.start - mention.start)

    dates = find_dates(sentence.text)
    if not dates:
        return None
    best = max(dates, key=rank)
    start, end = sentence.start + best.start, sentence.start + best.end
    if _text(candidate, end, end + 1) in _PART_OF_PERIOD:
        end += 1
    return _span(candidate, start, end)


def _contact(candidate: Candidate) -> Span | None:
    sentence = candidate.sentence
    found = CONTACT.search(sentence.text)
    if not found:
        return None
    return _span(candidate, sentence.start + found.start(), sentence.start + found.end())


def _clause(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The clause that holds most of the question's words."""
    sentence = candidate.sentence

    def value(span: tuple[int, int]) -> float:
        return evidence.focus.coverage(evidence.focus.values(_text(candidate, *span)))

    start, end = max(sentence.clauses, key=value)
    return _trim(candidate, start, end, evidence.wording, _LONGEST_CLAUSE)


def _trim(candidate: Candidate, start: int, end: int, wording: Wording, longest: int) -> Span | None:
    """Take marks, numbering and function words off both edges."""
    changed = True
    while changed and start < end:
        changed = False
        text = _text(candidate, start, end)
        stripped = len(text) - len(text.lstrip(_EDGE_MARKS + _CLOSED_START))
        numbering = _NUMBERING.match(text[stripped:])
        if numbering:
            stripped += numbering.end()
        tail = len(text.rstrip(_EDGE_MARKS + _OPEN_END))
        if stripped or tail < len(text):
            start, end, changed = start + stripped, start + tail, stripped < tail
            continue
        for word in wording.edges_before:
            if text.startswith(word) and len(text) > len(word) + 1:
                start, changed = start + len(word), True
                break
        for word in wording.edges_after:
            if text.endswith(word) and len(text) > len(word) + 1:
                end, changed = end - len(word), True
                break
    if not 2 <= end - start <= longest:
        return None
    return _span(candidate, start, end)


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    value: float


def _name(candidate: Candidate, evidence: Evidence) -> Span | None:
    sentence = candidate.sentence
    gaps: list[_Piece] = []
    for start, end in sentence.clauses:
        outside = end <= candidate.start or start >= candidate.end
        gaps += _gap_pieces(candidate, start, end, evidence, -0.2 if outside else 0.0)
    if evidence.question.expects is Expects.PERSON:
        agent = _AGENT.search(_text(candidate, sentence.start, sentence.end))
        if agent:
            whole = _span(candidate, sentence.start + agent.start(1), sentence.start + agent.end(1))
            return _person(whole, candidate, evidence) or whole
        pieces = sorted(gaps, key=lambda piece: -piece.value)
        listed = next((piece.span for piece in pieces if _are_names(piece.span.text, evidence)), None)
        if listed:
            return listed
        persons = [p for piece in pieces if (p := _person(piece.span, candidate, evidence))]
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
        return _span(candidate, best.start, best.start + _text(candidate, best.start, best.end).index("、"))
    return best


def _are_names(text: str, evidence: Evidence) -> bool:
    """罗志鹏、杨秀梅: names of people and nothing else."""
    names = text.split("、")
    return len(names) > 1 and all(
        _NAMES.fullmatch(name) and name[0] in evidence.wording.surnames and name[-1] not in _TITLES
        for name in names
    )


def _is_organ(text: str, evidence: Evidence) -> bool:
    return text.endswith(evidence.wording.name_endings["单位"])


def _person(span: Span, candidate: Candidate, evidence: Evidence) -> Span | None:
    """A full name at the end of ``span``, by its surname."""
    text = span.text
    if _is_organ(text, evidence):
        return None
    for length in (3, 2, 4):
        if len(text) < length:
            continue
        name = text[-length:]
        if text[-length - 1 : -length].isdigit() or name[-1] in _TITLES:
            continue
        surname = name[:2] if length == 4 else name[:1]
        if surname in evidence.wording.surnames and re.fullmatch(r"[一-鿿]+", name):
            return _span(candidate, span.end - length, span.end)
    return None


def _endings(evidence: Evidence) -> tuple[str, ...]:
    phrase = "".join(evidence.question.asked_phrase)
    if not phrase:
        return ()
    known = [noun for noun in evidence.wording.name_endings if phrase.endswith(noun)]
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
    window = _text(candidate, start, end)
    asked = fold(evidence.question.text).text
    noun = "".join(evidence.question.asked_phrase) or " "
    matched = _matched(window, evidence)
    for match in _QUOTED.finditer(window):
        group = 1 if match.group(1) else 2
        inner = match.group(group)
        overlap = sum(max(0, min(b, match.end()) - max(a, match.start())) for a, b in matched)
        if inner in asked or overlap > 0.5 * len(inner) or _repeats(inner, asked.replace(noun, " ")):
            continue
        nearest = min((min(abs(match.start() - b), abs(a - match.end())) for a, b in matched), default=20)
        value = 0.35 + 0.5 / (1 + nearest) + _piece_value(inner, evidence)
        if match.group().startswith("《") and evidence.wording.titled.search(evidence.question.text):
            value += 0.4
        if evidence.question.expects is Expects.LIST:
            value -= 0.3
        last = evidence.question.asked_phrase[-1:]
        if last and window.startswith(last[0], match.end()):
            value += 0.5
        # A title is said with its brackets, another name without its quotation marks.
        bounds = match.span() if group == 1 else match.span(group)
        pieces.append(_Piece(_span(candidate, start + bounds[0], start + bounds[1]), value))
    return pieces


def _unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("“”", "《》", "()", "‘’", "（）"))


def _gap_pieces(
    candidate: Candidate, start: int, end: int, evidence: Evidence, handicap: float
) -> list[_Piece]:
    """The pieces of a clause between the question's words."""
    text = _text(candidate, start, end)
    matched = _matched(text, evidence)
    if candidate.sentence.folded.text[max(0, start - 1) : start] == ":" and start > candidate.sentence.start:
        whole = _trim(candidate, start, end, evidence.wording, _LONGEST_NAME)
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
    for (_, left), (right, _) in itertools.pairwise(edges):
        if right - left < 2:
            continue
        span = _trim(candidate, start + left, start + right, evidence.wording, _LONGEST_NAME)
        if span is None:
            continue
        if _unbalanced(span.text) or span.text in asked:
            continue
        announced = evidence.question.superlative and text[:left].endswith(evidence.wording.superlative_cues)
        value = (0.7 if announced else 0.2 + handicap) + 0.4 * share
        value += _piece_value(span.text, evidence) - 0.005 * len(span.text)
        pieces.append(_Piece(span, value))
    return pieces
