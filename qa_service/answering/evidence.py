"""Which words of the found passages answer the question: candidates, scored and in order.

A candidate is a sentence, and for questions after a figure one figure in it. What a sentence leaves out its
surroundings say: the words before it in its paragraph, the headings above it, the title; so the words of a
question may be found there too, at a discount. This module does not know how an answer is worded.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa_service.answering.folding import fold
from qa_service.answering.matching import SYNONYM_VALUE, Matcher, best_of
from qa_service.answering.question import CLASS_UNITS, POINTS, Expects, Question
from qa_service.answering.sentences import Sentence, sentences
from qa_service.answering.wording import Wording
from qa_service.quantities import Quantity, find_dates, find_quantities
from vectorstore.passages import Passage

_BEFORE, _HEADING, _TITLE, _AFTER, _FOLLOWING = 0.85, 0.8, 0.6, 0.5, 0.9
_LONGEST_NOUN = 8
_ASKED_SECTION = 0.5
CONTACT = re.compile(r"(?:\d{3,4}-)?\d{5,}(?:-\d+)?|[\w.+-]+@[\w.-]+|(?:https?://|www\.)[\w./?=&%-]+")
_SMALL_NUMERALS = frozenset("一二两三四五六七八九十")
_YEAR_IN_HEADING = re.compile(r"(20\d\d)年")
_FROM = re.compile(r"[由从][^,。;、]{0,5}$|原来(?:的)?$")
_TO = re.compile(r"[^,。;、]{0,8}(?:至|到|为|成)")
_COUNTED = re.compile(r"(?![的了并且等后余与和及被由为在将已均共占超达约全])[\u4e00-\u9fff“《]{1,8}")
_WORTH_READING = 0.3
"""Below this coverage a sentence cannot answer, so neither it nor its figures are read."""
_COUNTING = frozenset({"count", "measure", "money", "percent", "duration", "age", "multiple", "ratio"})
_FIGURE_KINDS = {
    Expects.NUMBER: _COUNTING,
    Expects.RATE: frozenset({"percent", "ratio"}),
    Expects.DURATION: frozenset({"duration", "age"}),
}


@lru_cache(maxsize=8192)
def _figures(text: str) -> tuple[Quantity, ...]:
    """The figures that count or measure; years, dates and article numbers do neither."""
    return tuple(
        figure
        for figure in find_quantities(text)
        if figure.kind in _COUNTING and not (figure.unit in CLASS_UNITS and figure.text[0] in _SMALL_NUMERALS)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """``start``/``end`` span the answering words in the sentence's folded text; ``coverage`` counts the
    surroundings in, ``direct`` the sentence alone; both are shares of the question's words, 0–1."""

    sentence: Sentence
    start: int
    end: int
    score: float
    coverage: float
    direct: float
    quantity: Quantity | None = None
    in_asked_section: bool = False
    """It stands under a heading that announces what is asked for (打算, 不足)."""


