"""What a sentence may not bring along or leave behind: a cause, an exception overruled, a superlative, 一律,
a plan told as done, 后 for 前, 应当 for 可以.

A word of such a kind in the statement must have one of its kind in the passage or its document. This module
does not know which words the two share.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_MUST = re.compile(r"必须|应当|(?<!不)应(?![急用对变聘届收付缴届征税诉])|(?<!必)(?<!无)(?<!不)须(?!知)|务必")
_MAY = re.compile(r"可以|可(?![能再持靠见行观支售比办信控疑])|有权|能够")
_NOT = re.compile(r"不得|禁止|严禁|不准|不应|不可|不能|不予|不再|无需|无须|不必")
_ENCOURAGED = re.compile("鼓励|支持(?!单位)|引导|提倡|倡导")
_MAY_NOT = re.compile("(?:可以?|有权)(?:不|免|拒|从轻|减轻)")
_SHALL_NOT = re.compile("不予|不再|应当|一律|必须|免予|不得")
_ORDER = re.compile(
    r"(之前|以前|前|之日起|之后|以后|后)(?![续台期果勤备者代来方面半往置提列端景述款门沿线瞻程]|天(?!内))"
)
_NO_ORDER = re.compile(
    r"(?:目前|当前|此前|日前|先前|前后|今后|此后|最后|然后|随后|售后|事后|会后|落后|背后|向前|提前|生前)"
)
_COUNTED_ORDER = re.compile(
    r"(提前|提早)?(?:[\d〇零一二两三四五六七八九十百半]{1,16})(?:个)?(?:工作日|小时|分钟|日|天|周|月|年|年度)(以?之?前|以?之?内|以?之?后)?"
)
_BOUNDARY = re.compile(r"(?P<month>\d{1,2})?(?P<word>月底|月末|年底|年末|季末|月初|年初|上旬|中旬|下旬|周末)")
_AS_OF = re.compile(r"(?:截至|截止|到)(?:\d{4}年|当年|该年|全年)?$")
"""截至年底 only says of when a report of a year is."""
_SAME_BOUNDARY = {
    "月底": ("月底", "月末"),
    "月末": ("月底", "月末"),
    "年底": ("年底", "年末", "年终"),
    "年末": ("年底", "年末", "年终"),
}
_FIRST = re.compile("事先|先|预先|提前|方可|方能|才能|才可")
_NAME = re.compile("《[^《》]*》")
_ALL = re.compile(r"全部|(?<![平人户亩])均(?![衡价等匀值摊为未不无没])|都(?![市江城会督没不未无])|悉数|全数")
_ALL_OF_THEM = re.compile(
    r"全部|全体|一切|均|都|(?<![安健齐保])全(?![国省市县区镇乡年州面域程])|全面|100%|百分之百|一律|所有(?![权人者制])|任何|各|每|清零|一致|无一|等|不得|禁止"
)
_ALL_BY = re.compile("(?:全部|全额|均|都)由")
_BY_SEVERAL = re.compile("各承担|各负担|分担|分别承担|两级|共同承担|按比例")
_ENUMERATION = re.compile(r"[、和与及]|或者|以及")
_DONE = re.compile(r"已(?![知成])|(?<![要应须将能内])完成|(?<![为除罢])了(?![解结])")
_HAS, _PLAN = (
    re.compile("已(?![知成])|(?<![为除罢])了(?![解结])"),
    re.compile("(?:要点|计划|方案|规划|安排)$"),
)
_PLANNED = re.compile(
    r"(?<!年度)(?<!分)计划(?![生单,、。;]|的\d|任务的?\d|数的\d)|预计|(?<![达到])预期|力争|拟(?![定制])|下一步|下步|(?<!度)目标(?!任务)|争取(?=[在于到年早尽使让达实完\d])|打算|(?<=[还又再])将|将(?:[在于继进会要改启开推组重完探加投着大持坚围切深积努]|全[面力]|从|达到|实现|建|新|对|以)|有望|明年|下一年度|接下来|意向|(?:收入|支出)安排|今年要"
)
_BY_YEAR = re.compile(r"(?:^|[,。;:])到(\d{4})年")
_AHEAD = re.compile(
    "下一步|下步|打算|工作(?:安排|计划|思路)|预算(?:安排|草案)|(?:主要|重点|目标)任务|重点工作"
)
_LEADING = re.compile("(?<!年)[,:]")
"""What only a later clause of a sentence plans (21个已完工,其余计划明年完工) says nothing of the next."""
_YEAR, _SENTENCES = re.compile(r"\d{4}年"), re.compile("[。;]")
_INTENDED = re.compile(
    "(?<!行动)(?<!年度)(?<!工作)(?<!实施)计划(?![生单,])|预计|力争|拟(?![定制])|争取|打算|准备|下一步|(?<!即)将(?=[在于继会新建对实])"
)
_DAY_BEFORE = re.compile(r"(\d{1,2}(?:月底|月末|月\d{1,2}日|月|日))(?:之|以)?前")
_BY_NOW = re.compile("截至|截止|(?<!项)目前|实际")
"""计划验收24个,截至10月底已验收21个: what follows is of the time when it is told."""
_MODAL = re.compile(
    r"(?<![响反供适相对])应(?![急诉收用对届])|须|(?<!已)将|拟|(?<![主重])要|计划|目标|力争|预计|预期|确保|争取|打算|准备|部署|安排|下一步|意向|需|有望|可以|不得|禁止|提出|规划"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Words that a sentence may say only where the passage says one that is ``met_by``."""

    name: str
    pattern: re.Pattern[str]
    met_by: re.Pattern[str]
    each: bool
    """Whether every word must stand there itself."""


