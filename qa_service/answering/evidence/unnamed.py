"""Whether a sentence only counts or mentions what a question wants named: which, who, why.

对2个单位进行了通报 does not say which two; a group that has a 组长 does not say who is 副组长; what was done
does not say why. This module looks for what names things (a list, a title of an office, a word of a
reason), not for whether they are the right ones.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE
from qa_service.answering.text.sentences import sentences
from qa_service.quantities import parse_numeral

_SEVERAL = re.compile(r"哪(?P<number>几|两|[二三四五六七八九十]|[1-9]\d?)(?![年月天日号点])")
_NAMES_SEVERAL = re.compile(
    r"(?<![\d件起宗卷份家个名人次条项处])、|《|[”》][“《]|:|[\u4e00-\u9fff](?:和|与|(?<![不涉普])及(?![时格]))[\u4e00-\u9fff]|如下|以下|下列"
    r"|[\u4e00-\u9fff]{2}\d{1,6}[名人位个家]、[\u4e00-\u9fff]{2,8}\d"
)
_OFFICE = re.compile(
    r"(?P<vice>副)?(?P<title>[\u4e00-\u9fff]长|主任|书记|主席|经理|负责人|联系人)"
    r"(?=(?:是|由|的?(?:名字|姓名)?(?:叫|是)?)(?:谁|什么|啥|哪))"
)
_ASKS_NAME = re.compile(r"叫(?:什么|啥)|姓名|名字")
_ENDS_OFFICE = re.compile(r"(?:长|主任|书记|主席|经理|员|领导|负责人)$")
_ASKS_HONOUR = re.compile(
    r"(?:[得获拿评受][了过到得]?)[^,。?]{0,6}(?:什么|哪些|哪个|几个|啥)[^,。?]{0,4}(?:奖|荣誉|称号|表彰)"
    r"|(?:什么|哪些|啥)(?:奖(?![励金补扶])项?|荣誉(?:称号)?|表彰)"
)
_HONOURS = re.compile(
    r"获|荣誉|称号|表彰|表扬|命名|授予|评[为选定上]|入选|优秀|先进|示范|典型|最[佳美]|[一二三特]等奖|金奖|第[一二三1-9\d]{1,2}名"
    r"|[位名]列|排名|推广|肯定"
)
_ASKS_PUNISHMENT = re.compile(
    r"(?:人|人员|干部|领导|单位|公务员|民警|谁)[^,。?]{0,12}[被受](?:到)?(?:了|过)?(?:处理|处分|处罚|问责|追责|追究|批评|通报|约谈|调离)"
)
_PUNISHED = re.compile(
    r"处分|问责|追责|追究|约谈|通报(?:批评)?\d|通报批评|批评|诫勉|调离|调岗|暂停|暂扣|吊销|取消|清退|免职|撤职|辞退|查处|移送|谈话"
    r"|(?:作出?了?|给予|进行)[^,。]{0,6}处理|被?处理了?\d"
)
_WHO_HOLDS = re.compile(r"(?:长|主任|书记|主席|经理|负责人)(?:现在|目前)?(?:是|叫)谁")
_OFFICE_AGAIN = re.compile(r"^[任担兼由]|(?:长|主任|书记|主席|经理|领导|负责人)$")
"""No name of who holds an office: 县长, 任组长."""
_OPENS_REASON = re.compile(
    r"[^,。;:]{0,8}(?:原因|根源|症结|主因)|(?:这|其中|经|分析|究其|这些|上述)?[^,。;:]{0,6}(?:主要是|(?:是)?因|由于)"
)
_NEGATED = "(?:没有|未发生|未出现|(?<!有)无|零)[^,。;:]{{0,8}}{}(?!的)"
_CALLED_REASON = ("原因", "理由", "缘由")
_REASON = re.compile(
    r"因|由于|原因|所致|[败输错]在(?!审)|出在|造成|引[起发]|源于|受[^,。;]{1,20}影响|主要是|致使|导致|鉴于|为了|出于|旨在|目的|以[\u4e00-\u9fff]{1,2}促|针对|着眼|为(?:解决|破解|化解|应对|缓解|改变)"
    # What has an effect is its reason: 上线平台,大大降低了成本.
    r"|(?:大大|有效|显著|切实|极大地?|明显|大幅度?)(?:降低|减少|提高|提升|缩短|压缩|减轻|缓解|增强|扩大|改善|方便|节约)"
)


def does_not_name(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``candidate`` names none of what the question asks which, who or why of."""
    question = evidence.question
    if question.expects in (Expects.NAME, Expects.LIST):
        return _only_counts(candidate, question) or _tells_no_honour(candidate, fold(question.text).text)
    if question.expects is Expects.PERSON:
        return _lacks_office(candidate, fold(question.text).text)
    if question.expects is Expects.YES_NO:
        return _lacks_punishment(candidate, fold(question.text).text)
    if question.expects is Expects.REASON:
        gives = candidate.in_asked_section or _gives_reason(candidate, evidence)
        return not gives or _is_beside_the_matter(candidate, evidence) or _never_happened(candidate, evidence)
    return False


