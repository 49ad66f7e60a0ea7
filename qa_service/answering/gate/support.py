"""Whether a passage bears out one sentence of an answer, and which of its words do.

A sentence is borne out when its hard facts stand in the passage (``facts``), each figure is said of the
same thing (``bearing``), enough of the words of each clause stand there, and nothing turns its meaning: a
negation more or less, 受理 for 办结, 可以 for 应当, an organ or a place that the passage does not name
there. All of it is text against text; the thresholds were measured on pairs written by hand
(``tests/answering/gate``). This module does not know what was asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qa_service.answering.citations import Quote
from qa_service.answering.gate.bearing import said_of_another
from qa_service.answering.gate.facts import Known, dates_of, figures_of, known, missing, says_same
from qa_service.answering.gate.gate_words import GateWords, load_gate_words
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.gazetteer import RegionMention
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

LEAST_COVERAGE = 0.7
LEAST_CLAUSE_COVERAGE = 0.5
_CLAUSES = re.compile(r"[^,:。;!?\n]+")
_AROUND_VALUE = 0.9
_TOUCHED = 0.5
_LONGEST_QUOTE = 240
_LIST_LEAD = re.compile("下列|以下|如下|之一|:$")
_OFFICES = ("局", "厅", "委员会", "办公室", "法院", "检察院", "支队", "大队", "派出所")
_FUNCTION = frozenset("由经报向的在对和与及被为是县市区省州旗")
_AGENT = re.compile(r"[由向报经]")
_EVERYWHERE = "的了在为是有和不"
_GONE = "\n"
_BOUNDS = {"超过", "低于", "高于", "少于", "多于"}
_BANS = re.compile("不得|禁止|严禁|不准|不能")
_NO_AGENT = ("于", "此")
_WORD = re.compile(r"[\u4e00-\u9fffa-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage of the evidence with its document."""

    passage: Passage
    document: DocumentSummary
    known: Known
    sentences: tuple[Sentence, ...]
    orders: tuple[tuple[int, int], ...] = ()
    """Spans in the passage's text of words to an assistant; they are in none of ``sentences``."""

    @classmethod
    def of(cls, passage: Passage, document: DocumentSummary) -> "Source":
        words = load_gate_words()
        found = sentences(passage)
        # What follows an order belongs to it: the words to say, the address to give.
        written = [passage.text[slice(*s.folded.source_span(s.start, s.end))] for s in found]
        first = next((at for at, text in enumerate(written) if words.is_order(text)), len(found))
        orders = found[first:]
        text = fold(passage.text).text
        for order in orders:
            text = f"{text[: order.start]}{_GONE * (order.end - order.start)}{text[order.end :]}"
        return cls(
            passage=passage,
            document=document,
            known=known(text, passage.section, document, is_order=words.is_order),
            sentences=tuple(found[:first]),
            orders=tuple(s.folded.source_span(s.start, s.end) for s in orders),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``reason`` is a stable word for what fails, empty where nothing does; ``coverage``, 0 to 1, is the
    share of the words that the passage holds; ``quote`` the words of the passage that bear the sentence
    out."""

    reason: str
    coverage: float
    quote: Quote | None = None

    @property
    def holds(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aligned:
    """A clause of the statement with the sentence and the clause of the passage nearest to it."""

    text: str
    coverage: float
    sentence: Sentence
    nearest: str
    touched: str
    """The nearest clause and those of its sentence of which the statement's clause says the most part."""


@dataclass(frozen=True)
class Judge:
    """Judges sentences; ``segment`` cuts words, ``find_regions`` finds places. Thread-safe."""

    segment: Callable[[str], Sequence[str]]
    find_regions: Callable[[str], Sequence[RegionMention]]
    words: GateWords = field(default_factory=load_gate_words)

    def judge(self, statement: str, source: Source) -> Verdict:
        """Whether ``source`` bears out ``statement``, a sentence without marks."""
        said = fold(statement).text.strip("。;!?,:、 ")
        if not said or not source.sentences:
            return Verdict(reason="empty", coverage=0.0)
        held = source.known
        if self.words.is_order(statement):
            return Verdict(reason="order", coverage=0.0)
        if not figures_of(said) and not dates_of(said) and not self.content_words(said):
            return Verdict(reason="empty", coverage=0.0)
        lacking = missing(said, held) or self._strange_place(said, held)
        if lacking:
            return Verdict(reason=lacking, coverage=0.0)
        aligned = [self._align(clause, source) for clause in _clauses(said)]
        coverage = _mean(aligned)
        reason = self._turned(aligned, held, said) or self._uncovered(aligned, coverage)
        if reason:
            return Verdict(reason=reason, coverage=coverage)
        return Verdict(reason="", coverage=coverage, quote=_quote(aligned, source))

    def content_words(self, text: str) -> list[str]:
        """The words of folded ``text`` that say what, in their canonical writing."""
        return [
            word
            for word in self.segment(self.words.canonical(_without_figures(text)))
            if word not in self.words.light and _WORD.search(word)
        ]

    def value_in(self, word: str, text: str) -> float:
        """How well canonical ``text`` holds ``word``, 0–1: whole, as an abbreviation, or by most of its
        characters."""
        if word in text:
            return 1.0
        if len(word) == 1:
            return 0.0
        if len(word) <= 4 and re.search(".{0,3}".join(map(re.escape, word)), text):
            return 0.8
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        share = sum(pair in text for pair in pairs) / len(pairs)
        return 0.8 * share if share >= 0.5 else 0.0

    def coverage(self, words: Sequence[str], text: str, around: str) -> float:
        """The share of ``words``, by their length, that ``text`` holds, or at a discount what stands
        around it."""
        total = sum(map(len, words))
        if not total:
            return 1.0
        values = (
            max(self.value_in(word, text), _AROUND_VALUE * self.value_in(word, around)) * len(word)
            for word in words
        )
        return sum(values) / total

    def _align(self, clause: str, source: Source) -> _Aligned:
        words = self.content_words(clause)
        whole = self.words.canonical(source.known.text)
        around = self.words.canonical(source.known.around)
        best = max(source.sentences, key=lambda one: self._nearness(clause, words, one.text))
        text = self.words.canonical(best.text)
        parts = [source.known.text[start:end] for start, end in best.clauses]
        nearest = max(parts, key=lambda part: self._nearness(clause, words, part))
        said = self.words.canonical(clause)
        touched = [
            part
            for part in parts
            if part is nearest
            or self.coverage(self.content_words(part), said, "") >= _TOUCHED
            or _shared(part.strip(",:。;"), clause) >= _TOUCHED
        ]
        coverage = self.coverage(words, text, around)
        coverage = max(coverage, _AROUND_VALUE * self.coverage(words, whole, around))
        return _Aligned(
            text=clause, coverage=coverage, sentence=best, nearest=nearest, touched=",".join(touched)
        )

    def _nearness(self, clause: str, words: Sequence[str], text: str) -> float:
        """How near folded ``text`` of the passage is to a clause: by words, pairs of characters and
        figures."""
        figures = figures_of(clause)
        held = sum(any(says_same(figure, other) for other in figures_of(text)) for figure in figures)
        value = self.coverage(words, self.words.canonical(text), "") if words else 0.0
        return value + 0.5 * _shared(clause, text) + (held / len(figures) if figures else 0.0)

    def _uncovered(self, aligned: Sequence[_Aligned], coverage: float) -> str:
        if coverage < LEAST_COVERAGE:
            return "words"
        return "clause" if any(a.coverage < LEAST_CLAUSE_COVERAGE for a in aligned) else ""

    def _strange_place(self, said: str, held: Known) -> str:
        """A place that neither the passage nor its document names."""
        everywhere = held.text + "\n" + held.around
        for mention in self.find_regions(said):
            if mention.text not in everywhere and not any(
                path and path[-1] in held.places for path in mention.paths
            ):
                return "place"
        for word in self.segment(said):
            is_place = len(word) > 2 and word.endswith(self.words.place_endings)
            if is_place and word not in self.words.light and word[:-1] not in everywhere:
                return "place"
        return ""

    def _turned(self, aligned: Sequence[_Aligned], held: Known, said: str) -> str:
        """What turns the meaning of the passage; empty where nothing does."""
        novel = self._novel(said, held)
        if novel:
            return "novel"
        for one in aligned:
            if self._excluded(one, held):
                return "exclusive"
            if self._other_organ(one, held):
                return "organ"
            if self._negated(one):
                return "negation"
            if not self._status_stands(one, held):
                return "status"
        if self._spliced(aligned, held):
            return "spliced"
        return "bearing" if said_of_another(said, held, self.segment, self.words) else ""

    def _novel(self, said: str, held: Known) -> str:
        """A word of two characters or more of which the passage and its document hold nothing."""
        written = held.text + "\n" + held.around
        everywhere = self.words.canonical(written)
        for word in self.content_words(said):
            held_in_part = any(c in written for c in word if c not in _EVERYWHERE)
            if len(word) > 1 and not held_in_part and self.value_in(word, everywhere) == 0.0:
                return word
        return ""

    def _excluded(self, one: _Aligned, held: Known) -> bool:
        """The clause takes one of several alternatives, the passage another."""
        for group in self.words.exclusive:
            said = group.taken(one.text)
            if not said:
                continue
            written, anywhere = group.taken(one.touched), group.taken(held.text)
            if written and not said & written:
                return True
            if anywhere and not said & (anywhere | group.taken(held.around)):
                return True
        return False

    def _other_organ(self, one: _Aligned, held: Known) -> bool:
        """The passage says it of another organ: it does not name the clause's, or has one in its place."""
        everywhere = held.text + held.around
        for organ in self.words.organ.findall(one.text):
            if organ not in everywhere and organ.endswith(_OFFICES) and not _FUNCTION & set(organ[:2]):
                return True
        organs = [organ for organ in self.words.organ.findall(one.text) if organ not in held.around]
        if self._other_agent(one):
            return True
        if not organs:
            return False
        bare = self.words.organ.sub("", one.text)
        parts = [one.sentence.folded.text[start:end] for start, end in one.sentence.clauses]
        nearest = max(parts, key=lambda part: self._nearness(bare, self.content_words(bare), part))
        if all(organ in nearest for organ in organs):
            return False
        for match in self.words.organ.finditer(nearest):
            before = _AGENT.split(nearest[: match.start()])[-1]
            if match.group() not in one.text and not any(
                len(word) > 1 and word in before for word in self.content_words(bare)
            ):
                return True
        return False

    def _other_agent(self, one: _Aligned) -> bool:
        """由甲负责 where the passage has 由乙负责."""
        _, by, said = one.text.rpartition("由")
        parts = [one.sentence.folded.text[start:end] for start, end in one.sentence.clauses]
        agents = [part for part in parts if "由" in part]
        if not by or not agents or said.startswith(_NO_AGENT):
            return False
        agent, *rest = [word for word in self.content_words(said) if len(word) > 1] or [""]
        nearest = max(agents, key=lambda part: self._nearness("".join(rest), rest, part))
        return bool(agent) and self.value_in(agent, self.words.canonical(nearest)) == 0.0

    def _negated(self, one: _Aligned) -> bool:
        """One of the two denies what the other says."""
        said = self.words.without_false_negations(one.text)
        nearest = self.words.without_false_negations(one.touched)
        passage = self.words.without_false_negations(one.sentence.folded.text)
        if _BANS.search(one.text) and _BANS.search(one.touched):
            # Both forbid; what exactly, the other words tell.
            said, nearest, passage = (_BANS.sub("", text) for text in (said, nearest, passage))
        for key in _denied(nearest, self.words):
            if (
                key in said
                and not _is_denied(said, key, self.words)
                and not _is_plain(nearest, key, self.words)
            ):
                return True
        return any(
            key in passage and not _is_denied(passage, key, self.words) for key in _denied(said, self.words)
        )

    def _spliced(self, aligned: Sequence[_Aligned], held: Known) -> bool:
        """A condition of one sentence with the consequence of another that stands before it."""
        for condition, consequence in pairwise(aligned):
            if not condition.text.endswith(("的", "时")) or condition.sentence is consequence.sentence:
                continue
            one, other = condition.sentence.text, consequence.sentence.text
            own = condition.text in one and consequence.text in other
            if own and condition.text not in other and consequence.text not in one:
                return True
            if _LIST_LEAD.search(other):
                continue
            up_to = self.words.canonical(held.text[: consequence.sentence.end] + held.around)
            if any(self.value_in(word, up_to) == 0.0 for word in self.content_words(condition.text)):
                return True
        return False

    def _status_stands(self, one: _Aligned, held: Known) -> bool:
        """What the clause says became of a case, its sentence or what stands above it says too."""
        there = self.words.statuses(one.sentence.text) | self.words.statuses(held.around)
        return self.words.statuses(one.text) <= there


def _clauses(said: str) -> list[str]:
    return [match.group().strip() for match in _CLAUSES.finditer(said) if match.group().strip()]


def _mean(aligned: Sequence[_Aligned]) -> float:
    total = sum(len(one.text) for one in aligned)
    return sum(one.coverage * len(one.text) for one in aligned) / total if total else 0.0


def _shared(clause: str, text: str) -> float:
    """The share of the clause's pairs of characters that stand in the text."""
    pairs = [clause[at : at + 2] for at in range(len(clause) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _without_figures(text: str) -> str:
    """``text`` with 0 for each of its figures and dates."""
    spans = [(f.start, f.end) for f in figures_of(text)] + [(d.start, d.end) for d in dates_of(text)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}0{text[end:]}"
    return text


def _denied(text: str, words: GateWords) -> list[str]:
    """What stands behind each negation: two characters, or one where the clause ends."""
    found = []
    for match in words.negation.finditer(text):
        behind = re.match(r"[\u4e00-\u9fff]{1,2}", text[match.end() :])
        if behind and behind.group() not in _BOUNDS:
            key = behind.group()
            found.append(key if len(key) == 2 and key[1] not in "的了" else key[0])
    return found


def _is_denied(text: str, key: str, words: GateWords) -> bool:
    return key in _denied(text, words) or any(
        d.startswith(key) or key.startswith(d) for d in _denied(text, words)
    )


def _is_plain(text: str, key: str, words: GateWords) -> bool:
    """Whether ``key`` stands in the text without its negation as well."""
    return text.count(key) > sum(d.startswith(key) for d in _denied(text, words))


def _quote(aligned: Sequence[_Aligned], source: Source) -> Quote:
    """The sentences that bear it out where they are near to one another, else the one that does most."""
    best = max(aligned, key=lambda one: one.coverage * len(one.text)).sentence
    used = [one.sentence for one in aligned]
    first, last = min(s.start for s in used), max(s.end for s in used)
    if last - first > _LONGEST_QUOTE:
        first, last = best.start, best.end
    while last > first and best.folded.text[last - 1].isspace():
        last -= 1
    start, end = best.source_span(first, last)
    return Quote(passage=source.passage, start=start, end=end)
