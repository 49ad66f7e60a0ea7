"""The words by which a sentence is held against a passage; the lists are ``phrases/gate.toml`` and
``phrases/near_words.toml``."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from qa_service.answering.gate.turns import Kind, kinds

BESIDE_NAMES = frozenset("由经报向的在对和与及被为是县市区省州旗须应了着过")
"""Characters that stand beside the name of an office or a place, or end one, and are not within it."""
PARTITIVE = re.compile(
    r"(?:[中里](?:[,有]|发现|查出|选出|抽出)?|[已仍尚还]有|另外?有?|其余的?|剩余的?|余下的?|^有)$"
)
"""Before the figure of a part: 其中, 已有."""
SEGMENT_END = re.compile(r"[。;!?\n]")
"""What parts the sentences of folded text, and those that ; joins."""
CLAUSE_END = re.compile(r"[,。;:!?\n、]")
OF_ALL = re.compile(r",(?:[已也]?[均都]|全部|全数)[^,。;:!?\n、]*(?=[,。;])")
"""What is said of all that was counted before: 32件,均在期限内答复."""

_BLANK = "□"
_NOT_YET = re.compile("没有|尚未|并未|未能|还没|没(?!收)")
_OPENED, _OPENING = "立案", re.compile("(?<![公成设建])立[\u4e00-\u9fff]{1,4}案件")
"""立刑事案件 is 立案."""
_COMPLEMENT = re.compile("(?<!资金)(?<![外投]资)(?<!经费)(?<!款)(?<=[\u4e00-\u9fff])到位")
"""补发到位 says that it was paid out, not that money came in."""
_TEXTS_KEPT = 4096
_NOT_BEFORE = re.compile(r"(?:尚未|还没有|没有|未)(?=[^,。;:!?\n]{1,10}(?:之前|以前|前))")
"""未安置前 is 安置以前: it denies nothing."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Words of which a matter has one: ``numbers`` has, by writing, which alternative it is of; ``none``
    finds words that only look like one."""

    pattern: re.Pattern[str]
    numbers: Mapping[str, int]
    none: re.Pattern[str]

    @classmethod
    def of(cls, alternatives: Sequence[str], none: re.Pattern[str]) -> "Alternatives":
        numbers = {word: at for at, alternative in enumerate(alternatives) for word in alternative.split()}
        return cls(re.compile(_any_of(list(numbers))), numbers, none)

    def taken(self, text: str) -> set[int]:
        """The alternatives that ``text`` names; the longest writing counts (不合格 is not 合格)."""
        if not self.pattern.search(text):
            return set()
        text = self.none.sub(_BLANK, text)
        return {self.numbers[match.group()] for match in self.pattern.finditer(text)}


@dataclass(frozen=True, kw_only=True)
class GateWords:
    """``same`` maps a writing to the one that stands for it; a group of ``exclusive`` has the
    alternatives; ``orders`` finds words that are meant for the reader's assistant."""

    same: Mapping[str, str]
    same_pattern: re.Pattern[str]
    status: re.Pattern[str]
    exclusive: tuple[Alternatives, ...]
    told_by_clause: tuple[Alternatives, ...]
    """Those that only the clause tells, like ``exclusive`` and not of it."""
    subjects: tuple[Alternatives, ...]
    """Those of ``exclusive`` that say of whom or what."""
    negation: re.Pattern[str]
    denying_nothing: re.Pattern[str]
    light: frozenset[str]
    unlabelling: frozenset[str]
    """Words at a figure that do not say what it counts."""
    naming: frozenset[str]
    """Light words that say at a figure what it counts all the same: 项目支出, 15个部门."""
    place_endings: tuple[str, ...]
    organ: re.Pattern[str]
    orders: re.Pattern[str]
    brought: tuple[Kind, ...]
    near: Mapping[str, tuple[str, ...]]
    """By a word in its canonical writing, what a paraphrase puts for it, two characters or more each."""

    @cached_property
    def canonical(self) -> Callable[[str], str]:
        """A text with every writing replaced by the one that stands for it; the last thousands are kept."""
        return lru_cache(maxsize=_TEXTS_KEPT)(self._canonical)

    def _canonical(self, text: str) -> str:
        return self.same_pattern.sub(lambda match: self.same[match.group()], text)

    @cached_property
    def named(self) -> Callable[[str], tuple[tuple[Alternatives, set[int]], ...]]:
        """The groups of ``exclusive`` of which a text names alternatives, with these; keeps texts."""
        return lru_cache(maxsize=_TEXTS_KEPT)(
            lambda text: tuple((group, taken) for group in self.exclusive if (taken := group.taken(text)))
        )

    def without_false_negations(self, text: str) -> str:
        """``text`` of the same length without words such as 不断 and 非常."""
        text = _NOT_BEFORE.sub(lambda match: _BLANK * len(match.group()), text)
        return self.denying_nothing.sub(lambda match: _BLANK * len(match.group()), text)

    def statuses(self, text: str) -> frozenset[str]:
        """The words of ``text`` that say what became of a case, one writing for each, 不 and 未 kept."""
        text = _NOT_YET.sub(
            "未",
            _COMPLEMENT.sub("", _NOT_BEFORE.sub("", text))
            .replace("提出申请", "申请")
            .replace("履行职责", "履职")
            .replace("不予", "不")
            .replace("不再", "不")
            .replace("整改到位", "整改")
            .replace("免予处罚", "免罚")
            .replace("免于处罚", "免罚"),
        )
        found = frozenset(self.canonical(match.group()) for match in self.status.finditer(text))
        return found | {_OPENED} if _OPENING.search(text) else found

    def is_order(self, text: str) -> bool:
        return self.orders.search(text) is not None


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def load_gate_words() -> GateWords:
    """Read the data file of the package."""
    folder = files("qa_service.answering") / "phrases"
    data = tomllib.loads((folder / "gate.toml").read_text(encoding="utf-8"))
    same = {
        word: group.split()[0] for group in data["same"]["words"] for word in group.split() if len(word) > 1
    }
    status = _any_of(data["status"]["words"].split() + _writings_of(data))
    organs = _any_of(data["organs"]["endings"].split())
    light = frozenset(f"{data['light']['words']} {data['light']['closed']}".split())
    none = re.compile(_any_of(data["exclusive"]["none"].split()))
    bounds = re.compile("(?:不得|不能|不准|不可以?)(?:少于|低于|超过|高于|多于|短于|长于)|" + none.pattern)
    subjects = tuple(Alternatives.of(group, none) for group in data["exclusive"]["subjects"])
    return GateWords(
        same=same,
        same_pattern=re.compile(_any_of(list(same))),
        status=re.compile(rf"(?:不予|不再|未能|尚未|未|不|没有)?(?:{status})"),
        exclusive=(*subjects, *(Alternatives.of(group, none) for group in data["exclusive"]["groups"])),
        told_by_clause=tuple(Alternatives.of(group, bounds) for group in data["exclusive"]["clauses"]),
        subjects=subjects,
        negation=re.compile(_any_of(data["negation"]["before"])),
        denying_nothing=re.compile(_any_of(data["negation"]["words"].split())),
        light=light | {same.get(word, word) for word in light},
        unlabelling=frozenset(data["labels"]["nothing"].split()),
        naming=frozenset(data["labels"]["naming"].split()),
        place_endings=tuple(data["places"]["endings"].split()),
        organ=re.compile(
            rf"(?![该本各此我其每两城乡的]|.[该本各此我其每两城乡的])[\u4e00-\u9fff]{{2}}(?:{organs})"
        ),
        brought=kinds(data["brought"]),
        near=_near(tomllib.loads((folder / "near_words.toml").read_text(encoding="utf-8")), same),
        orders=re.compile("|".join(f"(?:{p})" for p in data["orders"]["patterns"]), re.IGNORECASE),
    )


def _near(
    data: Mapping[str, Mapping[str, Sequence[str]]], same: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The other words of the lines in which a word stands; a single character stands in too many words."""
    found: dict[str, dict[str, None]] = {}
    for line in data["near"]["words"]:
        words = [same.get(word, word) for word in line.split()]
        for word in words:
            others = {other: None for other in words if len(other) > 1 and other != word}
            found.setdefault(word, {}).update(others)
    return {word: tuple(others) for word, others in found.items() if others}


def _writings_of(data: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Other writings of the words of status: 审执结 is 审结."""
    status = set(str(data["status"]["words"]).split())
    groups = [str(group).split() for group in data["same"]["words"]]  # type: ignore[attr-defined]
    return [word for group in groups if status & set(group) for word in group if len(word) > 1]
