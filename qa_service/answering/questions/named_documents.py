"""Documents that a question names: 《…》, a title as people shorten it (劳动合同法), or a usual short name.

A document answers to its title without 中华人民共和国 and notes on its version, a part of a work to the
work's name too (民法典 names all its books, 合同编 one of them), an interpretation to 公司法司法解释(三).
The longest name wins, and no name is found inside a word or inside another quoted name. All versions of a
work bear its name; which of them is asked about stands beside it (旧公司法, 民事诉讼法2021版) and is read.
This module does not know regions.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.questions.asked_scope import VersionAsked
from qa_service.answering.text.folding import fold
from qa_service.library.authority import Rank
from qa_service.library.records import DocumentSummary
from qa_service.library.works import plain_name, without_issuer, work_name

_SHORTEST_LAW, _SHORTEST_RULE, _SHORTEST_OTHER = 2, 4, 6
_ON_WORD_BOUNDARIES = 4
"""Names of so few characters may be part of a longer word: 水法 of 排水法规."""
_MAY_FOLLOW = re.compile(r"[的里中内上下第对是关和与及、,?有怎如在]|规定|$")
"""What shows that a name has ended where the words were cut otherwise: 编里."""
_GOES_ON = re.compile(r"[律学性院庭]")
_LONGEST = 80
_STATE = "中华人民共和国"
_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_LEFT_OUT = re.compile(r"中华人民共和国|[《》〈〉<>“”\"‘’「」]")
_PASSED_ON = re.compile(r"(?:印发|发布|公布|颁布|转发|下发|批转).{0,12}《([^《》]+)》")
_PASSED_ON_BARE = re.compile(r"(?:印发|发布|公布|颁布|转发|下发|批转)([^《》]{6,60}?)的通知$")
_DEED = re.compile(r"^(?:危害|侵犯|破坏|妨害|实施|涉及|涉)|(?:民事|刑事|行政)$")
_NUMBERED = r"(?:\((?P<number>[一二三四五六七八九十]+)\))?$"
_APPLYING = re.compile(
    r"关于适用(?P<matter>.{2,30}?)(?:若干|有关)*(?:问题)?的?(?:若干)?(?:解释|规定)" + _NUMBERED
)
_TRYING = re.compile(
    r"关于(?:审理|办理)(?P<matter>.{2,30}?)(?:纠纷)?(?:民事|刑事|行政)?案件(?:具体)?(?:适用|应用)法律.{0,8}"
    r"(?:解释|规定)" + _NUMBERED
)
_ANOTHER_DOCUMENT = re.compile(
    r"(?:的?(?:实施(?:条例|细则|办法|规定)|(?:相关)?司法解释(?!第)|修正案)(?:\(?[一二三四五六七八九十]+\)?(?!条))?)"
)
_DOCUMENT_KIND = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|解释|批复|决定|意见|通知|方案|规划|纲要|章程|准则|标准|规范|报告)(?:\([^()]{1,12}\))?$"
)
_CHANGED = r"(?:修订|修改|修正)"
_BEFORE = re.compile(
    rf"(?:(?P<until>(?:19|20)\d\d)年?(?:以前|之前)的?|(?P<year>(?:19|20)\d\d)年?(?:{_CHANGED}后?|颁布|版|实施|施行|生效|当时|时)?的?"
    rf"|(?P<old>旧版?的?|老版?的?|{_CHANGED}(?:之|以)?前的?|失效的?|废止的?|以前的|过去的|原来的|(?<![一-鿿])原)"
    rf"|(?P<new>新版?|最新的?|现行的?|现在的|新{_CHANGED}的?|最新{_CHANGED}的?|{_CHANGED}(?:之|以)?后的?|最新版的?))$"
)
_AFTER = re.compile(
    rf"^(?:(?P<both>{_CHANGED}前后|新旧|的?(?:新旧|前后)(?:版本)?|(?:最近)?(?:一次)?{_CHANGED}了)"
    rf"|\(?(?P<year>(?:19|20)\d\d)年?(?:版本?|{_CHANGED}(?:版|本)?|的)\)?"
    rf"|\((?P<noted>(?:19|20)\d\d)年?[^()]{{0,6}}\)"
    rf"|\(?(?P<old>旧版|老版|旧法|{_CHANGED}(?:之|以)?前|原版)\)?"
    rf"|\(?(?P<new>新版|最新版|现行版本?|{_CHANGED}(?:之|以)?后)\)?)"
)
_NOTED = re.compile(rf"\((?P<year>(?:19|20)\d\d)年?(?:{_CHANGED}|版|\)).*》$")
_CARRIED_OUT = re.compile(r"(?:实施|贯彻|落实|执行|宣传|学习|普及|宣讲|推进)(?:好|了)?新?$")
_BOTH_BEFORE = re.compile(r"新旧$|新老$|新、旧$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """``ids`` are all versions of what is named, ``spans`` the words of the folded question that name them
    and their version; ``absent`` are quoted names of documents that are not there."""

    ids: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    absent: tuple[str, ...] = ()
    version: VersionAsked = field(default_factory=VersionAsked)
    as_object: bool = False
    """It stands as what somebody carries out or makes known: 实施劳动合同法, 宣传民法典."""


@dataclass(frozen=True, slots=True)
class _Match:
    ids: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=1)
def usual_names() -> Mapping[str, str]:
    """Short name -> title, from ``phrases/court_names.tsv``."""
    text = files("qa_service.answering").joinpath("phrases/court_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _derived(title: str, name: str) -> Iterator[str]:
    """The names, beside its own, of a document of this plain ``name``."""
    for passed_on in (_PASSED_ON, _PASSED_ON_BARE):
        yield from (plain_name(inner) for inner in passed_on.findall(title))
    bare = without_issuer(name)
    if bare != name:
        yield bare
        yield bare.removeprefix("关于")
    found = _APPLYING.search(name) or _TRYING.search(name)
    if found is None:
        return
    matter, number = found["matter"], found["number"]
    topic = _DEED.sub("", matter)
    for subject in {matter, topic, work_name(matter).part or matter}:
        yield from (f"{subject}{kind}司法解释" for kind in ("", "案件", "刑事案件", "纠纷", "犯罪"))
        if subject.endswith(("编", "法")):
            yield f"{subject}解释"
        if number:
            for written in (number, f"({number})"):
                yield f"{subject}司法解释{written}"
                yield f"{subject}解释{written}"
                yield f"{subject}规定({number})"


class DocumentNames:
    """The names of a library's documents; built once for each state of it."""

    def __init__(self, documents: Iterable[DocumentSummary]) -> None:
        free: dict[str, set[str]] = defaultdict(set)
        quoted: dict[str, set[str]] = defaultdict(set)
        for document in documents:
            for name, is_free in _names_of(document):
                quoted[name].add(document.document_id)
                if is_free:
                    free[name].add(document.document_id)
        for short, title in usual_names().items():
            for name in [n for n in (title, f"{title}司法解释", f"{title}解释") if n in free]:
                for names in (free, quoted):
                    names[name.replace(title, short)] |= free[name]
        self._quoted = {name: frozenset(ids) for name, ids in quoted.items()}
        self._free = {name: frozenset(ids) for name, ids in free.items() if len(name) <= _LONGEST}
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._free:
            lengths[name[:2]].add(len(name))
        self._lengths = {start: sorted(sizes, reverse=True) for start, sizes in lengths.items()}

    def find(self, question: str, *, boundaries: Collection[int]) -> Named:
        """What folded ``question`` names; ``boundaries`` are the offsets at which its words begin or end."""
        matches = self._scan(question, boundaries)
        quotes = [quote.span() for quote in _QUOTED.finditer(question)]
        absent: list[tuple[int, str]] = []
        for start, end in quotes:
            # A quote may stand within a longer name: …关于适用《民法典》婚姻家庭编的解释(一).
            inner = start + 1 + len(_STATE) * question.startswith(_STATE, start + 1)
            whole = next((m for m in matches if m.start <= inner and end - 1 <= m.end), None)
            if whole:
                wider = _Match(whole.ids, min(whole.start, start), max(whole.end, end))
                matches[matches.index(whole)] = wider
                continue
            matches = [match for match in matches if match.end <= start or end <= match.start]
            name = plain_name(question[start:end])
            ids = self._quoted.get(name) or self._quoted.get(without_issuer(name))
            if ids:
                matches.append(_Match(ids, start, end))
            elif _DOCUMENT_KIND.search(name):
                absent.append((start, question[start + 1 : end - 1]))
        for match in list(matches):
            longer = _ANOTHER_DOCUMENT.match(question, match.end)
            if longer:
                matches.remove(match)
                absent.append((match.start, question[match.start : longer.end()]))
        named_absent = tuple(dict.fromkeys(name for _, name in sorted(absent)))
        if not matches:
            return Named(absent=named_absent)
        spans, version = _with_versions(question, matches)
        noted = _NOTED.search("".join(question[match.start : match.end] for match in matches))
        if noted and version == VersionAsked():
            version = VersionAsked(year=int(noted["year"]))
        return Named(
            ids=_joined(matches),
            spans=spans,
            absent=named_absent,
            version=version,
            as_object=any(_CARRIED_OUT.search(question[: match.start]) for match in matches),
        )

    def _scan(self, question: str, boundaries: Collection[int]) -> list[_Match]:
        """Names that stand in the question, with or without marks inside them; the longest of those that
        overlap."""
        characters, origins = _unmarked(question)
        found: list[_Match] = []
        for start in range(len(characters) - 1):
            for size in self._lengths.get(characters[start : start + 2], ()):
                ids = self._free.get(characters[start : start + size])
                if ids is None or start + size > len(characters):
                    continue
                begin, end = origins[start], origins[start + size - 1] + 1
                if size > _ON_WORD_BOUNDARIES or _is_word(question, begin, end, boundaries):
                    found.append(_Match(ids, begin, end))
                    break
        found.sort(key=lambda match: match.start - match.end)
        kept: list[_Match] = []
        for match in found:
            if not any(match.start < other.end and other.start < match.end for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda match: match.start)


