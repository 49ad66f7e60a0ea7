"""Places that a sentence names and its passage does not, or for which the passage does not speak.

What a county reports of itself its province has not done: a place that holds the document's region stands
for it only where the passage or its document names that place by itself. This module does not know what is
said of a place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.gate_words import BESIDE_NAMES, GateWords
from qa_service.gazetteer import RegionMention

_ORGAN_BEHIND = re.compile(
    "(?:(?![共收的年为达有在新])[\u4e00-\u9fff]){0,8}?(?:厅|局|委|办|政府|法院|检察院|部门|机关|院|大学|集团)"
)
_FINER = "[\u4e00-\u9fff]{1,6}[市州盟县区旗]"
_BEFORE_NAMES = "于至到从据该本此来"
_EVERY_ONE = ("各", "所有", "全部")
_FULL = ("省", "市", "自治区", "州", "盟")
_OF_ALL = "[全我本][{level}]|[{level}](?:级|内|直|属)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """``segment`` cuts words, ``find_regions`` finds places."""

    segment: Callable[[str], Sequence[str]]
    find_regions: Callable[[str], Sequence[RegionMention]]
    words: GateWords

    def strange(self, said: str, held: Known) -> bool:
        """Whether folded ``said`` names a place that neither the passage nor its document names."""
        everywhere = held.text + "\n" + held.around
        for mention in self.find_regions(said):
            named = mention.text in everywhere
            own = any(path and path[-1] in held.places for path in mention.paths)
            if not named and not own:
                return True
            if _is_wider(mention, said, held):
                return True
        return any(self._is_strange(word, everywhere) for word in self.segment(said))

    def _is_strange(self, word: str, everywhere: str) -> bool:
        word = word.lstrip(_BEFORE_NAMES)
        is_place = (
            len(word) > 2
            and word.endswith(self.words.place_endings)
            and not BESIDE_NAMES & set(word[:-1])
            and word not in self.words.light
        )
        return is_place and word[:-1] not in everywhere


def _is_wider(mention: RegionMention, said: str, held: Known) -> bool:
    """Whether passage and document name the place only where they say in what a finer one lies."""
    if not held.region or any(held.region.endswith(path[-1]) or len(path) > 2 for path in mention.paths):
        return False
    is_full = mention.text.endswith(_FULL)
    if not is_full or not re.search(re.escape(mention.text) + _FINER, f"{held.region}\n{held.around}"):
        return False
    behind = said[mention.end :]
    level = mention.text[-1]
    if (_ORGAN_BEHIND.match(behind) and not behind.startswith(_EVERY_ONE)) or (
        behind and level + behind[0] in held.text
    ):
        return False
    if behind and any(place.startswith(behind[:2]) for place in held.places):  # 云南丘北县
        return False
    if re.search(_OF_ALL.format(level=re.escape(level)), held.text):
        return False
    alone = re.compile(rf"{re.escape(mention.text)}(?!{_FINER})")
    around = "\n".join(line for line in held.around.split("\n") if line not in held.places)
    return not alone.search(held.text) and not alone.search(around)
