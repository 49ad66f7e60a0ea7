"""Who signed a document for issue, and who gave it as a speech on which day, by the words at its head.

签发人:王立 names the one, 县长 王立 on a line of its own under the title the other, ——2021年1月9日在…会议上
the day. A name within a sentence is none of these.
"""

import re
from collections.abc import Sequence

from qa_service.answering.citations import Quote
from vectorstore.passages import Passage

_HEAD = 10
_NAME = r"(?P<name>[一-鿿]{2,4}|[一-鿿][ \u3000]+[一-鿿]|[一-鿿·]{5,16})"
_PATTERNS = {
    "signatory": re.compile(rf"签发(?:人|领导)?\s*[:：]\s*{_NAME}(?![一-鿿])"),
    "speaker": re.compile(
        r"^[(（]?\s*(?:[一-鿿]{0,24}(?:[省市县区州旗盟镇乡局院]长|检察长|主任|主席))"
        rf"[ \u3000]+{_NAME}[^\S\n]*+[)）]?\s*$",
        re.MULTILINE,
    ),
    "spoken_on": re.compile(
        r"^[(（—\-\s]{0,6}(?P<name>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^\S\n]{0,2}在[^\n。]{2,60}(?:会议?|大会|全会)上?",
        re.MULTILINE,
    ),
}
_ORGAN = r"(?![各全])[一-鿿]{2,20}(?:局|委员会|政府|办公室|厅|调查队|总队|法院|检察院)"
_ISSUERS = re.compile(rf"\s{{0,4}}(?P<name>{_ORGAN}(?:[ \u3000、]{{1,4}}{_ORGAN}){{0,3}})\s{{0,4}}")
_UNDER_TITLE = 3
_ADDRESS = re.compile(r"^\s*(?:各位|同志们)")


def issuers_under_title(passages: Sequence[Passage]) -> tuple[str, Quote] | None:
    """The organs on a line of their own under the title, and that line; None where there is none."""
    for passage in sorted(passages, key=lambda each: each.start)[:_UNDER_TITLE]:
        found = None if passage.is_heading else _ISSUERS.fullmatch(passage.text)
        if found:
            quote = Quote(passage=passage, start=passage.start, end=passage.end)
            return "、".join(found["name"].replace("、", " ").split()), quote
    return None


def named_at_head(field: str, passages: Sequence[Passage]) -> tuple[str, Quote] | None:
    """The name or the day and the words that give it, of ``signatory``, ``speaker`` or ``spoken_on``; None
    where the head has none."""
    pattern = _PATTERNS.get(field)
    for passage in sorted(passages, key=lambda each: each.start)[:_HEAD]:
        if pattern is None or (field == "speaker" and _ADDRESS.match(passage.text)):
            return None
        found = pattern.search(passage.text)
        if found:
            quote = Quote(
                passage=passage, start=passage.start + found.start(), end=passage.start + found.end()
            )
            return "".join(found["name"].split()), quote
    return None
