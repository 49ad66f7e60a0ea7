"""The region that a document is *of*, as against the places that it mentions.

Evidence in order of weight: the place its title starts with, its signature or issuer, a place further on in
the title, the sentence 现将…报告如下, the place near which the text speaks of itself (我区, 全县), the place
that a report's first words are about, the web site, the name of the file. Documents of national organs have
no region. Unknown is None.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_service.gazetteer import Gazetteer, Path, PlaceMention, Register, is_within
from qa_service.library.records import FoundIn, Proof

_NATIONAL = re.compile(
    r"^(?:中华人民共和国|国务院|全国人民代表大会|全国人大|最高人民法院|最高人民检察院|中共中央|中央军事委员会|中央军委|中国共产党中央|国家[^。]{1,12}(?:局|委员会|部|总局)|国家发展改革委)"
)
_MINISTRY = re.compile(
    r"^(?:[一-鿿]{2,10}部|国家[一-鿿]{2,12}局|[一-鿿]{2,6}总署|[一-鿿]{2,8}总局)(?:、|关于|办公厅|$)"
)
_TITLE_START = re.compile(r"(?:中共|共青团|中国共产党|(?:19|20)\d{2}年度?|关于印发|关于公布|[《“])*")
ANOTHER_PARTY = re.compile(r"(?:诉|赴|支援|对口|帮扶|援助|驻|学习)$")
_SELF = re.compile(
    r"(?:我|全|本)(新区|省|市|县|区|州|旗|盟|自治区|自治州|自治县|开发区|园区)(?![域际长间、])"
)
_ZONES = ("新区", "开发区", "高新区", "经开区", "示范区", "合作区", "度假区", "园区")
_SCANNED_CHARACTERS = 30_000
_LONGEST_NAME = 16
_OPENING_CHARACTERS = 200
_OPENING_TIME = re.compile(r"(?:(?:19|20)\d{2}年(?:度|以来)?|今年(?:以来)?|近年来|一年来)?[,，]?")
_OPENING_PARAGRAPHS = 3
_VISITS = re.compile(r"[^。\n]{0,40}?(?:来访|[来到赴]我|(?:考察|调研)[组团]|代表团)")
"""Who comes from the place that is named is another party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A text that may name the region; ``start``: where it stands in the document, None if it does not."""

    text: str
    found_in: FoundIn
    start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """``path`` ends with the region's name; it is that name alone where several places bear it."""

    path: Path
    proof: Proof


def is_national(title: str, issuer: str | None) -> bool:
    """Whether the document comes from an organ of the whole country; a place opening the title says no."""
    if _NATIONAL.match(title) or _MINISTRY.match(title):
        return True
    national = issuer is not None and bool(_NATIONAL.match(issuer) or _MINISTRY.match(issuer))
    return national and not _opening_names(title)


def _opening_names(text: str) -> list[str]:
    """Openings of ``text`` that are full names of places, longest first.

    Where a title or an issuer starts, a name is a place even when it is made of ordinary words (和平区).
    """
    gazetteer = Gazetteer.load()
    ends = [match.end() for match in re.finditer(r"[省市县区州旗盟]", text[:_LONGEST_NAME])]
    return [text[:end] for end in reversed(ends) if end > 2 and gazetteer.named(text[:end])]


def find_region(
    *,
    title: Evidence,
    signers: Sequence[Evidence],
    reports: Sequence[Evidence],
    sites: Sequence[Evidence],
    name: Evidence,
    is_named_after_it: bool,
    text: str,
    tells_of_itself: bool,
) -> Region | None:
    """The region of the document; ``signers`` are signature, letterhead and issuer, ``reports`` the sentences
    现将…报告如下, ``sites`` names of web sites and breadcrumbs, ``name`` that of the file; with
    ``is_named_after_it`` it says whose the document is and nothing else. ``tells_of_itself``: a report, whose
    places are its own even where it never says 我区; other texts name places for many reasons."""
    search = _Search(Gazetteer.load(), text)
    start = _TITLE_START.match(title.text)
    at_title_start = search.first(title, not_after=start.end() if start else 0)
    return (
        at_title_start
        or search.first_of(signers)
        or search.first(title)
        or search.first_of(reports)
        or (search.first(name) if is_named_after_it else None)
        or search.by_self_reference(fewest_references=1 if tells_of_itself else 3, needed=not tells_of_itself)
        or (search.by_opening() if tells_of_itself else None)
        or search.first_of(sites)
        or search.first(name)
    )


