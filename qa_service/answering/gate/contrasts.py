"""Single words of a statement against which the passage sets another: 国五 for 国四, 每年 for 累计.

Each finding has a name; "opposed" is a character of a pair of opposites, or a number of an order, in place of
another. This module does not know whether the rest of the two is alike.
"""

import re
from collections.abc import Iterator, Sequence

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.bound_figures import BoundFigure
from qa_service.answering.gate.figures import figures_of, same_figure, says_same
from qa_service.answering.gate.known import Known
from qa_service.answering.gate.rewordings import steps, written_for

NAMES = (
    *("opposed", "level_apart", "turned_from", "counted", "one_of", "excluded", "ongoing", "most_of"),
    *("levelled", "step_skipped", "part_as_whole"),
)
PRECISE = NAMES[1:]
"""Those that hardly a right sentence makes, and each of them seldom."""
_OPPOSITES = (
    "多少",
    "增减",
    "升降",
    "内外",
    "前后",
    "上下",
    "高低",
    "大小",
    "进出入退",
    "收支",
    "新旧老",
    "男女",
    "东西南北",
    "水热电气",
    "早晚",
    "快慢",
    "长短",
    "远近",
    "买卖",
    "存贷",
    "供需",
    "公民私",
    "甲乙丙丁",
    "一二三四五六七八九",
    "省市县区乡镇村国",
    "ⅰⅱⅲⅳⅴ",
    "采禁",
    "承下",
)
"""Characters that tell one thing from another where all about them is the same."""
_KEPT, _LONGEST = 4, 2
_DIGITS = re.compile(r"[\d.,%]")
_LEVEL = re.compile("(国家|省|市|县|区|乡|镇)级(?!人民|以上人民)")
_RANK = re.compile("[ivx]{1,4}[级类]|[一二三四五六]级(?!市)|[红橙黄蓝]色")
_BECOMES = re.compile("为|[到至成]")
_FROM = re.compile("[由从将]")
_YEARLY = re.compile("每年|年均|[当本]年(?!度)|年内|全年新|新(?:增|批|设|建|签)|每月|月均")
_IN_ALL = re.compile("累计|总[数量计]|存量|历年|合计")
_ONE_OF = re.compile(
    r"(?:其中|任意?|任何|只需|只要|满足|符合)[^,。;]{0,6}(?:一项|一条|一种|之一|一个条件|其一)|之一(?:即可|就可)"
)
_ALL_OF = re.compile("同时(?:符合|具备|满足|具有)|(?:全部|所有)条件|均(?:须|应|符合)|下列条件(?!之一)")
_ANY_OF = re.compile("之一|任意?一|或者")
_ALL_SAID = re.compile("同时(?:符合|具备|满足|具有)|(?:全部|所有|各项)条件|均须(?:符合|满足)")
_EXCLUDED = re.compile(
    "(?:不含|不包括|不包含|不计入?|未含|除)([^,。;、]{2,12}?)(?:等|外|以外|之外)?(?=[,。;、]|$)"
)
_APART = re.compile("([^,。;、\\d]{2,8})(?:另行计算|另计|不计入|不在此列|除外)")
_DENIED = re.compile("不|未|除|外|另|非|只有|才")
_ONGOING = re.compile("正在|有待|尚待|待(?=[^遇在])|启动|着手|力争|探索|拟|筹备|开展前期|推进中|抓紧|加快")
_FINISHED = re.compile("已|均通过|建成|竣工|完成|投用|了(?![解结])|通过了")
_MOST = re.compile(
    "(?P<most>最[高低多少大小快慢长短好差优]|首位|第一|居首)的?(?:依次)?(?:为|是)(?P<who>[^,。;、和与及\\d]{2,8})"
)
_FIRST = re.compile("居?前[两二三四五]位的?(?:分别|依次)?(?:为|是)(?P<who>[^,。;、和与及]{2,10})[、和与]")
_IS_FIRST = re.compile(
    "(?P<who>[^,。;、]{2,24}?)(?:类|的)?(?:投诉|举报|案件|数|占比)?[量数]?(?:位?居|排名?|排在)(?:首位|第一|榜首)"
)
_SAID_SO = 2
_ADDED = re.compile("新增|净增")
_STANDS_AT = re.compile("达到?|现有|共有|总数|[为有](?:,|$)")
_GROWS = re.compile("[增新]")
_AFTER_STEP = re.compile(
    r"(?:拒不[^,。;]{1,6}|逾期[不未][^,。;]{1,6}|仍[不未][^,。;]{1,6}|情节严重)的?,([^。;]{1,80})"
)
_STEP = re.compile("拒|逾期|仍|情节|责令|再次|限期")
_PART = re.compile(r"其中[有的]?([^,。;、\d]{2,12}?)[为有达共占]{0,2}\d")


