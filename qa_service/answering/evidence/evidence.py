"""Which words of the found passages answer the question: candidates, scored and in order.

A candidate is a sentence, and for questions after a figure one figure in it. What a sentence leaves out its
surroundings say: the words before it in its paragraph, the headings above it, the title; so the words of a
question may be found there too, at a discount. This module does not know how an answer is worded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from qa_service.answering.evidence.candidates import Candidate, Surroundings, in_order
from qa_service.answering.evidence.figures import BEFORE_VALUE, FigureReader
from qa_service.answering.evidence.formalities import is_formality
from qa_service.answering.evidence.superlative_cues import first_told
from qa_service.answering.questions.question import POINTS, Expects, Question
from qa_service.answering.questions.wording import Wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import SYNONYM_VALUE, Matcher, best_of
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.quantities import DateMention, find_dates
from vectorstore.passages import Passage
from vectorstore.token_likeness import TokenLikeness

if TYPE_CHECKING:
    from qa_service.answering.evidence.sureness import Sureness

CONTACT = re.compile(
    r"(?:\d{3,4}-)?\d{5,}(?:-\d+)?|(?<![\w.+-])[\w.+-]++@[\w.-]+|(?:https?://|www\.)[\w./?=&%-]+"
)
_QUOTED = re.compile(r"“[^”]{0,500}”|《[^》]{0,500}》")
_DAY = re.compile(r"哪一?天|几号|几月几[日号]|哪一?日")
_LIST_LEAD = re.compile(r"下列|以下|如下|:$")
NO_CHANCES: Mapping[str, float] = MappingProxyType({})
CHANCE_VALUE, CHANCE_VALUE_IN_ALL = 1.0, 0.3
"""What a chance adds to a score: among passages that were searched for, and where all of a scope are at hand,
whose words then tell more."""
_HEADING_VALUE, _TITLE_VALUE = 0.8, 0.6
_OWN_TITLE_VALUE = 0.8
_CONTEXT_BEFORE = 0.6
_ASKED_SECTION = 0.5
_YEAR_IN_HEADING = re.compile(r"(20\d\d)年")
_WORTH_READING = 0.3
"""Below this coverage a sentence cannot answer, so neither it nor its figures are read."""


def dates_in(text: str, question: Question) -> list[DateMention]:
    """The dates that can say when: none of a quoted name (“2022年度先进”), days where a day is asked for."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [
        date
        for date in find_dates(text)
        if not any(start <= date.start < end for start, end in quoted)
        and (date.day is not None or not _DAY.search(question.text))
    ]


