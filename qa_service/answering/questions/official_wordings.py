"""A question in everyday words put in those in which reports count: 当了几次被告 as 行政应诉案件有多少件.

Some everyday words, read one by one, mean another thing than together; these are replaced from the start. For
others the official words are only tried where nothing was found. The list is
``phrases/official_wordings.toml``; this module does not know what a document says.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_ALL = "(?:全年|一年|一共|总共|共){0,2}"
_BETWEEN = f"{_ALL}(?P<between>(?:(?:19|20)\\d\\d年度?)?){_ALL}"
_NUMBER = "(?:(?:有|是|达)?(?:多少|几)[次回场件个起宗份本卷例桩]?)"
_END = "(?=[呢啊呀吧]?(?:[,。?!]|$))"
_GAP = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWording:
    """The question in other words; ``says`` is what an answer to it must say to be one to the question."""

    text: str
    says: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    asked: re.Pattern[str]
    unless: re.Pattern[str] | None
    says: re.Pattern[str] | None
    at_once: str
    otherwise: tuple[str, ...]

    def find(self, text: str) -> re.Match[str] | None:
        """The everyday words in folded ``text``."""
        return None if self.unless is not None and self.unless.search(text) else self.asked.search(text)

    def put(self, said: str, match: re.Match[str]) -> str:
        """``said`` in the place of what ``match`` found, with what that names."""
        named = {name: value or "" for name, value in match.groupdict().items()}
        between = "".join(value for name, value in named.items() if name.startswith(_GAP))
        return match.string[: match.start()] + between + said.format(**named) + match.string[match.end() :]


@lru_cache(maxsize=1)
def _wordings() -> tuple[_Wording, ...]:
    text = (
        files("qa_service.answering").joinpath("phrases/official_wordings.toml").read_text(encoding="utf-8")
    )
    return tuple(
        _Wording(
            asked=re.compile(_written_out(entry["asked"])),
            unless=re.compile(entry["unless"]) if "unless" in entry else None,
            says=re.compile(entry["says"]) if "says" in entry else None,
            at_once=entry.get("at_once", ""),
            otherwise=tuple(entry.get("otherwise", ())),
        )
        for entry in tomllib.loads(text)["wording"]
    )


def _written_out(pattern: str) -> str:
    """``pattern`` with what ~, N and $ stand for; what stands between bears a name of its own each time."""
    parts = pattern.replace("$", _END).replace("N", _NUMBER).split("~")
    gaps = (_BETWEEN.replace(_GAP, f"{_GAP}{number}") for number in range(len(parts) - 1))
    return parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))


def asked_at_once(text: str) -> str:
    """Folded ``text`` without everyday words that read one by one would mean another thing."""
    for wording in _wordings():
        match = wording.find(text) if wording.at_once else None
        if match is not None:
            return wording.put(wording.at_once, match)
    return text


def other_wordings(text: str) -> tuple[OtherWording, ...]:
    """The same question as folded ``text`` in other words, in the order in which to try them."""
    found = (
        OtherWording(text=wording.put(said, match), says=wording.says)
        for wording in _wordings()
        if (match := wording.find(text)) is not None
        for said in wording.otherwise
    )
    return tuple(each for each in found if each.text != text)