def contrasts(
    aligned: Sequence[Aligned], held: Known, said: Sequence[BoundFigure], there: Sequence[BoundFigure]
) -> tuple[float, ...]:
    """How often each of ``NAMES`` is found in the clauses that are ``aligned`` with a passage, whose figures
    ``there`` are, as ``said`` are those of the statement."""
    statement = ",".join(one.text for one in aligned)
    return (
        float(sum(_opposed(one, held) for one in aligned)),
        float(sum(_level_apart(one) for one in aligned)),
        float(any(_turned_from(one.text, held.text) for one in aligned)),
        float(_counted_otherwise(said, there)),
        float(_one_of(statement, held.text)),
        float(_excluded(statement, held.text)),
        float(sum(_ongoing(one) for one in aligned)),
        float(_most_of(statement, held.text)),
        float(_levelled(statement, said, there)),
        float(_step_skipped(statement, held)),
        float(_part_as_whole(statement, held.text)),
    )


def _opposed(one: Aligned, held: Known) -> int:
    """Characters that the clause has in place of their opposites, between others that stay."""
    written = written_for(one)
    edits = steps(written, one.text)
    found = 0
    for at, (kind, start, end, said_start, said_end) in enumerate(edits):
        if kind != "replace" or max(end - start, said_end - said_start) > _LONGEST:
            continue
        kept = [
            e - s if k == "equal" else 0
            for k, s, e, _, _ in (*edits[max(0, at - 1) : at], *edits[at + 1 : at + 2])
        ]
        old, new = written[start:end], one.text[said_start:said_end]
        before = one.text[max(0, said_start - 1) : said_end]
        behind = one.text[said_start : said_end + 1]
        held_so = len(before) > 1 and before in held.text and behind in held.text
        if sum(kept) >= _KEPT and not held_so and not _DIGITS.search(old + new):
            found += any(_on_both_sides(old, new, group) for group in _OPPOSITES)
    return found


def _on_both_sides(old: str, new: str, group: str) -> bool:
    one, other = set(old) & set(group), set(new) & set(group)
    return bool(one) and bool(other) and one != other


def _level_apart(one: Aligned) -> bool:
    """国家级 where the clauses that it says have only 省级."""
    said, written = set(_LEVEL.findall(one.text)), set(_LEVEL.findall(one.touched))
    return bool(said) and bool(written) and not said & written


def _turned_from(clause: str, passage: str) -> bool:
    """由Ⅱ级调整为Ⅲ级 where the passage has Ⅲ级 before Ⅱ级."""
    said = _ranks(clause)
    if len(said) != _SAID_SO or said[0] == said[1] or not _FROM.search(clause) or not _BECOMES.search(clause):
        return False
    written = [
        ranks
        for part in re.split("[,。;]", passage)
        if set(said) <= set(ranks := _ranks(part)) and _BECOMES.search(part)
    ]
    return bool(written) and all(ranks.index(said[0]) > ranks.index(said[1]) for ranks in written)


def _ranks(text: str) -> list[str]:
    return [match.group() for match in _RANK.finditer(text)]