def _is_word(question: str, begin: int, end: int, boundaries: Collection[int]) -> bool:
    """Whether no word of the question begins before the name and ends in it, nor the other way round."""
    if begin not in boundaries or _GOES_ON.match(question, end):
        return False
    return end in boundaries or _MAY_FOLLOW.match(question, end) is not None


def _names_of(document: DocumentSummary) -> Iterator[tuple[str, bool]]:
    """The names of a document, its number among them, and whether each is known without 《》 round it."""
    if document.metadata.document_number:
        number = fold(document.metadata.document_number).text
        # Of the brackets round the year a keyboard has but some.
        for opening, closing in ("〔〕", "[]", "()", "【】"):
            yield number.replace("〔", opening).replace("〕", closing), True
    title = fold(document.metadata.title).text
    own = work_name(title)
    rank = document.rank
    legislates = rank is not None and rank.legislates
    names = {own.whole, own.work, *_derived(title, own.whole)}
    if own.part.endswith("编") and not own.part.startswith("第"):
        names.add(own.part)
    for name in names:
        if rank is Rank.CASE:
            is_free = name.endswith("案") and len(name) >= _SHORTEST_OTHER
        elif legislates:
            is_free = len(name) >= (_SHORTEST_LAW if name.endswith(("法", "法典", "编")) else _SHORTEST_RULE)
        else:
            is_free = len(name) >= _SHORTEST_OTHER
        if name:
            yield name, is_free


