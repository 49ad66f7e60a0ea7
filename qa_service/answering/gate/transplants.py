"""Words that a statement takes from elsewhere in the passage: from a sentence that denies them, from the
other of two like things, from another effect of a cause.

A subtly wrong sentence says what a clause says and puts in a word of another: 离岗医生 where it is 在岗医生,
whose clause stands two sentences on. This module does not know which words the clause itself must hold.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from qa_service.answering.gate.alignment import Aligned, clauses_of
from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.answering.gate.likeness import Likeness, without_figures
from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Kind

_STANDS = 0.7
_DENIED = re.compile("不|未|无|非|除|禁|免|没")
_CAUSE = re.compile(
    "主要是(?!由)|主要(?:受|因)|主要原因是|原因是|由于|因为|因(?![此而素])|受(?=[^,。;]{2,16}(?:影响|拖累|带动))|得益于"
)
_PASSAGES_KEPT = 512
_ROLES = re.compile("[对向给比](?![应象外内策比照])|高于|低于|多于|少于|快于|慢于|大于|小于|优于|劣于")
_CAUSES_END = re.compile("[,。;:!?]")
_SHARE_OF = re.compile(
    r"占(?:全部|全市|全县|全区|全省)?([^,。;:占]{2,16}?)(?:的|比重|比例|总[数量额]的)?(?:比重|比例)?(?:达到?|为|是)?$"
)

_ByHead = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transplants:
    """What ``Elsewhere.of`` measures: counts of characters but for the last three, which count clauses."""

    foreign: float
    denied: float
    sibling: float
    cause_apart: float
    other_base: float
    roles_swapped: float

    def made(self) -> int:
        """How many kinds of them were found, but for what is only foreign."""
        return (
            (self.denied > 0)
            + (self.sibling > 0)
            + (self.cause_apart > 0)
            + (self.other_base > 0)
            + (self.roles_swapped > 0)
        )


@dataclass(frozen=True)
class Elsewhere:
    """Measures transplants; keeps what it found in the last passages. Thread-safe."""

    likeness: Likeness

    def of(self, statement: str, aligned: Sequence[Aligned], sentences: Sequence[Sentence]) -> Transplants:
        """``statement`` is folded, ``aligned`` its clauses beside the ``sentences`` of its passage."""
        clauses = [part for one in sentences for part in clauses_of(one)]
        foreign, denied = self._foreign(aligned, sentences)
        return Transplants(
            foreign=foreign,
            denied=denied,
            sibling=float(sum(self._is_of_sibling(one, clauses, sentences) for one in aligned)),
            cause_apart=self._cause_apart(statement, clauses),
            other_base=float(self._other_base(statement, sentences)),
            roles_swapped=float(any(self._swaps(one, clauses) for one in aligned)),
        )

    def _stands(self, word: str, text: str) -> bool:
        return self.likeness.value_in(word, text) >= _STANDS

    def _foreign(self, aligned: Sequence[Aligned], sentences: Sequence[Sentence]) -> tuple[float, float]:
        """How many characters of words of a clause only other sentences have than that which is nearest to it
        and those of its neighbours; at most, and of those that are denied there."""
        canonical = self.likeness.words.canonical
        most = most_denied = 0
        used = {id(one.sentence) for one in aligned}
        near = "".join(canonical(one.text) for one in sentences if id(one) in used)
        others = [part for one in sentences if id(one) not in used for part in clauses_of(one)]
        for one in aligned:
            foreign = denied = 0
            for word in self.likeness.content_words(one.text):
                if len(word) < 2 or self._stands(word, near):
                    continue
                held = [part for part in others if word in canonical(part)]
                if held:
                    foreign += len(word)
                    if not _DENIED.search(one.text) and all(_DENIED.search(part) for part in held):
                        denied += len(word)
            most, most_denied = max(most, foreign), max(most_denied, denied)
        return float(most), float(most_denied)

    def _is_of_sibling(self, one: Aligned, clauses: Sequence[str], sentences: Sequence[Sentence]) -> bool:
        """Whether the clause names one of several like things and what it says is said of another."""
        said = self._words(one.text)
        alike = self._siblings("\n".join(clauses))
        for before, head in pairwise(said):
            others = alike.get(head)
            if others is None or before not in others or others & set(said) - {before}:
                continue
            places = self._places(one, clauses, before + head)
            if places and all(self._other_governs(clauses, at, before, others) for at in places):
                return True
        return False

    def _places(self, one: Aligned, clauses: Sequence[str], named: str) -> list[int]:
        """Where the passage says the clause: the clauses with its figures, else those that are nearest to the
        rest of it."""
        figures = [q for q in figures_of(one.text) if q.kind not in {Kind.ARTICLE, Kind.ORDINAL}]
        if figures:
            return [
                at
                for at, part in enumerate(clauses)
                if any(says_same(figure, other) for figure in figures for other in figures_of(part))
            ]
        rest = one.text.replace(named, "")
        near = [self.likeness.nearness(rest, part) for part in clauses]
        return [at for at, value in enumerate(near) if value >= max(near) - 0.1]

    def _other_governs(self, clauses: Sequence[str], at: int, own: str, others: frozenset[str]) -> bool:
        """Whether going back from a clause another of the like things is named first."""
        canonical = self.likeness.words.canonical
        for part in reversed(clauses[: at + 1]):
            written = canonical(part)
            if own in written:
                return False
            if any(other in written for other in others):
                return True
        return False

    @cached_property
    def _words(self) -> Callable[[str], tuple[str, ...]]:
        """All words of folded text, the light ones too, in their canonical writing."""
        return lru_cache(maxsize=8 * _PASSAGES_KEPT)(
            lambda text: tuple(self.likeness.segment(self.likeness.words.canonical(without_figures(text))))
        )

    @cached_property
    def _siblings(self) -> Callable[[str], _ByHead]:
        return lru_cache(maxsize=_PASSAGES_KEPT)(self._find_siblings)

    def _find_siblings(self, passage: str) -> _ByHead:
        """By the word behind them, the words that tell like things of the passage apart: 餐饮 and 流通 before
        环节."""
        found: dict[str, set[str]] = {}
        for clause in passage.split("\n"):
            for before, head in pairwise(self._words(clause)):
                if len(before) > 1 and len(head) > 1 and before not in self.likeness.words.light:
                    found.setdefault(head, set()).add(before)
        return {head: frozenset(words) for head, words in found.items() if len(words) > 1}

    def _swaps(self, one: Aligned, clauses: Sequence[str]) -> bool:
        """Whether the clause says 乙对甲 where the passage says 甲对乙."""
        for match in _ROLES.finditer(one.text):
            before, behind = self._sides(one.text, match)
            for part in clauses:
                for other in _ROLES.finditer(part):
                    if other.group() != match.group():
                        continue
                    first, second = self._sides(part, other)
                    crossed = before & second and behind & first
                    if crossed and not before & first and not behind & second:
                        return True
        return False

    def _sides(self, text: str, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
        words = self.likeness.content_words
        return (
            frozenset(word for word in words(text[: match.start()]) if len(word) > 1),
            frozenset(word for word in words(text[match.end() :]) if len(word) > 1),
        )

    def _cause_apart(self, statement: str, clauses: Sequence[str]) -> float:
        """How many clauses the passage has between an effect of the statement and its cause, less one."""
        match = _CAUSE.search(statement)
        if match is None or len(clauses) < 3:
            return 0.0
        cause = _CAUSES_END.split(statement[match.end() :])[0]
        effect = statement[: match.start()].strip(",") or statement[match.end() + len(cause) :].strip(",。")
        if len(cause) < 3 or len(effect) < 3:
            return 0.0
        why = self._nearest(cause, clauses)
        what = [at for part in _CAUSES_END.split(effect) if part for at in [self._nearest(part, clauses)]]
        return float(max(0, min(abs(why - at) for at in what) - 1)) if what else 0.0

    def _nearest(self, text: str, clauses: Sequence[str]) -> int:
        near = [self.likeness.nearness(text, part) for part in clauses]
        return max(range(len(near)), key=near.__getitem__)

    def _other_base(self, statement: str, sentences: Sequence[Sentence]) -> int:
        """How many shares are of something that the sentence with that share does not name, another does."""
        canonical = self.likeness.words.canonical
        everything = canonical("\n".join(one.text for one in sentences))
        found = 0
        for figure in figures_of(statement):
            base = _SHARE_OF.search(statement[: figure.start]) if figure.kind is Kind.PERCENT else None
            if base is None:
                continue
            own = [
                canonical(one.text)
                for one in sentences
                if any(says_same(figure, q) for q in figures_of(one.text))
            ]
            words = [word for word in self.likeness.content_words(base[1]) if len(word) > 1]
            found += bool(own) and any(
                word in everything and not any(self._stands(word, text) for text in own) for word in words
            )
        return found