@dataclass(frozen=True)
class Evidence:
    """The question's words, weighed, and how to find them."""

    question: Question
    focus: Matcher
    context: Matcher
    wording: Wording

    @cached_property
    def _asked(self) -> str:
        """The question's own words in their order, without scope and interrogatives."""
        return "".join(self.question.phrase.split())

    def candidates(self, passages: Iterable[tuple[Passage, str]]) -> list[Candidate]:
        """Candidates of ``passages`` (each with its document's title), best first."""
        found: list[Candidate] = []
        for passage, title in passages:
            heading = fold(" ".join(passage.section)).text
            above = best_of(
                (_HEADING, self.focus.values(heading)), (_TITLE, self.focus.values(fold(title).text))
            )
            bonus = self._section_bonus(heading) + self._headline_bonus(passage) + self._other_year(heading)
            # No sentence is covered better than its whole passage with what stands above it.
            within = self.focus.values(fold(passage.text).text)
            if bonus <= 0.0 and self.focus.coverage(best_of((1.0, within), (1.0, above))) < _WORTH_READING:
                continue
            for sentence in sentences(passage):
                found += self._of_sentence(sentence, above, heading, bonus)
        found.sort(key=lambda c: (-c.score, c.sentence.passage.passage_id, c.start))
        return found

    @property
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
            return bool(find_dates(text))
        if self.question.expects is Expects.CONTACT:
            return CONTACT.search(text) is not None and self.wording.contact.search(text) is not None
        if self.question.expects is Expects.DEFINITION:
            return self.wording.definition.search(text) is not None
        return True

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

    def _headline_bonus(self, passage: Passage) -> float:
        """Of several paragraphs that hold the words, the one that opens with them is about them."""
        if not self.question.wants_points:
            return 0.0
        opening = next(iter(sentences(passage)), None)
        return 0.2 * self.focus.coverage(self.focus.values(opening.text)) if opening else 0.0

    def _section_bonus(self, heading: str) -> float:
        """A plan is answered in the section on plans, a shortcoming in that on shortcomings."""
        expects = self.question.expects
        says = {name: any(cue in heading for cue in cues) for name, cues in self.wording.heading_cues.items()}
        if expects is Expects.PLAN:
            return _ASKED_SECTION if says["plan"] else 0.0
        if expects in (Expects.SHORTCOMING, Expects.REASON):
            return _ASKED_SECTION if says["shortcoming"] else 0.0
        return -0.1 if says["plan"] or (says["shortcoming"] and expects is not Expects.YES_NO) else 0.0

    def _of_sentence(
        self, sentence: Sentence, above: Sequence[float], heading: str, bonus: float
    ) -> list[Candidate]:
        here = self.focus.values(sentence.text)
        before = self.focus.values(sentence.before) if sentence.start else (0.0,) * len(here)
        around = best_of((1.0, here), (_BEFORE, before), (1.0, above))
        coverage = self.focus.coverage(around)
        direct = self.focus.coverage(here)
        if coverage == 0.0 and bonus <= 0.0 and self.focus.terms:
            return []
        in_asked_section = bonus >= _ASKED_SECTION
        bonus += 0.15 * self._context_coverage(sentence, heading)
        if self.question.wants_figure and coverage >= _WORTH_READING:
            return self._of_figures(sentence, above, before, bonus)
        local = self._window(sentence)
        score = (
            0.4 * direct
            + 0.35 * coverage
            + 0.25 * self.focus.coverage(self.focus.values(self._text(sentence, local)))
            + bonus
            + self._kind_bonus(sentence)
        )
        return [
            Candidate(
                sentence=sentence,
                start=local[0],
                end=local[1],
                score=score,
                coverage=coverage,
                direct=direct,
                in_asked_section=in_asked_section,
            )
        ]

    def _context_coverage(self, sentence: Sentence, heading: str) -> float:
        if not self.context.terms:
            return 0.0
        text = heading + sentence.before + sentence.text
        return self.context.coverage(self.context.values(text))

    @staticmethod
    def _text(sentence: Sentence, span: tuple[int, int]) -> str:
        return sentence.folded.text[span[0] : span[1]]

    def _window(self, sentence: Sentence) -> tuple[int, int]:
        """The two neighbouring clauses that hold most of the question's words."""
        clauses = sentence.clauses
        best, best_value = (clauses[0][0], clauses[0][1]), -1.0
        for first in range(len(clauses)):
            for last in (first, first + 1):
                if last >= len(clauses):
                    continue
                span = (clauses[first][0], clauses[last][1])
                value = self.focus.coverage(self.focus.values(self._text(sentence, span))) - 0.02 * (
                    last - first
                )
                if value > best_value:
                    best, best_value = span, value
        return best

    def _kind_bonus(self, sentence: Sentence) -> float:
        expects = self.question.expects
        if expects is Expects.DATE:
            return 0.2 if find_dates(sentence.text) else -0.2
        if self.question.superlative:
            return 0.25 if any(cue in sentence.text for cue in self.wording.superlative_cues) else 0.0
        if expects is Expects.DEFINITION:
            return 0.2 if self.wording.definition.search(sentence.text) else -0.2
        if expects is Expects.LIST:
            return 0.06 if "、" in sentence.text else 0.0
        if expects in POINTS:
            return 0.0
        return 0.0

    def _of_figures(
        self, sentence: Sentence, above: Sequence[float], before: Sequence[float], bonus: float
    ) -> list[Candidate]:
        text = sentence.folded.text
        figures = _figures(sentence.text)
        found = []
        for number, figure in enumerate(figures):
            fit = self._fit(figure)
            if fit <= 0.0:
                continue
            start, end = sentence.start + figure.start, sentence.start + figure.end
            clause_start, clause_end = sentence.clauses[sentence.clause_at(start)]
            left = clause_start
            if number and sentence.start + figures[number - 1].end > clause_start:
                left = sentence.start + figures[number - 1].end
                # 46个部门单位988项事项: what directly follows a figure is counted by it.
                gap = text[left:start]
                if _TO.fullmatch(gap):
                    left = clause_start
                elif len(gap) <= _LONGEST_NOUN and "、" not in gap:
                    left = start
            right = clause_end
            if number + 1 < len(figures) and sentence.start + figures[number + 1].start < clause_end:
                right = sentence.start + figures[number + 1].start
                pause = text.find("、", end, right)
                right = pause if pause >= 0 else right
            right = max(right, end)
            local = self.focus.values(text[left:right])
            clause = self.focus.values(text[clause_start:right])
            lead = self.focus.values(text[sentence.start : end])
            rest = self.focus.values(text[end : sentence.end])
            following = self.focus.values(self._until_next_figure(sentence, figures, number))
            later = best_of((_AFTER, rest), (_FOLLOWING, following))
            around = best_of((1.0, clause), (0.95, lead), (1.0, later), (_BEFORE, before), (1.0, above))
            direct_values = best_of((1.0, clause), (0.95, lead), (1.0, later))
            if self._counts_something_else(text, left, end, right):
                around, direct_values = self._without_noun(around), self._without_noun(direct_values)
            coverage = self.focus.coverage(around)
            direct = self.focus.coverage(direct_values)
            score = (
                0.5 * coverage
                + 0.15 * direct
                + 0.2 * self.focus.coverage(local)
                + 0.16 * fit
                + 0.1 * self._nearness(text, left, start, end, right)
                + 0.14 * self._closeness(text[left:right])
                + self._counts_noun(text, left, start, end, right)
                + 0.08 * self._purity(text[left:start])
                + self._superseded(text, start, end)
                + self._in_order(text[left:start])
                + self._of_the_whole(text[sentence.start : end])
                + bonus
            )
            found.append(
                Candidate(
                    sentence=sentence,
                    start=start,
                    end=end,
                    score=score,
                    coverage=coverage,
                    direct=direct,
                    quantity=figure,
                )
            )
        return found

    def _until_next_figure(self, sentence: Sentence, figures: Sequence[Quantity], number: int) -> str:
        """What is said of a figure after it: 311名,全部参加了培训; empty where another figure comes first."""
        end = figures[number].end
        rivals = [figure.start for figure in figures[number + 1 :] if self._fit(figure) > 0.0]
        if not rivals:
            return sentence.text[end:]
        between = sentence.text[end : rivals[0]]
        # What leads up to the next figure, from its last pause on, is said of that one.
        return between[: max(between.rfind(mark) for mark in ",:、(") + 1]

    def _superseded(self, text: str, start: int, end: int) -> float:
        """由898平方米扩大至3263平方米 is 3263 now, unless what was before is asked for."""
        if not _FROM.search(text[max(0, start - 6) : start]) or not _TO.match(text[end : end + 10]):
            return 0.0
        return 0.15 if self.wording.former.search(self.question.text) else -0.25

    def _counts_noun(self, text: str, left: int, start: int, end: int, right: int) -> float:
        """46个[部门单位] for 多少个部门单位, or 规范性文件52件 where nothing follows the figure."""
        noun = self.question.asked_noun
        if not noun or len(noun) < 2:
            return 0.0
        counted = _COUNTED.match(text, end, right)
        return 0.12 if noun in (counted.group() if counted else text[left:start]) else 0.0

    def _purity(self, local: str) -> float:
        """The share of ``local`` that the question's words make up, 0-1."""
        written = 0
        for term in self.focus.terms:
            word = next((w for w in (term.text, *term.synonyms) if w in local), "")
            written += len(word)
        return min(1.0, written / len(local)) if local else 0.0

    def _counts_something_else(self, text: str, left: int, end: int, right: int) -> bool:
        """医院的248所心理服务室 is no number of 医院: what follows a figure is what it counts."""
        noun = self.question.asked_noun
        counted = _COUNTED.match(text, end, right)
        if not noun or not counted or text.startswith(noun, max(left, end - len(noun))):
            return False
        words = (noun, *self.wording.synonyms.get(noun, ()))
        return not any(word in counted.group() for word in words)

    def _without_noun(self, values: Sequence[float]) -> tuple[float, ...]:
        noun = self.question.asked_noun
        return tuple(
            0.0 if term.text == noun else value for term, value in zip(self.focus.terms, values, strict=True)
        )

    def _closeness(self, local: str) -> float:
        """The longest run of the question's own characters that stands in ``local``, as a share, 0–1."""
        asked = self._asked
        longest = 0
        for start in range(len(asked)):
            while start + longest < len(asked) and asked[start : start + longest + 1] in local:
                longest += 1
        return longest / len(asked) if asked else 0.0

    def _in_order(self, lead: str) -> float:
        """审查备案…52件 for 审查备案了多少件: the verb stands before the figure in both."""
        verb = self.question.verb
        return 0.05 if verb and verb in lead else 0.0

    def _of_the_whole(self, lead: str) -> float:
        """全县调解…1153件 rather than one kind of cases, and a figure of the asked year by its words."""
        bonus = 0.03 if any(cue in lead for cue in self.wording.total_cues) else 0.0
        return bonus + (0.03 if any(f"{year}年" in lead for year in self.question.scope.years) else 0.0)

    def _nearness(self, text: str, left: int, start: int, end: int, right: int) -> float:
        """1 when a word of the question touches the figure, less with every character between."""
        gap = 40
        for term in self.focus.terms:
            for word in (term.text, *term.synonyms):
                position = text.rfind(word, left, start)
                if position >= 0:
                    gap = min(gap, start - position - len(word))
                position = text.find(word, end, right)
                if position >= 0:
                    gap = min(gap, position - end)
        return 1.0 / (1.0 + gap / 4) if gap < 40 else 0.0

    def _fit(self, figure: Quantity) -> float:
        """How well a figure's kind and unit suit what is asked for, 0 for not at all."""
        expects = self.question.expects
        kinds = _FIGURE_KINDS.get(expects, _FIGURE_KINDS[Expects.NUMBER])
        if figure.kind not in kinds or figure.text in self.question.figures:
            return 0.0
        asked, found = self.question.unit, figure.unit or ""
        if self.question.measured:
            return 1.0 if found in self.question.measured else 0.0
        if figure.text[0] in _SMALL_NUMERALS and found != asked and len(figure.text) <= 3:
            # 一类区域, 两级联动: a word more than a count.
            return 0.15
        if asked is None:
            return 0.6
        if asked == found:
            return 1.0
        if found and (asked in found or found in asked):
            return 0.85
        if any(asked in group and found in group for group in self.wording.unit_groups):
            return 0.5
        return 0.0