def _unmarked(question: str) -> tuple[str, list[int]]:
    """``question`` without marks and 中华人民共和国, and where each character stood."""
    characters = list(question)
    for mark in _LEFT_OUT.finditer(question):
        characters[mark.start() : mark.end()] = [""] * (mark.end() - mark.start())
    origins = [at for at, character in enumerate(characters) if character]
    return "".join(characters), origins


def _joined(matches: Iterable[_Match]) -> tuple[str, ...]:
    """民法典 and 合同编 name one book; two laws that have no document in common name both."""
    groups: list[frozenset[str]] = []
    for match in matches:
        at = next((at for at, group in enumerate(groups) if group & match.ids), None)
        if at is None:
            groups.append(match.ids)
        else:
            groups[at] &= match.ids
    return tuple(sorted(frozenset().union(*groups)))


def _with_versions(
    question: str, matches: Iterable[_Match]
) -> tuple[tuple[tuple[int, int], ...], VersionAsked]:
    """The spans of the names with the words on their version, and what these ask for."""
    spans: list[tuple[int, int]] = []
    version = VersionAsked()
    for match in matches:
        start, end = match.start, match.end
        if question[:start].endswith(_STATE):
            start -= len(_STATE)
        before, after = _BEFORE.search(question[:start]), _AFTER.match(question[end:])
        every = _BOTH_BEFORE.search(question[:start])
        if every or (after and after["both"]):
            version = VersionAsked(every=True)
        elif before and before["until"]:
            version = VersionAsked(year=int(before["until"]) - 1)
        elif before and (before["year"] or before["old"]):
            year = before["year"]
            version = VersionAsked(year=int(year) if year else None, old=bool(before["old"]))
        elif after and (after["year"] or after["noted"] or after["old"]):
            year = after["year"] or after["noted"]
            version = VersionAsked(year=int(year) if year else None, old=bool(after["old"]))
        if before and not every:
            start = before.start()
        if after and not after["both"]:
            end += after.end()
        spans.append((start, end))
    return tuple(spans), version
