"""The words that tell what a figure of an official report counts: steps of a matter, changes, periods, parts.

The lists are data (``phrases/comparing.toml``); this module reads them once, and reads steps in a text.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingWords:
    stages: Mapping[str, str]
    """Word -> stage; those that are none -> empty."""
    stage: re.Pattern[str]
    names: Mapping[str, str]
    shortened: Mapping[str, frozenset[str]]
    """Stage -> those whose words stand for it under a heading that names it."""
    weak: frozenset[str]
    matter: tuple[str, ...]
    """Words of steps that are matters of their own where nothing else says what it is about."""
    main: frozenset[str]
    change_before: re.Pattern[str]
    change: re.Pattern[str]
    down_before: re.Pattern[str]
    part_of_year: re.Pattern[str]
    whole_year: re.Pattern[str]
    part: re.Pattern[str]
    concerning: re.Pattern[str]
    """What makes a figure that of the cases of another matter which concern the one named."""
    part_named: re.Pattern[str]
    """What makes a figure after another one of the same matter a part of it: 54件,以县政府为被告的17件."""
    planned: re.Pattern[str]
    done: re.Pattern[str]
    neutral: tuple[str, ...]
    reach_asked: re.Pattern[str]
    reach: tuple[str, ...]
    """Words for those whom a work reaches."""
    changes: tuple[str, ...]
    alien: tuple[str, ...]
    equal: Mapping[str, str]
    same: Mapping[str, str]
    """Longer name -> the shorter one of the very same."""
    units_alike: tuple[frozenset[str], ...]
    endings: tuple[str, ...]
    """How a matter ends, beside the steps; they name none themselves."""


@lru_cache(maxsize=1)
def counting_words() -> CountingWords:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    stages = {
        word: "" if name == "plain" else name
        for name, words in data["stages"].items()
        for word in words.split()
    }
    return CountingWords(
        stages=stages,
        stage=_alternatives(stages),
        names={name: words.split()[0] for name, words in data["stages"].items()},
        shortened={name: frozenset(words.split()) for name, words in data["stages_shortened"].items()},
        matter=tuple(
            word for name in data["stages_matter"]["names"].split() for word in data["stages"][name].split()
        ),
        weak=frozenset(data["stages_weak"]["names"].split()),
        main=frozenset(data["stages_main"]["names"].split()),
        change_before=re.compile(data["change"]["before"]),
        down_before=re.compile(data["change"]["down"]),
        change=_alternatives(data["change"]["words"].split()),
        part_of_year=re.compile(data["period"]["part"]),
        whole_year=re.compile(data["period"]["full"]),
        planned=re.compile(data["planned"]["headings"]),
        done=re.compile(data["planned"]["done"]),
        part=re.compile(data["part"]["before"]),
        concerning=re.compile(data["part"]["concerning"]),
        part_named=re.compile(data["part"]["named"]),
        neutral=tuple(data["neutral"]["words"].split()),
        reach_asked=re.compile(data["reach"]["asked"]),
        reach=tuple(data["reach"]["words"].split()),
        changes=tuple(data["change"]["words"].split()),
        alien=tuple(data["alien"]["words"].split()),
        equal=data["equal"] | data["same"],
        same=data["same"],
        units_alike=tuple(frozenset(group.split()) for group in data["units_alike"]["groups"]),
        endings=tuple(data["endings"]["words"].split()),
    )


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))


def stages_in(text: str) -> frozenset[str]:
    """The stages that folded ``text`` names: 受理并办结 names two, 受理的行政复议申请 one.

    What stands before 的 says which of the things are counted where nothing else does, and a weak word
    (申请, 办理) counts only alone.
    """
    words = counting_words()
    found = [
        (words.stages[match.group()], text.startswith("的", match.end()))
        for match in words.stage.finditer(text)
        if words.stages[match.group()]
    ]
    strong = [(name, attributive) for name, attributive in found if name not in words.weak]
    plain = {name for name, attributive in strong if not attributive}
    if plain:
        return frozenset(plain)
    weak = {name for name, attributive in found if name in words.weak and not attributive}
    if strong and "handled" in weak:
        # 办理区政府受理的案件16宗: handled, of those that another accepted.
        return frozenset({"handled"})
    return frozenset(name for name, _ in strong) or frozenset(weak)


def is_made_of(word: str, parts: Collection[str]) -> bool:
    """行政机关负责人 of 行政机关 and 负责人."""
    return word in parts or any(
        len(part) > 1 and word.startswith(part) and is_made_of(word[len(part) :], parts) for part in parts
    )
