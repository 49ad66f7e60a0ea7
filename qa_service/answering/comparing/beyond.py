"""What the words of a figure say beyond the question: 公职 of 公职律师15人 where 律师 are asked for.

Nothing may be left of the words of a figure that answers. Neutral words, steps, names of the parties and what
the question says itself are taken away; the lists are data (``phrases/comparing.toml``).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from qa_service.answering.comparing.readings import names_topic
from qa_service.answering.comparing.timing import EACH_TIME
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.matching import Term
from qa_service.quantities import find_dates

_HAN = re.compile(r"[㐀-鿿a-z]")
_IN_LATIN = re.compile(r"\([a-z0-9\s]+\)?")
EXAMPLES = re.compile(r"(?:“[^”]{0,80}”[、和及]?){1,40}等")
"""Names of some of what is counted: “送法下乡”“法治夜校”等活动32场."""
_KINDS = re.compile(r"(?<=调解|调处|化解)(?:[^、,。;]{1,6}、){1,6}[^、,。;]{1,6}等(?:各类|各种)?")
"""调解邻里、土地、婚恋等纠纷: of every kind."""
_PER = re.compile(r"^/(?:立方米|平方米|平方公里|公里|公顷|亩|升|吨|公斤|千瓦时|[人户天日年月个件])")
"""39微克/立方米: of the unit."""
_FORMER = re.compile(r"^[\u4e00-\u9fff]{1,8}?(?=共|累计|均|已)")
_FIGURE_ENDS = re.compile(r"(?<![\d.,])\d[\d.,]{0,20}[万亿]?余?[个家名人户所支部]$")
"""全县196个行政村共培育…812名: what stands between is of the figure before."""
_CARRIED_OUT = re.compile(r"(?<!未)(?:开展|组织|实施|进行|完成|执行)(?P<act>[^,。;]{0,10}?)任务$")
"""抽查任务 that were carried out are 抽查; those that were set (下达, 目标任务) are no deeds."""

_SENTENCE = re.compile("[。!?\n]")
_FIGURE = re.compile(r"\d[余多]?(?:万|亿)?[件人次户家场项条份宗起个名]")


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """Of one question. ``own_names`` are the names of the parties, ``topic`` what the matter is, ``further``
    more words that say nothing beyond it."""

    evidence: Evidence
    own_names: Collection[str]
    topic: tuple[Term, ...]
    further: Collection[str] = ()

    def own_words(self, place: Place) -> str:
        """The figure's own, without the noun of the figure before it and what its unit is told per."""
        before = place.frame_before.removesuffix(place.lead)
        lead = _FORMER.sub("", place.lead) if _FIGURE_ENDS.search(before) else place.lead
        return lead + _PER.sub("", place.following)

    def left_of(self, text: str) -> str:
        """The characters of ``text`` that say more than the question."""
        for date in reversed(find_dates(text)):
            text = text[: date.start] + " " + text[date.end :]
        text = _CARRIED_OUT.sub(r"\g<act>", EXAMPLES.sub("", _IN_LATIN.sub("", EACH_TIME.sub("", text))))
        text = self.by_usual_name(_KINDS.sub(self._kept_if_asked, text))
        for word in self._names_with_asked:
            text = text.replace(word, " ")
        for term in self.evidence.focus.terms:
            if term.halves:
                text = re.sub(f"{term.halves[0]}.{{0,2}}{term.halves[-1]}", " ", text)
        for word in self._known:
            text = text.replace(word, " ")
        return "".join(_HAN.findall(text))

    def another_between(self, before: str) -> bool:
        """Of the sentences ``before`` a figure, one behind the last that names the topic begins with how many
        there are of another matter: 法律援助案件80件。公证处办证500件。(开通视频公证,)办理20件."""
        told = [part for part in _SENTENCE.split(before) if part.strip()]
        last = max((at for at, part in enumerate(told) if names_topic(part, self.topic)), default=-1)
        opening = (re.split("[,;:]", part, maxsplit=1)[0] for part in told[last + 1 :])
        return last >= 0 and any(_FIGURE.search(each) and len(self.left_of(each)) > 1 for each in opening)

    def by_usual_name(self, text: str) -> str:
        """出庭应诉率 as 出庭率, where that is how the question calls it."""
        for longer, shorter in counting_words().equal.items():
            if longer not in self.evidence.question.text:
                text = text.replace(longer, shorter)
        return text

    def _kept_if_asked(self, kinds: re.Match[str]) -> str:
        return kinds.group() if any(term.value_in(kinds.group()) > 0 for term in self.topic) else ""

    @cached_property
    def _names_with_asked(self) -> tuple[str, ...]:
        """Words that say nothing beyond the question and hold one of it: 法律援助机构 of 法律援助."""
        asked = [term.text for term in self.evidence.focus.terms if term.halves]
        return tuple(word for word in self._known if any(a in word and a != word for a in asked))

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """Words that say nothing beyond the question, longest first."""
        question = self.evidence.question
        asked = [word for t in self.evidence.focus.terms for word in (t.text, *t.synonyms)]
        stages = [word for word, name in counting_words().stages.items() if name]
        names = [part for name in self.own_names for part in (name, name[:-1]) if len(part) > 1]
        nouns = [question.asked_noun] if question.asked_noun else []
        light = [word for word in load_wording().stopwords if len(word) > 1]
        words = {*asked, *stages, *names, *nouns, *light, *self.further, *counting_words().neutral}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))
