"""Places of the level that a question asks of: 各市 are cities, and no county or district is one of them.

Where the documents are of one such place only, or of none, that is said and none is set against another.
This module knows the places of documents, not what they say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_service.answering.questions.asked_years import in_words
from qa_service.answering.questions.question import Question
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_ASKS_DOCUMENTS = re.compile(r"文件|报告|公报|单位|部门|机关|机构")
_WHICH = (
    r"(?:各个?|哪个|哪些|哪几个|几个|每个|所有|全部|[两三四五六七八九十\d]个|[两三四五六七八九十]"
    r"|(?:最[多少高低大小快慢]|第[二三四五六七八九十][多少高低大小]|前.{1,2}[名位]?)的)"
)
_COUNTY = re.compile(_WHICH + r"(?P<word>县级|区县|县区|县市区|市县区|县|区(?!域)|旗)(?!市)")
_CITY = re.compile(_WHICH + r"(?:地级)?(?P<word>市|州|盟)(?![县区场民政直容委局])")
_PROVINCE = re.compile(_WHICH + r"(?P<word>省)(?![级直])")
_EVERY = ("各", "每", "所有", "全部")
_PROVINCES, _CITIES, _COUNTIES = 1, 2, 3
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLevel:
    """``documents`` are of the places that ``word`` asks for (empty: all that there are), none where no place
    is of the level; ``others`` are of places of another one."""

    documents: tuple[DocumentSummary, ...]
    word: str = ""
    others: tuple[DocumentSummary, ...] = ()
    every: bool = False
    """It asks of each of them (各市), not which one it is."""

    @property
    def asked(self) -> bool:
        return bool(self.word)

    @property
    def fits_none(self) -> bool:
        return self.asked and not self.documents

    @property
    def candidates(self) -> tuple[DocumentSummary, ...]:
        """Those to look in: of the level, or the nearest there is."""
        return self.documents or self.others

    def note(self, years: Sequence[int]) -> str:
        """That but one place is of the level, or none; empty where several are."""
        places = _places(self.documents) if self.asked else []
        if not self.asked or len(places) > 1:
            return ""
        year = in_words(years)
        others = _places(self.others)
        named = "、".join(others[:_MOST_NAMED]) + (f"等{len(others)}处" if len(others) > _MOST_NAMED else "")
        if not places:
            return f"库里没有{self.word}的{year}文件,只有{named}的,以下列出,不作比较。"
        left_out = f";{named}不是{self.word},未列入" if others else ""
        return f"库里{year}的文件中,是{self.word}的只有{places[0]}{left_out}。"


def asked_level(question: Question, documents: Sequence[DocumentSummary]) -> AskedLevel:
    """Of ``documents`` those of the level that ``question`` asks of; those of no place only where it asks of
    none."""
    text = fold(question.text).text
    placed = [d for d in documents if d.metadata.region_path]
    if not placed or _ASKS_DOCUMENTS.search(text):
        return AskedLevel(documents=tuple(documents))
    for number, pattern in ((_COUNTIES, _COUNTY), (_CITIES, _CITY), (_PROVINCES, _PROVINCE)):
        if match := pattern.search(text):
            every = match.group().startswith(_EVERY)
            return replace(_of_level(placed, number, match["word"]), every=every)
    return AskedLevel(documents=tuple(placed))


def _of_level(placed: Sequence[DocumentSummary], level: int, word: str) -> AskedLevel:
    found = [d for d in placed if _level(d) == level]
    if word == "区":
        found = [d for d in found if _name(d).endswith("区")] or found
    if level == _CITIES and len(_places(found)) < 2:
        # 弥勒市 is a county's equal, but a city by name.
        found = [d for d in placed if d in found or _name(d).endswith(word)]
    return AskedLevel(documents=tuple(found), word=word, others=tuple(d for d in placed if d not in found))


def _level(document: DocumentSummary) -> int:
    """Province 1, city 2, county and below 3: what lies in 重庆市 are no cities."""
    path = document.metadata.region_path
    within_city = len(path) > 1 and path[0].endswith("市")
    return min(_COUNTIES, len(path) + within_city)


def _name(document: DocumentSummary) -> str:
    return document.metadata.region_path[-1]


def _places(documents: Sequence[DocumentSummary]) -> list[str]:
    return list({d.metadata.region_path: _name(d) for d in documents}.values())
