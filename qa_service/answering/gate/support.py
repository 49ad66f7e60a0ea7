"""Whether a passage bears out one sentence of an answer, and which of its words do.

A sentence goes when a hard fact of it does not stand in the passage (``facts``). Whether its figures are
said of the same thing (``bearing``), whether enough of the words of each clause stand there and whether
anything turns its meaning (a negation more or less, 受理 for 办结, 可以 for 应当, an organ that the passage
does not name there) no check tells for certain: what they find is weighed (``signs``, ``weighing``). All of
it is text against text. This module does not know what was asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from qa_service.answering.citations import Quote
from qa_service.answering.gate.alignment import Aligned, align, covered
from qa_service.answering.gate.attachment import Attachments
from qa_service.answering.gate.bindings import Binder
from qa_service.answering.gate.changes import changed_otherwise
from qa_service.answering.gate.contrasts import contrasts
from qa_service.answering.gate.facts import ARGUABLE, Known, known, lacking, told_otherwise
from qa_service.answering.gate.figures import dates_of, figures_of, in_its_writing
from qa_service.answering.gate.gate_words import GateWords, load_gate_words
from qa_service.answering.gate.laid import Layer
from qa_service.answering.gate.likeness import Likeness
from qa_service.answering.gate.listings import all_of_listed, all_of_part, members_elsewhere
from qa_service.answering.gate.meaning import turns
from qa_service.answering.gate.places import Places
from qa_service.answering.gate.scopes import exceeds
from qa_service.answering.gate.signs import Seen, signs_of
from qa_service.answering.gate.slots import slots_of
from qa_service.answering.gate.superlatives import Held, held_by_figures
from qa_service.answering.gate.transplants import Elsewhere
from qa_service.answering.gate.weighing import Weighing, load_weighing
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.gazetteer import RegionMention
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

LEAST_COVERAGE = 0.5
_LEAST_WEIGHED = 0.05
"""With less a sentence is of another matter: of 1,079 right ones 23 have no more."""
_OF_ANOTHER = 2
"""So many characters of another figure's label: of 973 right ones 14 have as many, of 937 wrong ones 305."""
LEAST_CLAUSE_COVERAGE = 0.35
_LEAST_CLAUSE = 3
_LONGEST_QUOTE = 240
LONGEST = 600
"""No sentence is looked at as a whole that is longer, as time grows with its square; of 4,003 pairs the
longest has 72."""
_TEXTS_KEPT = 4096
_EVERYWHERE = "的了在为是有和不须由应向将"
_GONE = "\n"
_LEADS_IN = re.compile(
    r"(?:在|从|据|按|经|对).{0,14}(?:中|看|来看|显示|方面|上|下|后|以后)|.{0,6}如下|.{0,12}(?:分工|情况|要求|规定)"
)
_MANNER = frozenset({"v", "d", "a", "ad", "c", "p", "u", "f", "r", "t", "vd"})
"""Parts of speech, in ICTCLAS's letters, that say how and not what."""


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