def _counted_otherwise(said: Sequence[BoundFigure], there: Sequence[BoundFigure]) -> int:
    """How many figures are of each year, or new, and in all in the passage, or the other way round."""
    found = 0
    for one in said:
        own = [other for other in there if same_figure(one.figure, other.figure)]
        yearly, in_all = _YEARLY.search(one.label), _IN_ALL.search(one.label)
        if yearly and not in_all:
            found += bool(own) and all(
                _IN_ALL.search(other.label) and not _YEARLY.search(other.label) for other in own
            )
        if in_all and not yearly:
            found += bool(own) and all(
                _YEARLY.search(other.label) and not _IN_ALL.search(other.label) for other in own
            )
    return found


def _one_of(statement: str, passage: str) -> bool:
    if _ONE_OF.search(statement):
        return _ALL_OF.search(passage) is not None and _ANY_OF.search(passage) is None
    return _ALL_SAID.search(statement) is not None and "之一" in passage and not _ALL_OF.search(passage)


def _excluded(statement: str, passage: str) -> bool:
    """Whether the statement names, and denies nothing of, what the passage only leaves out."""
    for part in _excluded_in(passage):
        clauses = [clause for clause in re.split("[,。;]", statement) if part in clause]
        elsewhere = passage.count(part) > 1
        if clauses and not elsewhere and not any(_DENIED.search(clause) for clause in clauses):
            return True
    return False


def _excluded_in(passage: str) -> Iterator[str]:
    for pattern in (_EXCLUDED, _APART):
        for match in pattern.finditer(passage):
            yield match[1]


def _ongoing(one: Aligned) -> bool:
    """Whether what the clause tells as finished is under way, or aimed at, in the clause nearest to it."""
    if not _FINISHED.search(one.text) or _ONGOING.search(one.text):
        return False
    return _ONGOING.search(one.nearest) is not None and not _FINISHED.search(one.nearest)


def _most_of(statement: str, passage: str) -> bool:
    """Whether another is most, or first, than the passage names."""
    for match in _MOST.finditer(passage):
        for said in _MOST.finditer(statement):
            if said["most"] == match["most"] and not _names_same(said["who"], match["who"]):
                return True
    first = _FIRST.search(passage)
    told = _IS_FIRST.search(statement)
    return first is not None and told is not None and first["who"][:2] not in told["who"]


def _names_same(one: str, other: str) -> bool:
    return one[:2] in other or other[:2] in one


def _levelled(statement: str, said: Sequence[BoundFigure], there: Sequence[BoundFigure]) -> int:
    """How many figures are what something came to in the one, and what was added in the other: 新增38家
    for 增至38家, 达到9个 for 新增9个."""
    found = 0
    for one in said:
        own = [other for other in there if same_figure(one.figure, other.figure)]
        if _ADDED.search(one.label) and one.change != "to":
            found += bool(own) and all(
                other.change == "to" and not _ADDED.search(other.label) for other in own
            )
        elif _STANDS_AT.search(one.label) and not one.change and not _GROWS.search(statement):
            found += bool(own) and all(
                _ADDED.search(other.label) and not _STANDS_AT.search(other.label) for other in own
            )
    return found


def _step_skipped(statement: str, held: Known) -> bool:
    """Whether the statement has at once what the passage has only of those who did not mend: 拒不改正的."""
    if _STEP.search(statement):
        return False
    said = figures_of(statement)
    for match in _AFTER_STEP.finditer(held.text):
        behind = [q for q in held.figures if match.start(1) <= q.start < match.end(1)]
        others = [q for q in held.figures if q not in behind]
        if any(
            any(says_same(figure, q) for q in behind) and not any(says_same(figure, q) for q in others)
            for figure in said
        ):
            return True
    return False


def _part_as_whole(statement: str, passage: str) -> bool:
    """均为教师 where the passage has 其中教师19名."""
    return any(
        re.search(f"(?:[均都]|全部?)[为是属系]{{0,2}}{re.escape(match[1])}", statement)
        for match in _PART.finditer(passage)
    )