def kinds(data: Mapping[str, Mapping[str, str]]) -> tuple[Kind, ...]:
    """The kinds of a data file: name → {words, met_by}, both regular expressions."""
    return tuple(
        Kind(
            name=name,
            pattern=re.compile(kind["words"]),
            met_by=re.compile(f"{kind['words']}|{kind['met_by']}" if kind["met_by"] else kind["words"]),
            each=not kind["met_by"],
        )
        for name, kind in data.items()
    )


def brought(statement: str, passage: str, of_kinds: Sequence[Kind]) -> str:
    """The kind of a word that folded ``statement`` says and ``passage`` does not; empty for none."""
    for kind in of_kinds:
        found = [match.group() for match in kind.pattern.finditer(statement)]
        if kind.each and not all(word in passage for word in found):
            return kind.name
        if found and not kind.met_by.search(passage):
            return kind.name
    return ""


def either_for_both(statement: str, passage: str) -> bool:
    """满60周岁或者缴费满15年 where the passage asks for both."""
    asks = any(
        re.search(r"\d", one) and re.search(r"\d", other)
        for one, either, other in (clause.partition("或") for clause in re.split("[,。;]", statement))
        if either
    )
    return asks and not re.search("或|之一|也可|[均都]可|可以选择|任一|任意", passage)


def misplaced(statement: str, passage: str) -> bool:
    """后 where the passage has 前 behind the same words, 内 for 前 behind the same span of time."""
    said, written = _orders(statement), _orders(passage)
    for anchor, side in said.items():
        if anchor in written and side not in (written[anchor], "both") and written[anchor] != "both":
            return True
    spans, there = _spans(statement), _spans(passage)
    return any(
        span in there and sides and there[span] and not sides & there[span] for span, sides in spans.items()
    )


def orders_brought(statement: str, passage: str) -> int:
    """How often folded ``statement`` puts something before or after what ``passage`` names and puts nothing
    before or after."""
    bare, written = _NO_ORDER.sub("", passage), _orders(passage)
    found = 0
    for anchor, side in _orders(statement).items():
        if anchor in written or anchor not in bare:
            continue
        first = _FIRST.search(passage) is not None
        found += (side == "before" and not first) or (side == "after" and first)
    return found


def beyond(statement: str, passage: str) -> bool:
    """A bound of time, 月底 or 年末 or 上旬, that the passage does not set."""
    for match in _BOUNDARY.finditer(statement):
        if _AS_OF.search(statement[: match.start()]):
            continue
        month, word = match["month"], match["word"]
        written = "|".join(_SAME_BOUNDARY.get(word, (word,)))
        if month and word in ("月底", "月末"):
            written = rf"{month}月(?:底|末|3[01]日|2[89]日)"
        elif word in ("年底", "年末"):
            written += "|12月|全年|年初|本年"
        if not re.search(written, passage):
            return True
    return False


def all_of_some(statement: str, passage: str) -> bool:
    """全部 or 均 of what the passage says of some, or does not say of all."""
    if _ALL_BY.search(statement) and _BY_SEVERAL.search(passage):
        return True
    if _ALL_OF_THEM.search(passage):
        return False
    return any(
        match.group() == "全部" or not _ENUMERATION.search(statement[: match.start()])
        for match in _ALL.finditer(statement)
    )


