"""The words of page furniture, read from ``furniture.toml``: which lines a web page adds to a document.

Knows lines only, neither blocks nor documents.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Where = Literal["any", "head", "tail", "edge"]

_EDGES = " \t•·●▪◆■★☆※—|丨│-_~*"
_PIECES = re.compile(r"[\s\[\]【】()|丨│/、,;:•·+>]+")
_DATE = (
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:时点]\d{2}(?:[:分]\d{2}秒?)?(?:\.\d+)?)?"
)
_MENU_SPLIT = re.compile(r"[\s　]*[|丨│·•>]+[\s　]*|[\s　]+")
_SPACED_PAIR = re.compile(r"(?<![一-鿿])([一-鿿])[\s　]+([一-鿿])(?![一-鿿])")
_SITE = re.compile(
    r"[^，。：；、]{2,24}(?:网站?|门户|信息港)|(?:https?://)?(?:www\.)?[\w.-]+\.(?:cn|com|net|org)/?"
)
_DATE_PIECE = re.compile(
    rf"{_DATE}|(?:星期|周)[一二三四五六日天]|农历.{{2,12}}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
)
_PUNCTUATION = re.compile(r"[。，、；：:;,“”《》]")
_LONE_DATE = re.compile(rf"[\s　]{{0,40}}(?:{_DATE})[\s　]*")
# Nearly all lines of a document end like this and are no furniture: spares them the rules.
_RUNNING_ENDS = "。；;，,、"
_SENTENCES_OF_PAGES = re.compile(r"浏览器|模式|版权|离开|链接|扫|二维码|function|var|编辑|浏览|[Jj]ava")
_WITHOUT_SPACE = re.compile(r"\s+")


def folded(line: str) -> str:
    """``line`` as the rules see it: NFKC, lower case, no white space, no bullets at its ends."""
    return _WITHOUT_SPACE.sub("", unicodedata.normalize("NFKC", line)).strip(_EDGES).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledValue:
    """A pair such as 发布日期: 2020-01-15; ``field`` is the fact that the label stands for."""

    field: str
    label: str
    value: str
    certain: bool


class Labels:
    """A vocabulary of labels; finds them in lines and cells."""

    def __init__(self, certain: Mapping[str, Iterable[str]], weak: Mapping[str, Iterable[str]]) -> None:
        self._field_of: dict[str, tuple[str, bool]] = {}
        for table, is_certain in ((weak, False), (certain, True)):
            for field, labels in table.items():
                for label in labels:
                    self._field_of[label] = (field, is_certain)
        words = sorted(self._field_of, key=len, reverse=True)
        spaced = "|".join(r"[\s　]*".join(map(re.escape, word)) for word in words)
        self._in_line = re.compile(rf"(?<![^\W_])[\[【(（]?({spaced})[\]】)）]?[\s　]*[:：]")
        self._alone = re.compile(rf"[\[【(（]?({spaced})[\]】)）]?[\s　]*[:：]?")

    def lone(self, line: str) -> LabelledValue | None:
        """A line or cell that is a label and nothing else."""
        found = self._alone.fullmatch(line.strip(_EDGES + "　"))
        return self._pair(found.group(1), "") if found else None

    def pairs(self, line: str) -> tuple[tuple[LabelledValue, ...], str]:
        """The labelled values of ``line`` in order, and the words before the first label."""
        found = list(self._in_line.finditer(line))
        if not found:
            return (), line
        ends = [match.start() for match in found[1:]] + [len(line)]
        pairs = tuple(
            self._pair(match.group(1), line[match.end() : end].strip(_EDGES + "　"))
            for match, end in zip(found, ends, strict=True)
        )
        return pairs, line[: found[0].start()]

    def _pair(self, label: str, value: str) -> LabelledValue:
        plain = _WITHOUT_SPACE.sub("", label)
        field, certain = self._field_of[plain]
        return LabelledValue(field=field, label=plain, value=value, certain=certain)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    name: str
    where: Where
    weak: bool
    beside: frozenset[str]
    pattern: re.Pattern[str]

    def permits(self, where: frozenset[Where], beside: frozenset[str]) -> bool:
        """Whether the rule may be tried on a line in these zones, beside lines that these rules removed."""
        return self.where in where and (
            not self.weak or bool(beside & self.beside if self.beside else beside)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartNames:
    """Names of the parts of a page: see ``[parts]`` in the furniture file."""

    strong: frozenset[str]
    links: frozenset[str]
    weak: frozenset[str]


class Furniture:
    """The rules of one furniture file."""

    def __init__(self, text: str) -> None:
        data = tomllib.loads(text)
        self.longest_line: int = data["longest_line"]
        self._rules = tuple(
            LineRule(
                name=rule["name"],
                where=rule["where"],
                weak=rule.get("weak", False),
                beside=frozenset(rule.get("beside", ())),
                pattern=re.compile("|".join(f"(?:{pattern})" for pattern in rule["patterns"])),
            )
            for rule in data["rule"]
        )
        self._buttons = frozenset(data["toolbar"]["words"])
        self._certain_buttons = tuple(data["toolbar"]["certain"])
        glued = "|".join(sorted(map(re.escape, self._buttons), key=len, reverse=True))
        self._glued_buttons = re.compile(rf"(?:{glued})(?:{glued})*")
        menu = "|".join(sorted(map(re.escape, data["menu"]["words"]), key=len, reverse=True))
        self._glued_menu = re.compile(rf"(?:{menu}|走进[一-鿿]{{2,3}}){{3,}}")
        self.parts = PartNames(**{kind: frozenset(words) for kind, words in data["parts"].items()})
        self.publication = Labels(data["publication"]["labels"], data["publication"]["weak_labels"])
        self.index = Labels(data["index"]["labels"], data["index"]["weak_labels"])
        crumb = data["breadcrumb"]
        self._separators = "".join(map(re.escape, crumb["separators"]))
        arrows = "[" + "".join(map(re.escape, crumb["separators"][:7])) + "]"
        self._crumb_lead = re.compile(rf"[\s　•·【\[]{{0,40}}{crumb['lead']}[\]】\s　]*+[:：>»›]?\s*")
        self._crumb_home = re.compile(rf"[\s　•·]{{0,40}}{crumb['home']}\s*(?:{arrows}|-{{1,2}}>).*")
        self._crumb_split = re.compile(rf"\s*(?:-{{0,2}}{arrows}+)\s*")

    def rule_for(self, line: str, *, where: frozenset[Where], beside: frozenset[str]) -> str | None:
        """Name of the rule that takes ``line`` away, or None."""
        if len(line) > self.longest_line:
            return None
        if line[-1:] in _RUNNING_ENDS and not _SENTENCES_OF_PAGES.search(line):
            return None
        plain = folded(line)
        if not plain:
            return "page_toolbar" if beside else None
        for rule in self._rules:
            if rule.permits(where, beside) and rule.pattern.fullmatch(plain):
                return rule.name
        if self._is_toolbar(line):
            return "page_toolbar"
        if where == {"any"}:
            return None
        if self._glued_menu.fullmatch(plain) or self._is_menu(line) or self._is_bar(line):
            return "site_menu"
        return None

    def publication_line(self, line: str) -> tuple[LabelledValue, ...]:
        """The facts of a line such as 来源:… 发布时间:…; empty when the line holds anything else."""
        if len(line) > self.longest_line:
            return ()
        pairs, before = self.publication.pairs(line)
        if not pairs or not any(pair.certain for pair in pairs):
            return ()
        dates = self._imprint_dates(before)
        if dates is None and not self._is_toolbar(before):
            return ()
        if any(len(pair.value) > 40 or "。" in pair.value for pair in pairs):
            return ()
        return (*map(self._without_buttons, pairs), *(dates or ()))

    def _imprint_dates(self, words: str) -> tuple[LabelledValue, ...] | None:
        """The dates in words that are nothing but a site's name, its address and dates; None for others."""
        rest = _LONE_DATE.sub(" ", words)
        if any(not _SITE.fullmatch(piece) for piece in rest.split() if piece.strip(_EDGES)):
            return None
        return tuple(
            LabelledValue(field="published_on", label="", value=found[0].strip(), certain=True)
            for found in _LONE_DATE.finditer(words)
        )

    def breadcrumb(self, line: str) -> tuple[str, ...] | None:
        """The steps of a breadcrumb, outermost first; () where only its lead stands; None for other lines."""
        if len(line) > self.longest_line:
            return None
        lead = self._crumb_lead.match(line)
        if lead:
            rest = line[lead.end() :]
            steps = tuple(step for step in self._crumb_split.split(rest) if step)
            opened = line[: lead.end()].rstrip()[-1:] in ":：>»›"
            return steps if len(steps) > 1 or (opened and len(rest) <= 40) or not rest else None
        if self._crumb_home.fullmatch(line) and "。" not in line:
            return tuple(step for step in self._crumb_split.split(line) if step)
        return None

    def is_separator(self, line: str) -> bool:
        """Nothing but the arrows between two steps of a breadcrumb."""
        return bool(re.fullmatch(rf"[\s　{self._separators}]{{1,6}}", line))

    def _is_menu(self, line: str) -> bool:
        """Four short words or more beside one another, at least half of them those of a site's menu."""
        line = _SPACED_PAIR.sub(r"\1\2", line)
        pieces = [piece for piece in _MENU_SPLIT.split(line.strip(_EDGES + "　")) if piece]
        if len(pieces) < 4 or any(len(piece) > 10 or _PUNCTUATION.search(piece) for piece in pieces):
            return False
        known = sum(map(self._is_furniture_word, pieces))
        return known * 2 >= len(pieces)

    def _is_bar(self, line: str) -> bool:
        """A top or bottom bar: a site's name, dates and words of menus side by side, and nothing else."""
        pieces = [piece for piece in _MENU_SPLIT.split(line.strip(_EDGES + "　")) if piece]
        named = [piece for piece in pieces if not (_SITE.fullmatch(piece) or _DATE_PIECE.fullmatch(piece))]
        return len(pieces) >= 2 and bool(named) and all(map(self._is_furniture_word, named))

    def _is_furniture_word(self, piece: str) -> bool:
        plain = folded(piece)
        return not plain or any(rule.pattern.fullmatch(plain) for rule in self._rules)

    def _is_toolbar(self, line: str) -> bool:
        plain = unicodedata.normalize("NFKC", line).strip(_EDGES).lower()
        pieces = [piece for piece in _PIECES.split(plain) if piece]
        if not pieces or not any(word in plain for word in self._certain_buttons):
            return False
        return all(piece in self._buttons or self._glued_buttons.fullmatch(piece) for piece in pieces)

    def _without_buttons(self, pair: LabelledValue) -> LabelledValue:
        pieces = pair.value.split()
        while pieces and self._is_toolbar(pieces[-1]):
            pieces.pop()
        return LabelledValue(field=pair.field, label=pair.label, value=" ".join(pieces), certain=pair.certain)


def is_lone_date(line: str) -> bool:
    """A line that is a date in the way of web pages, with or without the time: 2020-01-15 10:20."""
    return "年" not in line and bool(_LONE_DATE.fullmatch(line))


@cache
def furniture() -> Furniture:
    """The rules that ship with the package."""
    return Furniture(resources.files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))
