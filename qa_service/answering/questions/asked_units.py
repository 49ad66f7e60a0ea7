"""The measure that a question asks for: its measure word, or those that can say what it names (元 for 工资).

A measure word stands behind 多少 and 几, or is that of the noun there (多少律师); else the noun that is
measured tells (面积, 契税). Pure; this module does not know what a document counts by.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from qa_service.answering.questions.everyday_phrases import GAP
from qa_service.answering.questions.wording import Wording
from qa_service.quantities.units import units, word_endings

ANY_MEASURE = frozenset({"块"})
_PERSONS = frozenset({"人", "人员", "群众", "干部", "职工"})
_PEOPLE = re.compile("老百姓|百姓|群众|村民|居民|市民|乡亲")
"""Of 多少群众受益 and 多少老百姓得了好处."""
_PERSON_NOUN = re.compile(r"[护证诉告理审监继鉴代介]人$")
"""辩护人, 证人, 被告人, 代理人: whom laws count as persons."""
_STAFF = re.compile(r"(?:员|律师|顾问|干部)$")
"""人民调解员, 公职律师."""
_NUMBER_NOUNS = frozenset({"数", "数量", "总数", "总量", "人数", "规模"})
_PAYS = re.compile(r"(?:罚|罚没|花|投|挣|赚|投入|捐)(?:了|出)?多少(?![一-鿿])")
_MONEY = r"(?:债权|债务|欠薪|损失|(?<![免消])费|税|(?<!条)款|(?<![名定])额|[奖罚资佣现助偿问恤积老纳]金)"
_MONEY_NOUN = re.compile(f"{_MONEY}$")
_ASKS_MONEY = re.compile(
    rf"(?:多少|几)[^,?。多少]{{0,8}}{_MONEY}(?![一-鿿])"
    rf"|{_MONEY}(?:一共|总共|合计|共|大概|大约)?(?:是|有|为|达到?|收了?|交了?|完成了?|缴了?|减了?|免了?)?多少(?![一-鿿])"
)
_ASKS_AGE = re.compile(
    r"多大(?:年纪|岁数|年龄|岁|了)?(?:才|能|可以|要|就|应|该|必须|算|开始|以[上下]|的?(?:人|孩子|小孩|儿童|老人|学生|男|女))"
    r"|最[小大](?:要|得|是|应该?)?(?:满|有)?多大"
    r"|(?:孩子|小孩|儿童|老人|自己|[人员者男女])[^,?。]{0,8}多大(?:年纪|岁数|了)?(?=[?。,]|$)"
)
_FREE = re.compile(r"[不没免](?:用|必|要|需)?(?:掏|花|交|收|付)?钱")
"""Names no amount of money that is asked for: 停多久不要钱."""
_SIZED = re.compile(r"面积|规模|体积|尺寸|功率|力度|影响|[房地场园]")
COUNTS_PEOPLE = re.compile(r"的人(?:数)?[^,。;的]{0,8}(?:有|是|达到?)?(?:多少|几)(?![^?？。,])")
ASKED_LAST = re.compile(r"(?:有|是|为|共|达)(?:多少|几)[??。]?$")
QUANTITY_HEAD = re.compile(r"(?:多少|(?<!第)几)(?P<unit>[^,?。!;:\s]{1,4})?")


@lru_cache(maxsize=1)
def _measure_words() -> tuple[str, ...]:
    return tuple(sorted(units(), key=len, reverse=True))


def unit_asked(text: str) -> tuple[str | None, int]:
    """The measure word after 多少/几 and where what follows it begins; (None, -1) without one."""
    match = QUANTITY_HEAD.search(text)
    if not match:
        return None, -1
    rest = match["unit"] or ""
    scale = len(rest) - len(rest.lstrip("万亿千百"))
    for unit in _measure_words():
        following = rest[scale + len(unit) :][:1] or text[match.end() :][:1]
        # 人 of 多少人大代表建议 begins a word.
        if rest.startswith(unit, scale) and not (following and following in word_endings().get(unit, "")):
            return unit, match.start("unit") + scale + len(unit)
    return None, match.end() - len(rest)


def counts_persons(noun: str | None, words: Sequence[str], text: str, wording: Wording) -> bool:
    """律师有几个, 几个干部: persons, whom documents count in 人 or 名; ``words`` are those of ``text``."""
    counted = noun or max(words, key=text.rfind, default="")
    if counted in _PERSONS or _PERSON_NOUN.search(counted) or _STAFF.search(counted):
        return True
    known = [each for each in wording.unit_of_noun if counted.endswith(each)]
    return wording.unit_of_noun[max(known, key=len)] == "人" if known else False


def begins_with_person(text: str, after: int) -> bool:
    """多少个人; 人 of 人民调解委员会 begins a word."""
    return text.startswith("人", after) and text[after + 1 : after + 2] not in tuple(word_endings()["人"])


def measured_in(text: str, wording: Wording) -> frozenset[str]:
    """The measure words of what ``text`` names that is measured: 平方米, 亩 … of 面积; empty for nothing."""
    if _ASKS_AGE.search(text) and not _SIZED.search(text):
        return wording.units_of_measure["年龄"]
    text = _FREE.sub("", text)
    return next((units for noun, units in wording.units_of_measure.items() if noun in text), frozenset())


def paid_in(text: str, wording: Wording) -> frozenset[str]:
    """Money, where a verb of paying stands before the interrogative and no measure word behind it, or a noun
    that names money (公证费, 契税) beside it."""
    if _PAYS.search(text):
        return wording.units_of_measure["钱"]
    return wording.units_of_measure["税费"] if _ASKS_MONEY.search(text) else frozenset()


def unit_of_counted(text: str, asked: Sequence[str], wording: Wording) -> str | None:
    """The measure word of what is counted without one: 多少(名)执法人员; ``asked`` is its noun phrase."""
    match = QUANTITY_HEAD.search(text)
    if not match:
        return None
    rest = _FREE.sub("", text[match.start("unit") :]) if match["unit"] else ""
    phrase = re.split(r"[,?。!;:、]", rest, maxsplit=1)[0]
    if any(word in wording.units_of_measure or _MONEY_NOUN.search(word) for word in asked[1:]):
        # 职工债权 is measured, whosever it is.
        return None
    if _PEOPLE.match(phrase) and "的" not in re.split(r"[,?。!;:、]", text[match.end() :], maxsplit=1)[0]:
        # But 群众反映的问题 are no people.
        return "人"
    counted = phrase.partition("的")
    nouns = [noun for noun in wording.unit_of_noun if counted[0].endswith(noun) or counted[2].endswith(noun)]
    nouns = nouns or [noun for noun in wording.unit_of_noun if asked and asked[0].endswith(noun)]
    return wording.unit_of_noun[max(nouns, key=len)] if nouns else None


def unit_of_last(words: Sequence[str], text: str, wording: Wording) -> str | None:
    """Of 律师 in 律师数量; none of 人员 in 特困人员供养标准, of 老人 in 给老人挽回损失."""
    named = [word for word in words if word not in _NUMBER_NOUNS]
    last = max(named[::-1], key=lambda word: text.rfind(word.rpartition(GAP)[2]), default="")
    return wording.unit_of_noun.get(last)


def is_measured_in(text: str, unit: str, wording: Wording) -> bool:
    """Whether what ``text`` names may be counted in ``unit``: no 支出 in 人, no 群众 in 亩."""
    measured = measured_in(text, wording)
    if measured:
        return unit in measured
    counted = next((of for noun, of in wording.unit_of_noun.items() if text.endswith(noun)), unit)
    return counted == unit or any(counted in group and unit in group for group in wording.unit_groups)
