"""Documents of a kind that a question asks of all together: 四个单位的信息公开年报里谁收到的申请最多?

A kind is named by words of the documents' titles; a title may hold more. This module does not know regions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_NAMED = re.compile(
    r"(?P<matter>[\u4e00-\u9fff]{2,12}?)(?P<form>年报|年度报告|报告|公报|总结|通知|方案|办法|答复|要点)(?:里面?|中|上|内|当中)"
)
_LED_BY = re.compile(
    r"^.*(?:的|在)|^(?:[这那]?几|[这那]些|各|每|所有|全部|[两三四五六七八九十]|\d+)(?:[个份家]|些)?"
    r"(?:单位|部门|机关|县区|区县|市县|地区|地方|政府|[县市区地省])?"
)
_IN_FULL = {"年报": "年度报告"}
_TITLED = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:报告|总结|公报|年报|方案|办法|条例|规划|纲要|要点|意见|细则|预案|规则|指南)"
)
_OF_GOVERNMENT = "政府工作报告"
_LEAST_TITLE = 5
"""So many characters of a title are the name of a kind: 工作报告 may be any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindNamed:
    """``form`` is what the documents are (年报), ``matter`` what they are on."""

    matter: str
    form: str

    def is_of(self, document: DocumentSummary) -> bool:
        """The title holds the words in their order."""
        characters = iter(fold(document.metadata.title).text)
        words = self.matter + _IN_FULL.get(self.form, self.form)
        return all(character in characters for character in words)


def kind_named(text: str) -> KindNamed | None:
    """The kind of documents that ``text`` asks to look in."""
    match = _NAMED.search(fold(text).text)
    if match is None:
        return None
    matter = _LED_BY.sub("", _LED_BY.sub("", match["matter"]))
    return KindNamed(matter=matter, form=match["form"]) if len(matter) > 1 else None


def of_kind(documents: Sequence[DocumentSummary], text: str) -> list[DocumentSummary]:
    """Those of ``documents`` that are of the kind which ``text`` names; all where it names none, or where
    fewer than two are of it."""
    kind = kind_named(text)
    found = [document for document in documents if kind.is_of(document)] if kind else []
    return found if len(found) > 1 else list(documents)


def titled_as(documents: Sequence[DocumentSummary], text: str) -> list[DocumentSummary]:
    """Those of ``documents`` whose title holds most of a title's end that ``text`` names word for word
    (政府工作报告); all where none does. Another report of a government is not its work report."""
    named = list(_TITLED.finditer(fold(text).text))
    titles = [(document, fold(document.metadata.title).text) for document in documents] if named else []
    for match in named:
        for start in range(match.start(), match.end() - _LEAST_TITLE + 1):
            found = [document for document, title in titles if match.string[start : match.end()] in title]
            if found:
                return found
    return [] if _OF_GOVERNMENT in text else list(documents)