def _orders(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    bare = _NO_ORDER.sub(lambda match: "□" * len(match.group()), text)
    for match in _ORDER.finditer(bare):
        anchor = bare[max(0, match.start() - 2) : match.start()]
        if len(anchor) == 2 and not re.search(r"[\d□,。;:日天月年]", anchor):
            side = "before" if "前" in match.group(1) else "after"
            found[anchor] = side if found.get(anchor, side) == side else "both"
    return found


def _spans(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for match in _COUNTED_ORDER.finditer(text):
        side = "前" if match[1] else (match[2] or "")[-1:]
        span = re.sub(r"^(?:提前|提早)|以?之?[前内后]$", "", match.group())
        if side:
            found[span] = found.get(span, frozenset()) | {side}
    return found


def other_modality(statement: str, clause: str) -> bool:
    """应当 for 可以 or the other way round, in a clause and the one of the passage that it says."""
    if _ENCOURAGED.search(clause) and not _MUST.search(clause):
        return _MUST.search(statement) is not None and not _ENCOURAGED.search(statement)
    if _MAY_NOT.search(clause) and not _MAY.search(statement) and _SHALL_NOT.search(statement):
        return True
    must, may = bool(_MUST.search(statement)), bool(_MAY.search(statement))
    if must == may or _NOT.search(statement) or _NOT.search(clause):
        return False
    written_must, written_may = bool(_MUST.search(clause)), bool(_MAY.search(clause))
    return (must and written_may and not written_must) or (may and written_must and not written_may)


def plan_as_done(statement: str, sentence: str, year: int | None) -> bool:
    """What the passage's sentence plans, or puts behind the document's ``year``, the statement gives for a
    fact."""
    sentence = _BY_NOW.split(_NAME.sub("", sentence))[-1]
    coming = (int(match[1]) for match in _BY_YEAR.finditer(sentence)) if year else ()
    ahead = [one for one in coming if one > (year or one)]
    if not _PLANNED.search(sentence) and not ahead:
        return False
    if any(f"到{one}年" in statement for one in ahead) and not _DONE.search(statement):
        return False  # 到2027年达到90家: it says itself that the year is to come
    return not _MODAL.search(statement) or (
        _DONE.search(statement) is not None and not _DONE.search(sentence)
    )


def is_plan(clause: str) -> bool:
    """Whether folded ``clause`` says that something is meant to be done."""
    return _INTENDED.search(clause) is not None


def is_done_of_planned(clause: str, touched: str) -> bool:
    """Whether folded ``clause`` says that something is done of which the clauses that it ``touched`` only say
    that it is planned."""
    done = _DONE.search(clause) is not None and not _DONE.search(touched)
    return done and plan_as_done(clause, touched, None)


def done_by_deadline(clause: str, touched: str) -> bool:
    """Whether folded ``clause`` says that something was done before a day before which the clauses that it
    ``touched`` have it done, without a word of having done it."""
    days = {match[1] for match in _DAY_BEFORE.finditer(touched)}
    kept = _HAS.search(clause) is not None and _HAS.search(touched) is None
    return kept and any(match[1] in days for match in _DAY_BEFORE.finditer(clause))


def is_done_in_plan(statement: str, title: str, passage: str) -> bool:
    """Whether folded ``statement`` says that something is done where the document's ``title`` calls it a plan
    and ``passage`` says of nothing that it is done."""
    says_done = _HAS.search(statement) is not None and _HAS.search(passage) is None
    return says_done and _PLAN.search(title) is not None


def is_ahead(heading: str) -> bool:
    """Whether a folded ``heading`` says that what stands under it is still to be done."""
    return _AHEAD.search(heading) is not None


def planned_above(statement: str, heading: str, before: str) -> bool:
    """Whether what stands ``before`` it in its passage, or the ``heading``, puts among plans what folded
    ``statement`` says is done."""
    if _MODAL.search(statement) or not _DONE.search(statement):
        return False
    ahead = is_ahead(heading)
    *earlier, last = _SENTENCES.split(before)
    for one in (*(one if _BY_NOW.search(one) else _LEADING.split(one)[0] for one in earlier), last):
        *_, since = _BY_NOW.split(one)
        if _PLANNED.search(since):
            ahead = True
        elif since != one or _YEAR.search(one) or _DONE.search(one):
            ahead = False
    return ahead


def done_as_plan(statement: str, passage: str) -> bool:
    """What the passage tells as done the statement only plans."""
    return _INTENDED.search(_NAME.sub("", statement)) is not None and not _MODAL.search(
        _NAME.sub("", passage)
    )
