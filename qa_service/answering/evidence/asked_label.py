"""Which of several figures of a sentence bears the label that is asked for: 报考268人,实到251人,合格233人.

The figures of a sentence share what leads up to the first of them, and each has words of its own; who asks
实际到场的有多少人 names the words of one. So every character of the question is looked for in a figure's own
words and, for somewhat less, in what the sentence says before them; what stands right before the
interrogative tells most, and words of a label that the question lacks speak against it. This module does not
know whether a sentence answers at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from qa_service.answering.evidence.candidates import Candidate, in_order
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figure_words import FigureWords, words_around
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.meant_by_form import counted_as_asked, ends_of_change, meant_by_form
from qa_service.answering.evidence.negated import asked_negated, is_negated
from qa_service.answering.evidence.part_in_next import part_in_next
from qa_service.answering.evidence.qualifiers import load_qualifiers
from qa_service.answering.evidence.verbatim_labels import verbatim
from qa_service.answering.evidence.wholes import PARTS_FOLLOW
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import SYNONYM_VALUE, Term
from qa_service.answering.text.sentences import Sentence

_OF_THE_FIRST, _OF_THOSE_BETWEEN = 0.95, 0.6
"""What is said of the first figure leads up to the others; what is said of those between is theirs."""
_SYNONYM_BESIDE_WORD = 0.3
"""Of a synonym, where the sentence has the very word elsewhere."""
_OF_THE_KEY, _OF_ITS_END, _OF_A_YEAR = 2.0, 3.0, 0.2
_UNASKED_OF_FIRST, _MOST_OF_FIRST = 0.75, 2
_UNASKED, _MOST_UNASKED = 1.0, 4
"""What the first figure's words tell besides is who did it and what; a later one's tell it from the first."""
_LEAST_AHEAD, _HALF = 0.75, 0.5
_A_LITTLE, _SENTENCES = 0.001, 6
_SHORTEST, _LONGEST_KEY, _NOUN = 2, 8, 4
_TO_WHOM = "对向给为"
_ABBREVIATION, _ATTRIBUTE = 2, "性"
_WORD = re.compile(r"[㐀-鿿0-9a-z]+")
_INTERROGATIVE = re.compile(r"多少|百分之几|几")
_BEFORE_IT = re.compile(
    r"(?:一共|总共|合计|共|大概|大约|分别|到底|究竟|各|的|了|过|掉|有|是|为|占|达|数){1,6}$"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_BOUNDARY = re.compile(r"[,;:。?!]|(?:19|20)\d\d年|里面?|其中|当中|(?<![高初集])中(?![央心学国小医标介])|的")
_NOT_MEANT = re.compile(
    r"\(?(?:而?不是|不含|不包括|不算|(?<![拆清废扣解免消排根铲切开驱删去革剔])除了?)[^,;。?)]{2,20}\)?"
)
"""行政执法人员(不是部门负责人): what is said to be left out."""
_FORMER = re.compile(r"(?:[由从]|原来的?)[^,。;、\d]{0,9}[\d.]{1,20}")
"""服务窗口由21个增加至65个: of the first of two the second says nothing but that."""
_BOTH_ENDS = re.compile(r"[从由](?:多少|几)[^,。?]{0,12}?[到至为成]了?(?:多少|几)")
_ONSET = ("由", "从")
_PAUSE = re.compile(r"[、,;:(]")
_LIGHT = re.compile(
    r"其中|(?:增加?|减少?|提高|提升|扩大|调整|降低?|上升|下降|压缩)[至到为]|[、,;:(（)）“”‘’\s]|完成|实现|开展|进行|总计|共计|经|共|累计|年内|全[省市县区州旗年]|已|约|的|为|有|是|达|了|及|和|与|并"
)


def by_label(candidates: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """``candidates`` (best first), of each sentence among the first the figure whose label is asked for
    before the others of its unit."""
    question = evidence.question
    if not question.wants_figure or question.expects is Expects.COMPARISON:
        return list(candidates)
    text = _NOT_MEANT.sub("", fold(question.text).text)
    is_former = evidence.wording.former.search(text) and not load_qualifiers().asked_change.search(text)
    wants_both = _BOTH_ENDS.search(text) is not None
    asked = _Asked(question, text, evidence.focus.terms, wants_both=wants_both, is_former=bool(is_former))
    candidates = part_in_next(candidates, evidence.focus.terms)
    found, settled = list(candidates), set[tuple[str, int]]()
    for best in candidates:
        at = (best.sentence.passage.passage_id, best.sentence.start)
        if at in settled or best.quantity is None:
            continue
        settled.add(at)
        find = _beside_cell if isinstance(best, Cell) else _labelled
        meant = find(best, candidates, asked)
        if meant is not best:
            at_place = found.index(best) if isinstance(meant, Cell) else _place_of(meant, found)
            found[at_place] = replace(meant, score=best.score + _A_LITTLE)
        if len(settled) == _SENTENCES:
            break
    return in_order(found)


def _place_of(meant: Candidate, found: Sequence[Candidate]) -> int:
    same = (each.sentence is meant.sentence and each.quantity is meant.quantity for each in found)
    return list(same).index(True)


def _labelled(best: Candidate, candidates: Sequence[Candidate], asked: "_Asked") -> Candidate:
    """The one of ``candidates`` of the sentence of ``best`` whose own words are asked for; ``best`` where
    they do not tell."""
    best = counted_as_asked(best, candidates, asked.question)
    unit = best.quantity.unit if best.quantity else None
    rivals = [
        each
        for each in candidates
        if each.sentence.start == best.sentence.start
        and each.sentence.passage is best.sentence.passage
        and each.quantity is not None
        and each.quantity.unit == unit
        and not isinstance(each, Cell)
    ]
    places = _places(best.sentence)
    if len(rivals) > 1 and asked.wants_both:
        return _both_ends(best, rivals, places)
    if asked.is_former:
        ends = ends_of_change(best, rivals, places)
        return ends[0] if ends else best
    best = verbatim(best, rivals, places, asked.text)
    meant = meant_by_form(best, rivals, places, asked.question, asked.text, asked.terms)
    if meant is not None:
        return meant
    if len(rivals) < 2 or places[best.start].is_superseded:
        return best
    rivals = [each for each in rivals if each is best or asked.may_mean(places[each.start])]
    labels = _labels([places[each.start] for each in rivals], best.sentence)
    if asked.negated is not None:
        # What is said of those that did speaks for none of those that did not.
        without = [each for each, label in zip(rivals, labels, strict=True) if asked.negates(label)]
        return without[0] if len(without) == 1 else best
    values = [asked.value_of(label) for label in labels]
    top = max(range(len(rivals)), key=values.__getitem__)
    second = max((value for number, value in enumerate(values) if number != top), default=0.0)
    if values[top] - second < _LEAST_AHEAD:
        return best
    other = labels[rivals.index(best)]
    tells = asked.tells_apart(labels[top], other) or _is_one_of_parts(labels[top], other, labels)
    return rivals[top] if tells else best


def _is_one_of_parts(part: "_Label", whole: "_Label", labels: "Sequence[_Label]") -> bool:
    """查处“黑导”“黑车”86起,其中“黑导”32起、“黑车”54起: the whole names each of its parts."""
    return whole.names(part) and any(whole.names(other) for other in labels if other is not part)


def _beside_cell(cell: Candidate, candidates: Sequence[Candidate], asked: "_Asked") -> Candidate:
    """Of a row that explains its figure in another cell (审结 | 149件 | 维持72件,纠错38件) the part that is
    asked for; else ``cell``."""
    row, unit = cell.sentence, cell.quantity.unit if cell.quantity else None
    parts = (
        each
        for each in candidates
        if each.quantity is not None
        and each.quantity.unit == unit
        and not isinstance(each, Cell)
        and each.sentence.passage is row.passage
        and row.start <= each.start < row.end
    )
    named = (each for each in parts if asked.ends_with(_lead(_places(each.sentence)[each.start])))
    part = next(named, None)
    return cell if part is None else replace(cell, start=part.start, end=part.end, quantity=part.quantity)


def _both_ends(best: Candidate, rivals: Sequence[Candidate], places: Mapping[int, FigureWords]) -> Candidate:
    """The candidate that spans 由18个增加到41个, of which ``best`` is one end; else that."""
    in_order = sorted(rivals, key=lambda each: each.start)
    for former, latter in pairwise(in_order):
        if best in (former, latter) and places[former.start].is_superseded:
            text = best.sentence.folded.text
            start = former.start - (text[former.start - 1 : former.start] in _ONSET)
            return replace(latter, start=start)
    return best


def _labels(places: Sequence[FigureWords], sentence: Sentence) -> "list[_Label]":
    """Those of ``places``, figures of ``sentence`` that may be meant."""
    first = min(places, key=lambda place: place.start)
    labels = [_Label.of(place, first, sentence) for place in places]
    # 投诉举报16件,其中投诉10件、举报6件: what the whole says of one part it does not say of the other.
    parts = [label.core for label in labels if label.is_part and len(label.core) >= _SHORTEST]
    return [
        replace(label, before=_without(label.before, (part for part in parts if part != label.core)))
        for label in labels
    ]


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "|")
    return text


def _places(sentence: Sentence) -> dict[int, FigureWords]:
    """The figures of ``sentence`` by where they begin."""
    figures = figures_in(sentence.text)
    places = [words_around(sentence, figures, number) for number in range(len(figures))]
    return {place.start: place for place in _without_shared_ends(places)}


def _without_shared_ends(places: Sequence[FigureWords]) -> Iterator[FigureWords]:
    """Of 省级对3个、市级对8个项目开展验收 what follows the last figure is said of all of them."""
    former: FigureWords | None = None
    for place in places:
        is_shared = former is not None and former.right == former.end and place.text[former.end] == "、"
        yield replace(place, right=place.end) if is_shared else place
        former = place


def _lead(place: FigureWords) -> str:
    # 27家律师事务所、9家法律服务所: behind a figure a pause begins the words of the next one.
    own = _PAUSE.split(place.lead)[-1] if place.left > place.clause_start else place.lead
    return _FORMER.sub("", own)


@dataclass(frozen=True, slots=True)
class _Label:
    """What ``sentence`` says of a figure itself (``own``; ``lead`` of it stands before the figure), up to the
    first figure of its kind and with it (``before``), and from there on to this one (``between``)."""

    own: str
    lead: str
    counted: str
    before: str
    between: str
    sentence: str
    is_first: bool

    @property
    def is_part(self) -> bool:
        return not self.is_first or PARTS_FOLLOW in self.lead

    @property
    def core(self) -> str:
        """What of the words before the figure tells something."""
        return _LIGHT.sub("", self.lead)

    def names(self, other: "_Label") -> bool:
        """Whether it holds what tells ``other``, and more."""
        return len(other.core) >= _SHORTEST and other.core != self.core and other.core in self.core

    def differs_in_one(self, other: "_Label") -> bool:
        """市检察院, 县检察院."""
        one, two = self.core, other.core
        return len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1

    @classmethod
    def of(cls, place: FigureWords, first: FigureWords, sentence: Sentence) -> "_Label":
        lead = _lead(place)
        # 27家律师事务所、9家法律服务所: what counts a thing of its own counts no other.
        until = min(first.end if place.counted else first.right, place.left)
        return cls(
            own=f"{lead}|{place.text[place.end : place.right]}",
            lead=lead,
            counted=place.counted[:_NOUN],
            before=place.text[sentence.start : until],
            between=place.text[until : place.left],
            sentence=sentence.text,
            is_first=place.start == first.start,
        )


@dataclass(frozen=True)
class _Asked:
    """The folded question ``text`` with its weighed words."""

    question: Question
    text: str
    terms: Sequence[Term]
    wants_both: bool
    is_former: bool
    """It asks how many there were before (原来), of 由18个增加到41个 the first."""

    def value_of(self, label: _Label) -> float:
        """How many of the question's characters tell of the label's figure, less what it says besides."""
        held = sum(
            weight * max(here, _OF_THE_FIRST * first, _OF_THOSE_BETWEEN * between)
            for weight, here, first, between in zip(
                self._weights,
                self._held(label.own, label),
                self._held(label.before, label),
                self._held(label.between, label),
                strict=True,
            )
        )
        unasked = self._unasked(label)
        if label.is_first:
            return held - _UNASKED_OF_FIRST * min(_MOST_OF_FIRST, unasked)
        return held - _UNASKED * min(_MOST_UNASKED, unasked)

    def may_mean(self, place: FigureWords) -> bool:
        """Whether it is no former figure (由21个), nor counts a thing that the question does not name."""
        counted = place.counted
        return not place.is_superseded and (
            len(counted) < _SHORTEST
            or any(counted[at : at + _SHORTEST] in self.text for at in range(len(counted) - 1))
        )

    def ends_with(self, label: str) -> bool:
        """Whether right before the interrogative it names what a figure is labelled with."""
        start, end = self._key
        core = _LIGHT.sub("", label)
        return len(core) >= _SHORTEST and self.text[start:end].endswith(core)

    def tells_apart(self, one: _Label, other: _Label) -> bool:
        """Whether the question has more than one character of the words of ``one`` that ``other`` lacks."""
        if self._attribute(one) >= 0 and not other.core.startswith(one.core[0]):
            return True
        named, unnamed = (label.core.strip(_TO_WHOM) for label in (one, other))
        if one.differs_in_one(other) and named in self.text and unnamed not in self.text:
            return True
        pairs = zip(self._held(one.own, one), self._held(other.own, other), strict=True)
        return sum(here - there > _HALF for here, there in pairs) >= _SHORTEST

    @cached_property
    def negated(self) -> str | None:
        """What is not so of those that it asks for."""
        return asked_negated(self.text)

    def negates(self, label: _Label) -> bool:
        """Whether the label says that what is asked to be not so is not."""
        return self.negated is not None and is_negated(self.negated, label.own)

    @cached_property
    def _key(self) -> tuple[int, int]:
        """Where the words right before the interrogative stand, or without any those behind it."""
        asks = _INTERROGATIVE.search(self.text)
        if asks is None:
            return 0, 0
        before = self.text[: asks.start()]
        end = len(_BEFORE_IT.sub("", before))
        breaks = list(_BOUNDARY.finditer(before, 0, end))
        start = breaks[-1].end() if breaks else 0
        if end - start < _SHORTEST:
            return asks.end(), len(self.text)
        return max(start, end - _LONGEST_KEY), end

    @cached_property
    def _weights(self) -> tuple[float, ...]:
        start, end = self._key
        weights = [_OF_THE_KEY if start <= at < end else 1.0 for at in range(len(self.text))]
        weights[max(start, end - _SHORTEST) : end] = [_OF_ITS_END] * min(_SHORTEST, end - start)
        for year in _YEAR.finditer(self.text):
            # All figures of a report are of its year.
            weights[year.start() : year.end()] = [_OF_A_YEAR] * len(year.group())
        return tuple(weights)

    def _held(self, words: str, label: _Label) -> list[float]:
        """For each character of the question how well ``words`` hold it, as part of two at least, 0–1."""
        held = [0.0] * len(self.text)
        for run in _WORD.finditer(self.text):
            for start in range(run.start(), run.end() - 1):
                if self.text[start : start + _SHORTEST] in words:
                    held[start] = held[start + 1] = 1.0
        for term in self.terms:
            value = SYNONYM_VALUE if any(word in words for word in term.synonyms) else 0.0
            value *= _SYNONYM_BESIDE_WORD if term.text in label.sentence else 1.0
            self._raise(held, term.text, value)
        if words is label.own:
            start, end = self._abbreviated(label.core)
            held[start:end] = [1.0] * (end - start)
            at = self._attribute(label)
            held[max(at, 0) : at + 1] = [1.0] * (at >= 0)
        return held

    def _attribute(self, label: _Label) -> int:
        """Where the question has 女 of 女教师 for a label that is 女性 alone; -1 for nowhere."""
        core = label.core
        is_attribute = len(core) == _ABBREVIATION and core[1] == _ATTRIBUTE and core not in self.text
        return self.text.find(core[0]) if is_attribute else -1

    def _raise(self, held: list[float], word: str, value: float) -> None:
        at = self.text.find(word)
        if value and at >= 0:
            held[at : at + len(word)] = [max(value, each) for each in held[at : at + len(word)]]

    def _abbreviated(self, short: str) -> tuple[int, int]:
        """Where the question writes out what ``short`` says in two characters: 实际到场 for 实到."""
        if len(short) != _ABBREVIATION or short in self.text:
            return 0, 0
        start, end = self._key
        found = re.compile(f"{re.escape(short[0])}[㐀-鿿]{{1,2}}{re.escape(short[1])}").search(
            self.text, start, end
        )
        return found.span() if found else (0, 0)

    def _unasked(self, label: _Label) -> int:
        """How many characters of the words before the figure, and of the noun behind it, neither the question
        has in a word nor, of a later figure, those before the first."""
        lead = f"{label.lead}|{label.counted}"
        for term in self.terms:
            if term.text not in label.sentence:
                lead = _without(lead, term.synonyms)
        rest = "|" if self._attribute(label) >= 0 else _LIGHT.sub("|", lead) or "|"
        said = self.text if label.is_first else f"{self.text}|{label.before}"
        pairs = [rest[at : at + _SHORTEST] in said for at in range(len(rest) - 1)]
        return sum(
            character != "|" and not before and not behind
            for character, before, behind in zip(rest, (False, *pairs), (*pairs, False), strict=True)
        )
