"""Of what a figure is each time: 每亩, 每人每月, 每个乡镇.

Official texts say it shortly: 亩均投资2400元, 补贴按月发放, 月租金3元/平方米. This module does not know of
the figure.
"""

import re

from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.answering.gate.known import Known
from qa_service.quantities.amounts import number

_EACH = re.compile(
    r"每[一1]?[个隔名]?(?:(?=[\d二两三四五六七八九十百千万])|(?![被发超增减]|出现)[\u4e00-\u9fff])"
)
_EVERY = re.compile(
    r"各([\u4e00-\u9fff])|([人户亩场次日天月年校村])均|按([年季月周日天])|(?<=行)([月季周])报|([月季周年日])(?:考核|通报|报送|调度|清算|结算|巡查|例会)|单([年月日天周])|(?:分|放|落实|[发直送补兑])[到至]([人户])(?![数口籍])"
    r"|[人户亩]均([年月日天])|/([\u4e00-\u9fff])|[·・]([年月日天人户])|单([家户次项台件套处人笔])|([班])额"
    r"|(?<=[夜晚])间|(?<![\d全上当今去明本往前后每几多半一二两三四五六七八九十个])([月年日])(?:租|工资|收入|养老|薪|标准|补[贴助]|津贴|供水|用[水电气煤]|处理|产[能量])"
    r"|(?<=限)一([人户车])一|单[个一]([\u4e00-\u9fff])|([人户])(?=月[用均])"
)
"""每个街道 where the passage has 各街道, 每亩 where it has 亩均 or 元/亩, 每月 where it has 按月, 月租金."""
_ALL_OF_THEM = re.compile("(?<![平人户亩场])均(?![价衡等])|都(?![市江城])|全部|各|悉数|一律|逐[一个项件户]")
_CLAUSE_END, _SENTENCE_END = re.compile("[,。;:!?]"), re.compile(r"[。;!?\n]")
_EACH_PERSON = re.compile("每[位名]")
_EACH_NOUN = re.compile(r"(?:每[一1]?|单)([个家项名位])(?=([\u4e00-\u9fff]{2}))(?![奖补罚付可最不])")
_PERSONS = "名位"
_NO_NOUN = re.compile("(每[个名家])[可能均都将给补奖发得按须应享一]")
_PHRASE_END = re.compile(r"[^\u4e00-\u9fff]|[的最至可均都按]|不超")
_MEASURES = frozenset("名位个项件家")
_COUNTED_ONE_BY_ONE = frozenset("套户座栋间台辆所处艘")
_HAN = re.compile("[\u4e00-\u9fff]")
_VERB_ONLY = re.compile("[奖补罚给发]")
"""每个奖2万元 where the passage has 各奖励2万元."""
_EACH_BEFORE, _NOUN_OF_LIST = re.compile("每[个家项]([^。;!?\n]{1,80})"), 4
"""每个国家级园区500万元、省级园区200万元: the 每个 is of the second, too."""
_PERSON = re.compile("[民人员者生工师户]")
_YEARLY = re.compile("年度|按年|逐年|年均|年[贴限补奖]")
_SCALE = re.compile("每([百千万]{1,2}|[1-9]0{1,5})(?=[名位个户人常件平立辆])")
_PERIODICALLY = re.compile("按(学期|[年季月周日])度?([\u4e00-\u9fff]{2})")
_EACH_OF_ANY = "每"
_FARTHEST_NOUN = 12


def holds_each(statement: str, held: Known) -> bool:
    """Whether what folded ``statement`` says of each of something, the passage does as well."""
    if _EACH_OF_ANY not in statement:
        return not _at_other_periods(statement, held.text)
    text = held.text
    each = {_same_each(match.group()) for match in _EACH.finditer(f"{text}\n{held.around}")}
    each |= {"每年"} if _YEARLY.search(text) else set()
    each |= {"每人"} if _EACH_PERSON.search(text) else set()
    for match in _EVERY.finditer(text):
        each.add(_same_each(f"每{match[match.lastindex]}") if match.lastindex else "每晚")
    if not _same_scales(statement, f"{text}\n{held.around}") or _at_other_periods(statement, text):
        return False
    return all(
        _same_each(match.group()) in each
        or _is_each_of(match, statement, text)
        or _is_of_all_counted(match, statement, text)
        for match in _EACH.finditer(statement)
    )


def _same_scales(statement: str, text: str) -> bool:
    """每千人, not 每百人; 每1000人 is the same."""
    there = {number(match[1]) for match in _SCALE.finditer(text)}
    return all(number(match[1]) in there for match in _SCALE.finditer(statement))


def _at_other_periods(statement: str, text: str) -> bool:
    """按月发放 where there is only 按季度发放."""
    there: dict[str, set[str]] = {}
    for match in _PERIODICALLY.finditer(text):
        there.setdefault(match[2], set()).add(match[1])
    return any(
        match[2] in there and match[1] not in there[match[2]] for match in _PERIODICALLY.finditer(statement)
    )


def _is_each_of(said: re.Match[str], statement: str, text: str) -> bool:
    """每名学生 where the passage has 每生, 每个粮食收储中心 where it has 每个收储中心."""
    noun = statement[said.start() + 2 : said.start() + 6]
    if said.group()[1:2] not in _MEASURES or not _HAN.match(noun):
        return False
    if f"每{noun[0]}" in text or (_VERB_ONLY.match(noun) and _ALL_OF_THEM.search(text)):
        return True
    phrase = _PHRASE_END.split(statement[said.start() + 2 : said.start() + 2 + _FARTHEST_NOUN])[0]
    if any(_is_of_noun(said.group(), phrase, match, text) for match in _EACH_NOUN.finditer(text)):
        return True
    if any(phrase[:_NOUN_OF_LIST] in rest for rest in _EACH_BEFORE.findall(text)):
        return len(phrase) >= _NOUN_OF_LIST
    clause = _CLAUSE_END.split(statement[said.start() :])[0]
    if _ALL_OF_THEM.search(text) and not figures_of(clause[2:]):
        return True
    return _PERSON.search(noun) is not None and "每人" in text


def _is_of_noun(said: str, phrase: str, written: re.Match[str], text: str) -> bool:
    """Whether the ``phrase`` behind 每个 ends as the passage's noun goes on: 粮食收储中心 of 收储中心配套."""
    _, noun, rest = phrase.partition(written[2])
    goes_on = not rest or text.startswith(rest[0], written.end() + len(noun))
    return bool(noun) and goes_on and (written[1] in _PERSONS) == (said[1] in _PERSONS)


def _is_of_all_counted(said: re.Match[str], statement: str, text: str) -> bool:
    """每套不超过60平方米 where the passage has 共264套,面积均不超过60平方米."""
    unit = said.group()[1:2]
    if unit not in _COUNTED_ONE_BY_ONE:
        return False
    wanted = figures_of(_CLAUSE_END.split(statement[said.end() :])[0])
    for sentence in _SENTENCE_END.split(text):
        counted = next((q for q in figures_of(sentence) if q.unit == unit), None)
        all_of_them = _ALL_OF_THEM.search(sentence, counted.end) if counted else None
        if all_of_them and wanted:
            there = [q for q in figures_of(sentence) if q.start >= all_of_them.end()]
            if all(any(says_same(figure, other) for other in there) for figure in wanted):
                return True
    return False


def _same_each(written: str) -> str:
    """每个 for 每个可: what each may have is no noun."""
    return re.sub("[名个隔一1]", "", _NO_NOUN.sub(r"\1", written).replace("天", "日"))
