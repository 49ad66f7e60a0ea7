"""Which steps of a matter's course a question asks for: 受理, 办结; several of which any answers; or none.

办理 says only that a matter was dealt with: whoever asks for it is answered by any step that counts it,
told as what it is. This module does not know what documents say.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from qa_service.answering.text.counting_words import counting_words, stages_in
from qa_service.answering.text.folding import fold

_SUCCESS = re.compile(r"成功(?!率|[化排])")
_HANDLED = frozenset({"handled"})
_BETWEEN = frozenset({"、", "/", "或", "或者", "(", "、或"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSteps:
    """``stages`` are all that the question names; ``any_of``: each of them answers (受理、立案了多少)."""

    stages: frozenset[str]
    any_of: bool = False

    @classmethod
    def of(cls, question: str, own_names: Collection[str]) -> "AskedSteps":
        """Those of ``question``, without what belongs to the names of its regions and organs."""
        text = fold(question).text
        for name in sorted(own_names, key=len, reverse=True):
            text = text.replace(name, "")
        alternatives = _alternatives(text)
        return cls(stages=succeeded(stages_in(text), text) | alternatives, any_of=bool(alternatives))

    @property
    def strong(self) -> frozenset[str]:
        return self.stages - counting_words().weak

    @property
    def names_one(self) -> bool:
        """It says which step is meant."""
        return bool(self.strong) and not self.any_of

    @property
    def names_only_handling(self) -> bool:
        return self.stages == _HANDLED

    @property
    def means_applications(self) -> bool:
        """What was applied for counts as received."""
        return self.names_only_handling or bool(self.stages & {"received", "weak_received"})

    def leaves_open(self, strong: frozenset[str]) -> bool:
        """Figures of the steps ``strong`` count what is asked: 受理 where 办理 is, 收到 where 申请 is."""
        return self.names_only_handling or ("weak_received" in self.stages and strong == {"received"})

    def answered_by(self, stages: frozenset[str], *, joined: bool) -> bool:
        """A figure of ``stages``; ``joined``: its words join several of them (受理并办结)."""
        strong = stages - counting_words().weak
        if strong == self.strong or (self.strong < strong and joined):
            return True
        return self.any_of and bool(stages) and (strong or stages) <= self.strong | _HANDLED


def succeeded(stages: frozenset[str], text: str) -> frozenset[str]:
    """``stages`` of ``text``, where what was mediated is counted as far as it came to an agreement: 调解案件
    2110件,成功2080件."""
    if "mediated" in stages and _SUCCESS.search(text):
        return stages - {"mediated"} | {"mediated_well"}
    return stages


def _alternatives(text: str) -> frozenset[str]:
    """The steps that stand side by side in ``text``: 受理或立案, 办理(受理、立案)."""
    words = counting_words()
    found = [match for match in words.stage.finditer(text) if words.stages[match.group()]]
    beside = [(a, b) for a, b in pairwise(found) if text[a.end() : b.start()] in _BETWEEN]
    return frozenset(words.stages[match.group()] for pair in beside for match in pair)