class _Search:
    """Places in one document; the body is scanned once, and only when it is asked for."""

    def __init__(self, gazetteer: Gazetteer, text: str) -> None:
        self._gazetteer = gazetteer
        self._text = text[:_SCANNED_CHARACTERS]
        self._chains: list[list[PlaceMention]] | None = None

    def first_of(self, evidence: Iterable[Evidence]) -> Region | None:
        return next((region for item in evidence if (region := self.first(item))), None)

    def first(self, evidence: Evidence, not_after: int | None = None) -> Region | None:
        """The first place that the evidence names, all of its chain (韶关市浈江区 is one place)."""
        if not evidence.text:
            return None
        mentions = self._gazetteer.find(evidence.text, register=Register.HEAD)
        if not mentions or mentions[0].start > 0:
            mentions = [*self._opening(evidence.text), *mentions]
        for chain in _chains(mentions):
            if not_after is not None and chain[0].start > not_after:
                return None
            if ANOTHER_PARTY.search(evidence.text[: chain[0].start]):
                continue
            path = self._path(chain[-1])
            start, end = chain[0].start, chain[-1].end
            offset = evidence.start
            return Region(
                path=path,
                proof=Proof(
                    found_in=evidence.found_in,
                    quote=evidence.text[start:end],
                    start=None if offset is None else offset + start,
                    end=None if offset is None else offset + end,
                ),
            )
        return None

    def _opening(self, text: str) -> list[PlaceMention]:
        for name in _opening_names(text):
            places = self._gazetteer.named(name)
            return [PlaceMention(candidates=places, text=name, start=0, end=len(name), is_short_name=False)]
        return []

    def by_opening(self) -> Region | None:
        """The place that a first paragraph begins with, 青浦区 of 2023年,青浦区坚持…, where the text speaks
        of such a unit as its own."""
        units = {match.group(1) for match in _SELF.finditer(self._text)}
        start = 0
        for paragraph in self._text.split("\n")[:_OPENING_PARAGRAPHS]:
            time = _OPENING_TIME.match(paragraph)
            at = time.end() if time else 0
            for mention in self._opening(paragraph[at:]):
                if mention.text.endswith(tuple(units)) and not _VISITS.match(paragraph, at + mention.end):
                    first, end = start + at, start + at + mention.end
                    proof = Proof(found_in="body", quote=mention.text, start=first, end=end)
                    return Region(path=self._path(mention), proof=proof)
            start += len(paragraph) + 1
        return None

    def by_self_reference(self, *, fewest_references: int, needed: bool) -> Region | None:
        """The place that the text speaks of as its own: named often, and of the unit in 我区, 全县, 本市."""
        units = Counter(match.group(1) for match in _SELF.finditer(self._text)) + self._bare_zones()
        if units.total() < fewest_references:
            units.clear()
        if needed and not units:
            return None
        counts: Counter[Path] = Counter()
        first: dict[Path, list[PlaceMention]] = {}
        for chain in self._body():
            path = self._path(chain[-1])
            counts[path] += 1
            first.setdefault(path, chain)
        if not counts:
            return None
        weight = {path: count + self._opens(first[path]) for path, count in counts.items()}
        if units:
            unit = units.most_common(1)[0][0]
            weight = {path: score for path, score in weight.items() if path[-1].endswith(unit)}
        ranked = _innermost_first(sorted(weight.items(), key=lambda item: -item[1]), counts)
        if not ranked or ranked[0][1] < (2 if units else 4):
            return None
        best, score = ranked[0]
        rivals = [
            value for path, value in ranked[1:] if not is_within(best, path) and not is_within(path, best)
        ]
        if rivals and score < (1.5 if units else 2.5) * rivals[0]:
            return None
        chain = first[best]
        start, end = chain[0].start, chain[-1].end
        return Region(
            path=best, proof=Proof(found_in="body", quote=self._text[start:end], start=start, end=end)
        )

    def _opens(self, chain: Sequence[PlaceMention]) -> bool:
        """Whether the document begins with the place, and not with its visitors."""
        return chain[0].start < _OPENING_CHARACTERS and not _VISITS.match(self._text, chain[-1].end)

    def _bare_zones(self) -> Counter[str]:
        """How often a zone calls itself 新区, 开发区 … without its name."""
        named = Counter(word for chain in self._body() for word in _ZONES if chain[-1].text.endswith(word))
        return Counter({word: self._text.count(word) - named[word] for word in _ZONES if word in self._text})

    def _body(self) -> list[list[PlaceMention]]:
        if self._chains is None:
            self._chains = _chains(self._gazetteer.find(self._text))
        return self._chains

    def _path(self, mention: PlaceMention) -> Path:
        if mention.place is not None:
            return mention.place.path
        context = [chain[-1].place.path for chain in self._body() if chain[-1].place is not None]
        place = self._gazetteer.resolve(mention.candidates, context)
        return place.path if place is not None else (mention.candidates[0].name,)


def _innermost_first(ranked: list[tuple[Path, int]], counts: Counter[Path]) -> list[tuple[Path, int]]:
    """The best place, or before it one inside it, named half as often and well above its neighbours.

    A county's report names its city time and again; a city's report each of its counties now and then.
    ``counts`` has the neighbours that ``ranked`` leaves out for their unit: a city's 县 beside its 市.
    """
    if not ranked:
        return ranked
    outer, score = ranked[0]
    inside = [item for item in ranked[1:] if is_within(item[0], outer)]
    if not inside or inside[0][1] * 2 < score:
        return ranked
    inner = inside[0][0]
    neighbours = [
        count
        for path, count in counts.items()
        if len(path) == len(inner) and path[:-1] == inner[:-1] and path != inner
    ]
    if counts[inner] < 1.5 * max(neighbours, default=0):
        return ranked
    return [inside[0], *(item for item in ranked if item is not inside[0])]


def _chains(mentions: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """Mentions that follow one another directly, each inside the one before."""
    chains: list[list[PlaceMention]] = []
    for mention in mentions:
        last = chains[-1][-1] if chains else None
        if last is not None and last.end == mention.start and _lies_in(mention, last):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _lies_in(inner: PlaceMention, outer: PlaceMention) -> bool:
    return any(is_within(place.path, top.path) for place in inner.candidates for top in outer.candidates)