def _gives_reason(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a reason stands in a sentence of the candidate's passage that says what is asked about, or in
    one that begins with it (主要原因是…) behind such a one; where none says it, in the candidate's own."""
    matter = [term for term in evidence.focus.terms if term.text not in _CALLED_REASON]
    own = candidate.sentence
    told = [(each, each.folded.text[each.start : each.end]) for each in sentences(own.passage)]
    on_it = [any(term.value_in(text) >= PARTIAL_VALUE for term in matter) for _, text in told]
    for at, (each, text) in enumerate(told):
        if not _REASON.search(text):
            continue
        meant = on_it[at] or (each.start == own.start and not any(on_it))
        if meant or (
            _OPENS_REASON.match(text) and (each.start == own.start or any(on_it[max(0, at - 1) : at]))
        ):
            return True
    return False


def _is_beside_the_matter(candidate: Candidate, evidence: Evidence) -> bool:
    """A reason of something else: none of the words that say what is asked about stands here or above."""
    matter = [term for term in evidence.focus.terms if term.text not in _CALLED_REASON]
    passage = candidate.sentence.passage
    said = fold("".join((*passage.section, passage.text))).text
    return bool(matter) and not any(term.value_in(said) >= PARTIAL_VALUE for term in matter)


def _never_happened(candidate: Candidate, evidence: Evidence) -> bool:
    """Why something was so is not told where it was not: 因信息公开引发的诉讼7件,没有败诉."""
    said = candidate.sentence.folded.text[candidate.sentence.start : candidate.sentence.end]
    negated = [_NEGATED.format(re.escape(term.text)) for term in evidence.focus.terms if term.text in said]
    return any(re.search(each, said) for each in negated)


def is_no_name(short: str | None, question: Question) -> bool:
    """Whether ``short``, the bare answer to who, is nobody's name though a name is asked for."""
    if question.expects is not Expects.PERSON:
        return False
    if short and _WHO_HOLDS.search(question.text) and _OFFICE_AGAIN.search(short):
        return True
    if not _ASKS_NAME.search(question.text):
        return False
    return not short or _ENDS_OFFICE.search(short) is not None


def _only_counts(candidate: Candidate, question: Question) -> bool:
    """哪两个单位 is asked, and no list stands around the figure that says how many, or anywhere."""
    asked = _SEVERAL.search(fold(question.text).text)
    if asked is None:
        return False
    sentence = candidate.sentence
    number = {"几": None, "两": 2}.get(asked["number"]) if asked["number"] in "几两" else _value(asked)
    clauses = [sentence.folded.text[start:end] for start, end in sentence.clauses]
    counted = [at for at, clause in enumerate(clauses) if number and _counts(clause, number)]
    told: Sequence[str] = [clause for at in counted for clause in clauses[at : at + 2]] or clauses
    return not _NAMES_SEVERAL.search("".join(told))


def _lacks_punishment(candidate: Candidate, asked: str) -> bool:
    """Whether anybody was 处理 or 处分 is asked, and the sentence tells of nobody."""
    return bool(_ASKS_PUNISHMENT.search(asked)) and not _PUNISHED.search(candidate.sentence.text)


def _tells_no_honour(candidate: Candidate, asked: str) -> bool:
    """得了什么奖 is asked, and nobody here is honoured."""
    return bool(_ASKS_HONOUR.search(asked)) and not _HONOURS.search(candidate.sentence.text)


def _value(asked: re.Match[str]) -> int | None:
    value = parse_numeral(asked["number"])
    return int(value) if value is not None else None


def _counts(clause: str, number: int) -> bool:
    return any(figure.value == number for figure in figures_in(clause))


def _lacks_office(candidate: Candidate, asked: str) -> bool:
    """The office that is asked about is not in the sentence, or only its deputy's is."""
    office = _OFFICE.search(asked)
    if office is None:
        return False
    title = f"副{office['title']}" if office["vice"] else f"(?<!副){office['title']}"
    return not re.search(title, candidate.sentence.text)
