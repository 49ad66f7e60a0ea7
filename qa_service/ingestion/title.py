"""Title lines at the head of a document: 某某县人民政府 / 关于2019年度…情况的报告, over one to four lines.

Knows the look of titles (GB/T 9704-2012 §7.3.1: 发文机关名称, 事由, 文种), not places or dates.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.numbering import mark_of

KINDS = (
    "报告|通知|通报|通告|公告|公报|公示|意见|决定|决议|命令|批复|答复|复函|请示|函|议案|纪要|条例|规定|办法|细则|规则|"
    "规程|规范|章程|准则|守则|制度|标准|方案|规划|计划|纲要|要点|总结|汇报|安排|打算|措施|举措|清单|目录|名单|指南|指引|"
    "指导意见|解释|修正案|法典|法|讲话|致辞|倡议书|公开信|建议|说明|解读|预案|预算|决算|情况|案例|案|年报|简报|须知|导则|"
    "协议|合同|声明|提案|提示|信|书|表|要求|设想|思路"
)
_SUFFIX = r"(?:[\s　]*[（(〔\[][^（）()]{1,20}[）)〕\]]|[\s　]*全文|[\s　]*\d{4}年?版?)*"
TITLE = re.compile(rf"(?!.*[。；;！!]).{{2,110}}?(?:{KINDS}){_SUFFIX}")
_ORGANISATION_END = re.compile(
    r"(?:政府|办公室|办公厅|委员会|管委会|局|厅|部|院|署|处|所|大队|支队|总队|法院|检察院|党组|党委|街道|办事处|大会|委|办|中心)$"
)
DOCUMENT_NUMBER = re.compile(
    r"[（(]?(?P<number>[一-鿿A-Za-z]{1,14}[〔\[（(【〈﹝［]\s*(?:19|20)\d{2}\s*[〕\])）】〉﹞］]\s*(?:第\s*)?\d{1,5}\s*号(?:文)?)[）)]?"
)
# A gazette bears its organ's name (省人民政府公报); a report of that kind its matter (统计公报).
_LETTERHEAD = re.compile(
    r".{2,40}(?:文件|令|(?:政府|国务院|办公厅|委员会|法院|检察院)公报)(?:[（(].{1,10}[）)])?"
    r"|第?\s*[\d一二三四五六七八九十百]+\s*号"
)
_BESIDE_NUMBER = re.compile(r"[^。；;，,《》]{1,24}")
_NOT_TITLE = re.compile(
    r"[：:，,、。；;！!？?]$|^[（(]?\d{4}\s*年.{0,12}(?:通过|批准|公布|发布|施行|修[正订])|^[\d\s\-/.:：年月日]+$|^[•·|]"
)
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S[ \u3000]{1,8}){3,}\S(?!\S)|^[一-鿿](?:[ \u3000]{1,8}[一-鿿]){1,2}$")
_RUNS_ON = re.compile(r"^[^:：|>＞]*(?:(?:19|20)\d{2}年|[省市县区州旗盟局委厅院办])[^:：|>＞]*$")
"""A place, an organ or a year, and no label of a page: what a title begins with."""
_SITE = re.compile(r"[^\s。，：:]{2,24}(?:门户网站?|政府网站?|信息网|网站|官网|在线)")
"""What a page calls its site, above the title of the document."""
_CARRIES_ON = ("的", "和", "与", "及", "暨")
_HEAD_LINES = 24
_LONGEST_LINE = 90
_LONGEST_HEADING = 160  # what the format itself marks as the heading of the page
_MOST_LINES = 4


def title_lines(lines: Sequence[Block]) -> tuple[int, ...]:
    """The indexes of the lines that make the title, in order; empty where the document has none.

    Headings of the format come first, then the first lines above the running text that read as a title.
    """
    head = _head(lines)
    headings = _leading_headings(lines, head)
    if headings:
        return headings
    best: tuple[int, ...] = ()
    best_score = 0
    for start in range(head):
        for length in range(1, _MOST_LINES + 1):
            if start + length > head or not _can_stand(lines[start + length - 1].text):
                break
            window = tuple(range(start, start + length))
            score = _score([lines[at] for at in window], start)
            if score > best_score:
                best, best_score = window, score
    return best


def title_from(lines: Sequence[Block], start: int) -> tuple[int, ...]:
    """The lines from ``start`` on that read as one title, at most four; empty where they do not."""
    for length in range(_MOST_LINES, 0, -1):
        window = lines[start : start + length]
        texts = [line.text for line in window]
        if len(window) == length and all(line.table is None and _can_stand(line.text) for line in window):
            chained = all(_continues(first, second) for first, second in pairwise(texts))
            if chained and TITLE.fullmatch(joined(texts)):
                return tuple(range(start, start + length))
    return ()


def joined(lines: Sequence[str]) -> str:
    """Title lines as one line; a blank only between words of Latin script or figures."""
    text = ""
    for line in map(set_solid, lines):
        apart = text and text[-1].isascii() and line[:1].isascii()
        text += (" " if apart else "") + line
    return text


def set_solid(line: str) -> str:
    """政府工作报告 of 政 府 工 作 报 告, as short titles are set."""
    return _SPACED_OUT.sub(lambda spaced: "".join(spaced.group().split()), line)


def repeats_title(lines: Sequence[Block], after: int, title: str) -> tuple[int, ...]:
    """Lines from ``after`` on, at the head, that say the whole title once more."""
    plain = re.sub(r"\s", "", title)
    for start in range(after, min(len(lines), after + 6)):
        text = ""
        for at in range(start, min(len(lines), start + _MOST_LINES)):
            text += re.sub(r"\s", "", lines[at].text)
            if text == plain:
                return tuple(range(start, at + 1))
            if len(text) > len(plain):
                break
    return ()


def is_document_number(line: str) -> bool:
    """A line that is a document number and at most a short label beside it (签发人, 办理结果：A)."""
    plain = line.strip()
    found = DOCUMENT_NUMBER.search(plain)
    if found is None:
        return False
    before, after = plain[: found.start()], plain[found.end() :]
    if re.match(r"[\s　]*签发人", after) and not before:
        return True
    apart = (not before or before[-1].isspace()) and (not after or after[0].isspace())
    beside = before.strip() + after.strip()
    return apart and (
        not beside or (_BESIDE_NUMBER.fullmatch(beside) is not None and not TITLE.fullmatch(beside))
    )


def _head(lines: Sequence[Block]) -> int:
    """How many lines stand above the first mark, salutation or running text."""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        mark = mark_of(line.text)
        if (
            len(line.text) > _LONGEST_LINE
            or "。" in line.text
            or line.table is not None
            or (mark and line.kind != "heading")
        ):
            return at
        if re.search(r"[：:]$", line.text) and at:
            return at
    return min(len(lines), _HEAD_LINES)


def _leading_headings(lines: Sequence[Block], head: int) -> tuple[int, ...]:
    first = next((at for at in range(head) if lines[at].kind == "heading" and lines[at].level == 1), None)
    if first is None or mark_of(lines[first].text) or len(lines[first].text) > _LONGEST_HEADING:
        return ()
    found = [first]
    while found[-1] + 1 < head and lines[found[-1] + 1].kind == "heading" and lines[found[-1] + 1].level == 1:
        found.append(found[-1] + 1)
    text = joined([lines[at].text for at in found])
    later = [line for line in lines[found[-1] + 1 :] if line.kind == "heading" and line.level == 1]
    if later and not TITLE.fullmatch(text) and any(mark_of(line.text) for line in later):
        return tuple(found)
    return tuple(found[:_MOST_LINES])


def _can_stand(text: str) -> bool:
    return (
        2 <= len(text) <= _LONGEST_LINE
        and not _NOT_TITLE.search(text)
        and not is_document_number(text)
        and not _LETTERHEAD.fullmatch(text)
        and not _SITE.fullmatch(text)
        and any("一" <= character <= "鿿" for character in text)
    )


def _score(window: Sequence[Block], start: int) -> int:
    """Higher is more like a title; 0 is no title."""
    texts = [line.text for line in window]
    text = joined(texts)
    if len(text) < 5 or len(text) > 120:
        return 0
    if any(not _continues(a, b) for a, b in pairwise(texts)):
        return 0
    reads_as_title = TITLE.fullmatch(text) is not None
    display = all(line.alignment == "center" or line.bold for line in window)
    if (
        not reads_as_title
        and not (display and len(window) == 1 and start < 3)
        and not (start == 0 and len(window) == 1)
    ):
        return 0
    score = 40 * reads_as_title + 20 * ("关于" in text) + 15 * display - 2 * start
    score += 10 * bool(re.search(r"(?:19|20)\d{2}", text)) + 3 * len(window) * reads_as_title
    if not reads_as_title and _ORGANISATION_END.search(text):
        return 0
    return max(score, 1 if start == 0 else 0)


def _continues(first: str, second: str) -> bool:
    """Whether a title may run on from one line to the next."""
    if set_solid(second).startswith("关于") and not re.search(r"[:：]", first):
        return not first.startswith("关于") or _ORGANISATION_END.search(first) is not None
    first, second = set_solid(first), set_solid(second)
    if second.startswith(first):
        # A site or a letterhead over a title that names the organ itself.
        return False
    if second.startswith(("（", "(")):
        return TITLE.fullmatch(first) is not None or "关于" in first
    if second.startswith(_CARRIES_ON):
        return True
    if (
        TITLE.fullmatch(first)
        and "关于" in first
        and not first.endswith(("法", "情况", "信", "书", "表", "案", "要求", "规定"))
    ):
        return False
    if "关于" in first or _ORGANISATION_END.search(first) is not None:
        return True
    return TITLE.fullmatch(first) is None and _RUNS_ON.match(first) is not None