_PUT_FIRST = 0.4
"""What a sentence is worth that says which is most, where that is asked for."""
_GIVES_REASON = 0.3
_REASON = re.compile(
    r"(?:系|是|主要|多)因(?!此|素|果)|因为|由于|原因(?:主要)?(?:是|为|在于|:)|受[^,。;]{1,20}影响|鉴于|针对[^,。;]{1,40}(?:问题|情况|现象|难题|短板)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What passages under one ``heading`` (folded) of one document share: how well the title alone, and it
    and the heading, hold the words, and what the heading earns."""

    heading: str
    titled: Sequence[float]
    above: Sequence[float]
    bonus: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLikeness:
    """How well a passage with its headings meets the words of a question, and the one that it meets least of
    those that name things, 0–1; the cosine of its text with the question."""

    met: float
    least_met_noun: float
    cosine: float


@dataclass(frozen=True)
class Evidence:
    """The question's words, weighed, and how to find them; ``reader`` finds the bare fact in a sentence."""

    question: Question
    focus: Matcher
    context: Matcher
    wording: Wording
    reader: PassageReader | None = None
    complete: bool = False
    """All passages of the scope are at hand, not only those that a search found."""
    highest_chance: float = 0.0
    """The ranker's for the passage that it takes for the likeliest to answer."""
    likeness: TokenLikeness | None = None
    """None where another model than the one that ships embeds the library."""

    @cached_property
    def sureness(self) -> "dict[tuple[str, int, int, float, bool], Sureness]":
        """What ``sufficiency`` found for each candidate, which is asked of many times over."""
        return {}

    @cached_property
    def likeness_by_passage(self) -> dict[str, PassageLikeness]:
        """How near each passage that was looked at comes to the question."""
        return {}

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The words of the question that name things."""
        return self.reader.nouns(self.question) if self.reader else frozenset()

    @cached_property
    def _figures(self) -> FigureReader:
        return FigureReader(self.question, self.focus, self.wording, self.nouns)

    def candidates(
        self, passages: Iterable[tuple[Passage, str]], chances: Mapping[str, float] = NO_CHANCES
    ) -> list[Candidate]:
        """Candidates of ``passages`` (each with its document's title), best first.

        ``chances`` has, by id of the passage, how likely it is the one that answers.
        """
        found: list[Candidate] = []
        places: dict[tuple[tuple[str, ...], str], _Place] = {}
        for passage, title in passages:
            at = (passage.section, title)
            if at not in places:
                places[at] = self._place(*at)
            heading, titled, above = places[at].heading, places[at].titled, places[at].above
            bonus = places[at].bonus + self._headline_bonus(passage, titled)
            if self.question.articles:
                bonus += _ASKED_SECTION
            in_asked_section = bonus >= _ASKED_SECTION
            chance = chances.get(passage.passage_id)
            bonus += (CHANCE_VALUE_IN_ALL if self.complete else CHANCE_VALUE) * (chance or 0.0)
            # No sentence is covered better than its whole passage with what stands above it.
            within = self.focus.values(fold(passage.text).text)
            if (
                self.focus.terms
                and bonus <= 0.0
                and self.focus.coverage(best_of((1.0, within), (1.0, above))) < _WORTH_READING
            ):
                continue
            for sentence in sentences(passage):
                if self._asks_of_matter and is_formality(sentence):
                    continue
                found += self._of_sentence(
                    sentence, within, above, titled, heading, bonus, in_asked_section, chance
                )
        return in_order(found)

    @cached_property
    def _asks_of_matter(self) -> bool:
        """Who signed, and when, a signature tells; how much and whether it never does."""
        question = self.question
        return question.wants_points or question.wants_figure or question.expects is Expects.YES_NO

    def _place(self, section: Sequence[str], title: str) -> "_Place":
        heading = fold(" ".join(section)).text
        titled = self.focus.values(fold(title).text)
        return _Place(
            heading=heading,
            titled=titled,
            above=best_of((_HEADING_VALUE, self.focus.values(heading)), (_TITLE_VALUE, titled)),
            bonus=self._section_bonus(heading) + self._other_year(heading),
        )

    @cached_property
    def says_something(self) -> bool:
        """Whether the question holds a word that tells what it is about, and is asked of the documents."""
        if self.wording.small_talk.search(self.question.asked):
            return False
        words = (*self.focus.terms, *self.context.terms)
        return any(len(term.text) > 1 for term in words) or self.question.wants_points

    def has_kind(self, candidate: Candidate) -> bool:
        """Whether the sentence holds the kind of thing that is asked for: a date, a definition."""
        text = candidate.sentence.text
        if self.question.expects is Expects.DATE:
            return bool(dates_in(text, self.question))
        if self.question.expects is Expects.CONTACT:
            return CONTACT.search(text) is not None and self.wording.contact.search(text) is not None
        if self.question.expects is Expects.DEFINITION:
            return self.wording.definition.search(text) is not None
        return True

    def says_what_was_done(self, candidate: Candidate) -> bool:
        """The sentence holds what was done, in two words at least: 区长 in 区长信箱 tells of nobody."""
        held = [value for value in self.focus.values(candidate.sentence.text) if value >= SYNONYM_VALUE]
        return len(held) > 1 and candidate.direct >= 0.8

    def asks_whole_section(self, best: Candidate) -> bool:
        """有哪些不足 asks for the section; 仲裁方面有哪些不足 asks for what it says on one matter.

        A word is of the one matter when it stands in the best sentence but in no heading above it.
        """
        heading = fold(" ".join(best.sentence.passage.section)).text
        cues = {cue for group in self.wording.heading_cues.values() for cue in group}
        return not any(
            term.value_in(best.sentence.text) >= SYNONYM_VALUE
            and term.value_in(heading) < SYNONYM_VALUE
            and not any(cue in term.text or cue in term.synonyms for cue in cues)
            for term in self.focus.terms
        )

    def _other_year(self, heading: str) -> float:
        """A section on another year than the one asked for (the budget of the year to come)."""
        asked = self.question.scope.years
        named = [year for year in _YEAR_IN_HEADING.findall(heading) if int(year) not in asked]
        return -0.2 if asked and named and not any(str(year) in heading for year in asked) else 0.0

    def _headline_bonus(self, passage: Passage, titled: Sequence[float]) -> float:
        """Of several paragraphs that hold the words, the one that opens with them is about them."""
        if not self.question.wants_points:
            return 0.0
        opening = next(iter(sentences(passage)), None)
        if opening is None:
            return 0.0
        return 0.2 * self.focus.coverage(self._beside_title(self.focus.values(opening.text), titled))

    @staticmethod
    def _beside_title(values: Sequence[float], titled: Sequence[float]) -> tuple[float, ...]:
        """What a sentence says of the words, those of its document's own title weighed alike in all its
        sentences: where points are asked for they say nothing about which."""
        return best_of((1.0, values), (_OWN_TITLE_VALUE, titled))

    def _section_bonus(self, heading: str) -> float:
        """A plan is answered in the section on plans, a shortcoming in that on shortcomings."""
        expects = self.question.expects
        says = {name: any(cue in heading for cue in cues) for name, cues in self.wording.heading_cues.items()}
        if expects is Expects.PLAN:
            return _ASKED_SECTION if says["plan"] else 0.0
        if expects in (Expects.SHORTCOMING, Expects.REASON):
            return _ASKED_SECTION if says["shortcoming"] else 0.0
        if says["plan"]:
            # 打算什么时候开工 is answered where the plans are told, and so is what was aimed at.
            when = expects is Expects.DATE and self.wording.aim.search(self.question.text)
            return 0.0 if when or self.question.aimed else -0.3
        if not says["shortcoming"] or expects is Expects.YES_NO:
            return 0.0
        # What was done is not told where it is told what is lacking.
        return -0.3 if expects in POINTS else -0.1

    def _of_sentence(
        self,
        sentence: Sentence,
        within: Sequence[float],
        above: Sequence[float],
        titled: Sequence[float],
        heading: str,
        bonus: float,
        in_asked_section: bool,
        chance: float | None,
    ) -> list[Candidate]:
        """``within`` are the values of the whole passage."""
        # Most passages are one sentence.
        here = within if sentence.is_whole else self.focus.values_in_part(sentence.text, within)
        before = self.focus.values_in_part(sentence.before, within) if sentence.start else (0.0,) * len(here)
        around = best_of((1.0, here), (BEFORE_VALUE, before), (1.0, above))
        coverage = self.focus.coverage(around)
        direct = self.focus.coverage(here)
        if coverage == 0.0 and bonus <= 0.0 and self.focus.terms:
            return []
        bonus += 0.25 * self._context_coverage(sentence, heading)
        if self.question.wants_figure and coverage >= _WORTH_READING:
            surroundings = Surroundings(
                above=above, before=before, bonus=bonus, heading=heading, chance=chance
            )
            return self._figures.candidates(sentence, surroundings)
        # What a sentence does not hold, none of its clauses does.
        local = self._window(sentence, here) if direct else sentence.clauses[0][:2]
        held = self.focus.values_in_part(self._text(sentence, local), here)
        said, in_all = direct, coverage
        if self.question.wants_points:
            said = self.focus.coverage(self._beside_title(here, titled))
            in_all = self.focus.coverage(self._beside_title(around, titled))
            held = self._beside_title(held, titled)
        score = (
            0.4 * said + 0.35 * in_all + 0.25 * self.focus.coverage(held) + bonus + self._kind_bonus(sentence)
        )
        return [
            Candidate(
                sentence=sentence,
                start=local[0],
                end=local[1],
                score=score,
                coverage=coverage,
                direct=direct,
                chance=chance,
                in_asked_section=in_asked_section,
            )
        ]

    def _context_coverage(self, sentence: Sentence, heading: str) -> float:
        if not self.context.terms:
            return 0.0
        here, before = heading + sentence.text, sentence.before
        values = best_of((1.0, self.context.values(here)), (_CONTEXT_BEFORE, self.context.values(before)))
        return self.context.coverage(values)

    @staticmethod
    def _text(sentence: Sentence, span: tuple[int, int]) -> str:
        return sentence.folded.text[span[0] : span[1]]

    def _window(self, sentence: Sentence, here: Sequence[float]) -> tuple[int, int]:
        """The two neighbouring clauses that hold most of the question's words."""
        clauses = sentence.clauses
        if len(clauses) == 1:
            return clauses[0]
        best, best_value = (clauses[0][0], clauses[0][1]), -1.0
        for first in range(len(clauses)):
            for last in (first, first + 1):
                if last >= len(clauses):
                    continue
                span = (clauses[first][0], clauses[last][1])
                held = self.focus.values_in_part(self._text(sentence, span), here)
                value = self.focus.coverage(held) - 0.02 * (last - first)
                if value > best_value:
                    best, best_value = span, value
        return best

    def _kind_bonus(self, sentence: Sentence) -> float:
        expects = self.question.expects
        if expects is Expects.DATE:
            if not dates_in(sentence.text, self.question):
                return -0.2
            held = [word in sentence.text for word in self.question.predicate]
            return 0.2 + (0.3 * sum(held) / len(held) if held else 0.0)
        if self.question.superlative:
            told = first_told(sentence.text, self.wording.superlative_cues) >= 0
            return _PUT_FIRST if told else -_PUT_FIRST * (expects is Expects.NAME)
        if expects is Expects.DEFINITION:
            return 0.2 if self.wording.definition.search(sentence.text) else -0.2
        if expects is Expects.REASON:
            return _GIVES_REASON if _REASON.search(sentence.text) else 0.0
        if expects is Expects.LIST and _LIST_LEAD.search(sentence.text):
            return 0.15
        if expects is Expects.LIST:
            return 0.06 if "、" in sentence.text else 0.0
        return 0.0
