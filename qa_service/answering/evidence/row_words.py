"""The words of a question that a row of a table may hold, and those that it leaves to the rows above it.

Below 收到行政复议申请 the rows 审结 and 其中:撤销 are of that matter too: such a row says only which step or
which outcome it counts. It is of the nearest row above that says the matter, and of none where the
question asks of another. This module does not know figures.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.text.counting_words import counting_words, is_made_of, stages_in
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Matcher, Term

_PART = "其中"
_HANDLED = "handled"
_NOT = frozenset("不未无非")
_COMPOUND = 4
MOST_ABOVE = 12
"""Rows that are looked through for the matter."""
_SAYS_MORE = 2
"""Characters beyond the question that make a row one of another matter."""
_HAN = re.compile("[一-鿿]")
_SAID_ABOVE = re.compile("^行政(?=复议|诉讼|应诉|处罚|许可|检查|强制)|(?:案件|案|类|件|领域)$")
_KIND = 2


@dataclass(frozen=True)
class AskedRows:
    """Reads rows for the one question of ``evidence``."""

    evidence: Evidence

    @cached_property
    def told(self) -> Matcher:
        """The question's words that a row may hold. It has no use for 作出 or 开展, nor for what the library
        knows nowhere and names no thing."""
        nouns, terms = self.evidence.nouns, self.evidence.focus.terms
        # While an index is made anew it knows no word at all.
        none_known = not any(term.known for term in terms)
        telling = tuple(
            term
            for term in terms
            if not self._is_light(term) and (none_known or term.known or term.text in nouns)
        )
        return Matcher(tuple(map(_with_kind_alone, telling or terms)))

    @cached_property
    def naming(self) -> tuple[Term, ...]:
        """The words that tell one row or column from another; 案件 tells none."""
        terms, light = self.evidence.focus.terms, counting_words().neutral
        return tuple(term for term in terms if term.text not in light) or terms

    def coverage(self, own: str, *further: str) -> float:
        """The share of the question's words that ``own`` holds, with the ``further`` words around it, 0–1."""
        return self.told.coverage(self.told.values(" ".join((with_usual_names(own), *further))))

    def matter_beside(self, own: str, group: str, left: Sequence[str], above: Sequence[str]) -> str:
        """The question's words that the figure takes from the columns to the ``left`` of its own, the nearest
        first (收到行政复议申请, and beside it but 受理), else from the rows ``above``."""
        return self.matter_above(own, group, left) or self.matter_above(own, group, above)

    def matter_above(self, own: str, group: str, above: Sequence[str]) -> str:
        """The question's words that the row with the words ``own`` and the heads of its ``group`` of columns
        takes from the rows ``above``, the nearest first, up to one of another matter; empty where it says
        them itself, or is of something else."""
        usual = with_usual_names(own + group)
        lacking = [term for term in self.told.terms if not term.value_in(usual)]
        if not lacking or not above or _says_more(own, self._known_in_own) or _says_more(group, self._known):
            return ""
        taken = ""
        for row in above[:MOST_ABOVE]:
            row = with_usual_names(row)
            if not lacking or _says_more(row, self._known):
                break
            found = [t for t in lacking if t.value_in(row) and self._may_be_left_out(t.text, own)]
            taken += "".join(term.text for term in found)
            lacking = [term for term in lacking if term not in found]
        return taken

    def _may_be_left_out(self, word: str, own: str) -> bool:
        """A row says its own step, 不予 of 不予受理 with it; that of a part (其中) leaves out the whole."""
        if word[0] in _NOT:
            return False
        return own.startswith(_PART) or not any(word in step for step in self._named_steps)

    def _is_light(self, term: Term) -> bool:
        """It only says that somebody did it: 行政机关负责人, and 行政 beside 机关; or what was to be
        dealt with, whose step is named: 受理的申请; or that it was: 办理."""
        words = counting_words()
        if is_made_of(term.text, words.neutral) or any(term.text in c for c in self._light_compounds):
            return True
        step = words.stages.get(term.text)
        named = stages_in(fold(self.evidence.question.text).text)
        return step == _HANDLED or (step in words.weak and bool(named - words.weak))

    @cached_property
    def _light_compounds(self) -> tuple[str, ...]:
        asked = fold(self.evidence.question.text).text
        return tuple(w for w in counting_words().neutral if len(w) >= _COMPOUND and w in asked)

    @cached_property
    def _named_steps(self) -> tuple[str, ...]:
        """The words of the steps that the question names, whichever it writes."""
        stages, named = counting_words().stages, stages_in(fold(self.evidence.question.text).text)
        return tuple(word for word, name in stages.items() if name in named)

    @cached_property
    def _asked_words(self) -> tuple[str, ...]:
        terms = map(_with_kind_alone, self.evidence.focus.terms)
        return tuple(word for term in terms for word in (term.text, *term.synonyms))

    @cached_property
    def _known(self) -> re.Pattern[str]:
        """What a row above may say and be of the asked matter."""
        words = counting_words()
        steps = (word for word, name in words.stages.items() if name)
        return _any_of({*self._asked_words, *words.neutral, *words.endings, *steps})

    @cached_property
    def _known_in_own(self) -> re.Pattern[str]:
        """What a row may say itself: no step that is not asked for."""
        return _any_of({*self._asked_words, *self._named_steps, *counting_words().neutral})


def _with_kind_alone(term: Term) -> Term:
    """侵权 of a row stands for 侵权案, 复议 for 行政复议: the rest a table says above all its rows."""
    kind = _SAID_ABOVE.sub("", term.text)
    return term if len(kind) < _KIND or kind == term.text else replace(term, synonyms=(*term.synonyms, kind))


def _says_more(row: str, known: re.Pattern[str]) -> bool:
    return len(_HAN.findall(known.sub(" ", row))) >= _SAYS_MORE


def with_usual_names(own: str) -> str:
    """``own`` with the other names of what it says: 行政应诉案件 is 行政诉讼案件."""
    return " ".join((own, *(other for name, other in counting_words().equal.items() if name in own)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