@dataclass(frozen=True)
class Judge:
    """Judges sentences; ``segment`` cuts words, ``find_regions`` finds places, ``tag`` gives a text in pieces
    with their parts of speech in ICTCLAS's letters. Thread-safe."""

    segment: Callable[[str], Sequence[str]]
    find_regions: Callable[[str], Sequence[RegionMention]]
    tag: Callable[[str], Sequence[tuple[str, str]]]
    words: GateWords = field(default_factory=load_gate_words)

    @cached_property
    def likeness(self) -> Likeness:
        return Likeness(lru_cache(maxsize=_TEXTS_KEPT)(self.segment), self.words)

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.likeness)

    @cached_property
    def binder(self) -> Binder:
        return Binder(self.likeness)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        return Elsewhere(self.likeness)

    @cached_property
    def layer(self) -> Layer:
        return Layer(self.likeness, self.tag)

    @cached_property
    def places(self) -> Places:
        return Places(segment=self.segment, find_regions=self.find_regions, words=self.words)

    @cached_property
    def weighing(self) -> Weighing:
        return load_weighing()

    def judge(self, statement: str, source: Source) -> Verdict:
        """Whether ``source`` bears out ``statement``, a sentence without marks."""
        seen = self.look(statement, source)
        if isinstance(seen, Verdict):
            return seen
        if not self.weighing.holds(signs_of(seen)):
            return Verdict(reason=seen.found[0] if seen.found else "unlikely", coverage=seen.coverage)
        return Verdict(reason="", coverage=seen.coverage, quote=_quote(seen.aligned, source))

    def look(self, statement: str, source: Source) -> Seen | Verdict:
        """What is to be weighed of ``statement``, or the verdict where nothing is."""
        said = told_otherwise(fold(statement).text.strip("。;!?,:、 "), source.known.text)
        if not said or not source.sentences:
            return Verdict(reason="empty", coverage=0.0)
        if len(said) > LONGEST:
            return Verdict(reason="long", coverage=0.0)
        held = source.known
        if self.words.is_order(statement):
            return Verdict(reason="order", coverage=0.0)
        if not figures_of(said) and not dates_of(said) and not self.likeness.content_words(said):
            return Verdict(reason="empty", coverage=0.0)
        absent = lacking(said, held)
        certain = next((fact for fact in absent if fact not in ARGUABLE), "")
        if not certain and self.places.strange(said, held):
            certain = "place"
        if certain:
            return Verdict(reason=certain, coverage=0.0)
        said = in_its_writing(said, held.figures)
        aligned = align(said, source.sentences, held, self.likeness)
        coverage = covered(aligned)
        if coverage < _LEAST_WEIGHED:
            return Verdict(reason="words", coverage=coverage)
        found = [*absent]
        if self._is_novel(said, held):
            found.append("novel")
        found += turns(said, aligned, held, source.sentences, self.likeness)
        attachment = self.attachments.of(said, held.text, aligned)
        found += ["label"] * (attachment.contradicted > 0) + ["label"] * (attachment.called_sum > 0)
        bindings = self.binder.of(said, held.text, held.around)
        found += ["change"] * bindings.turned + ["spliced"] * bindings.spliced
        also = "label" in found or ("bearing" in found and not bindings.hold)
        found += ["label"] * (also and bindings.foreign >= _OF_ANOTHER)
        if bindings.hold:
            found = [name for name in found if name != "bearing"]
        figures = self.binder.figures
        most = held_by_figures(said, held.text, figures.of(said), figures.of(held.text))
        if most is Held.RIGHT:
            found = [name for name in found if name != "superlative"]
        found += ["superlative"] * (most is Held.WRONG)
        found += changed_otherwise(said, held.text, held.year)
        found += ["member"] * members_elsewhere(said, held, self.likeness)
        found += ["listed"] * all_of_listed(said, held, self.likeness)
        found += ["partly"] * all_of_part(said, held, self.likeness)
        found += exceeds(said, held.text, held.around, aligned, self.likeness)
        uncovered = self._uncovered(aligned, coverage)
        if uncovered:
            found.append(uncovered)
        return Seen(
            statement=said,
            aligned=aligned,
            coverage=coverage,
            held=held,
            sentences=source.sentences,
            found=found,
            attachment=attachment,
            bindings=bindings,
            transplants=self.elsewhere.of(said, aligned, source.sentences),
            contrasts=contrasts(aligned, held, figures.of(said), figures.of(held.text)),
            slots=slots_of(self.layer.lay(said, held.text, held.around), held.text, held.around),
            likeness=self.likeness,
        )

    def _uncovered(self, aligned: Sequence[Aligned], coverage: float) -> str:
        if coverage < LEAST_COVERAGE:
            return "words"
        return "clause" if any(self._is_bare(one) for one in aligned) else ""

    def _is_bare(self, one: Aligned) -> bool:
        """Whether a clause that says something finds hardly a word in the passage."""
        if one.coverage >= LEAST_CLAUSE_COVERAGE or _LEADS_IN.fullmatch(one.text):
            return False
        return sum(map(len, self.likeness.content_words(one.text))) >= _LEAST_CLAUSE

    def _is_novel(self, said: str, held: Known) -> bool:
        """Whether words of two characters or more are new: the passage and its document hold nothing of them.

        One verb or adverb may be how a paraphrase puts it; a thing that the passage lacks is invented.
        """
        written = held.text + "\n" + held.around
        everywhere = self.words.canonical(written)
        found = []
        for word in self.likeness.content_words(said):
            telling = [c for c in word if c not in _EVERYWHERE]
            there = sum(c in written for c in telling)
            held_in_part = 2 * there >= len(telling) if len(word) > 2 else bool(there)
            if len(word) > 1 and not held_in_part and self.likeness.near_in(word, everywhere) == 0.0:
                found.append(word)
        return len(found) > 1 or not all(self._is_manner(word) for word in found)

    def _is_manner(self, word: str) -> bool:
        return all(tag in _MANNER for _, tag in self.tag(word))


def _quote(aligned: Sequence[Aligned], source: Source) -> Quote:
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
