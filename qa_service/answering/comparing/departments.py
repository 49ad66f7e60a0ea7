"""Questions of all departments of one place: 各部门承办的建议分别是多少, 哪个部门的提案最多.

Their sides are the organs that wrote the documents; the government, which bears the place's name, is none.
Where there are not two of them, such a question asks what a report says of departments. This module does not
know what the documents say.
"""

import re
from collections.abc import Iterable, Sequence

from qa_service.answering.comparing.aims import Aim, aims_of
from qa_service.answering.questions.organs import organ_of, own_name
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_DEPARTMENTS = re.compile(
    r"(?:各个?|每个|所有|全部|哪个|哪些|哪几个|[两三四五六七八九十几\d]个|最[多少高低大小]的|前.{1,2}的)"
    r"(?:职能|[省市州县区]直|[省市州县区]级)?(?:部门|单位|局)(?!负责|牵头|主管|[长级])"
)
_SUM = re.compile(r"合计|总计|总和|加起来|加在一起|相加|之和")


def asks_departments(text: str) -> bool:
    """``text`` asks of each of the departments for a figure, or which of them has the most."""
    folded = fold(text).text
    if not _DEPARTMENTS.search(folded):
        return False
    aims = aims_of(folded)
    if Aim.TOTAL in aims and not _SUM.search(folded):
        # 各部门共办理多少件 may be one figure of a report on all.
        return False
    return aims.numeric or Aim.EACH in aims


def departments_of(documents: Iterable[DocumentSummary]) -> dict[str, tuple[DocumentSummary, ...]]:
    """The documents of each department, by its name in full, where those of one place are of several
    departments; empty otherwise."""
    found: dict[str, list[DocumentSummary]] = {}
    places = set()
    for document in documents:
        places.add(document.metadata.region_path)
        if own_name(document) and (organ := organ_of(document)):
            found.setdefault(organ, []).append(document)
    several = len(found) > 1 and len(places) == 1
    return {organ: tuple(own) for organ, own in found.items()} if several else {}


def are_departments(text: str, documents: Sequence[DocumentSummary]) -> bool:
    """``text`` asks of departments, and ``documents`` are of several."""
    return asks_departments(text) and bool(departments_of(documents))
