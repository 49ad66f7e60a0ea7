"""What an article rules on a matter: 不得开除, 自动续期, 可以向人民法院请求撤销.

An article says first in which case (…的), then what holds in it. Of several rulings that one answers whose
case and words share most with the question, from its deciding word on. Nothing is said where none decides.
"""

import re
from collections.abc import Callable

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.articles import (
    Clause,
    chained,
    clauses_of,
    ruled,
)
from qa_service.answering.short_answers.spans import Span, span_of

_LONGEST = 40
_LEAST_HELD = 0.15
_EXCEPTED, _OWN, _WAY, _LEAVE, _OMITTED = 0.3, 0.2, 0.5, 0.25, 0.6
_ASKS_LEAVE = re.compile(
    r"能[^,。?]{0,200}[吗么不]|能不能|能否|可不可以|可否|可以[^,。?]{0,200}吗|允许|行不行|[准许让]不[准许让]"
)
_GIVES_LEAVE = re.compile(r"可以|不得|不能|不准|不许|不予|有权|无权|禁止|严禁|允许|准予|不应")
_ASKS_WAY = re.compile(r"怎么办|咋办|如何处理|(?:可以|能)(?:怎么|要求什么|做什么)")
_WAYS = re.compile(r"可以|有权|请求|要求")
_ASKS_CONSENT = re.compile(r"(?:要|需要|得|用)[^,。?]{0,10}(?:点头|同意|批准|许可|答应)")
_ASKS_MEANS = re.compile(r"凭(?:什么|啥|哪)(?!要|就|说|不)")
_ASKS_SAME, _SAME = re.compile(r"一样|相同|同等|平等"), re.compile(r"同等|相同|一样|同样|平等")
_ASKS_OMISSION, _OMISSION = (
    re.compile(r"[没不未][^,。?]{0,200}会怎[样么]"),
    re.compile(r"[未不][^,]{1,12}的$|逾期"),
)
_ASKS_HOURS = re.compile(r"时间段|时段|几点")
_HOUR = r"[〇零一二三四五六七八九十\d]{1,3}(?:时|点)(?:[〇零一二三四五六七八九十\d]{1,3}分|半)?"
_HOURS = re.compile(rf"{_HOUR}(?:至|到)(?:次日|翌日|第二[日天])?(?:早晨|早上|凌晨|上午)?{_HOUR}")
_ASKS_ORDINAL = re.compile(r"第几个?(?P<noun>[\u4e00-\u9fff]{2})")
_ASKS_FEE = re.compile(r"[费钱](?![^,。?]{4})")
_FEE = (
    r"不(?:得)?(?:再)?(?:向[^,。;:]{1,14})?收取?[^,。;:]{0,8}费用?|免(?:予?收取?|交|缴)[^,。;:]{0,10}费|免费"
    r"|应当[^,。;:]{0,12}(?:交纳|缴纳|支付)[^,。;:]{0,10}费用?"
)
_MEANS = re.compile(r"凭(?P<what>[^,。;:\n]{2,24}?)(?=向|到|在|办理|领取|申请|购买|登记|[,。;:\n]|$)")
_CONSENT = re.compile(r"(?:经|征得|取得|报)[^,;:。]{2,24}?(?:同意|批准|许可)")
_DECIDING = re.compile(
    r"终[生身]不得|不得|不予|不能|不准|不许|不可以|不以[^,。;]{2,16}为(?:条件|前提)|不需要|不需|无需|无须|不必|不再|不应当|不应|不承担|不影响|不收取|不享受|不适用|不属于|不受"
    r"|不向|应当(?!..的)|必须|可以|有权|无权|视为|视同|禁止|严禁|允许|准予|免收|免予|免费|免除|自动|属于"
)
_LEANING = re.compile(
    r"受[^,。;]{0,8}保护|不因|不受|参照|适用|一律|均|同等|同样|即(?=[解视为属])|公开|公布|由|构成|归|折抵|依法|按照|依照"
)
"""Says what holds where no word decides."""
_EFFECT = re.compile(r"(?:无效|有效|生效|终止|解除)$")
_EXCEPTION = re.compile(r"^(?:但是|但|另有|其他)|除外$|规定的?$")
_SINCE = re.compile(r"(?:可以|应当)?自[^,。;]{2,20}?之日起")
_SHORT_EFFECT = 16
_ASKS_WHETHER_THERE_IS = re.compile(
    r"(?:有没有|有无|是否有|是不是有|具不具有)(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:吗|呢)?[?？]?$"
)
_ASKS_WHETHER_IT_IS_DONE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})(?:钱|的)?(?:吗|么)[?？]?$")


def ruling(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The deciding words of the candidate's sentence, or of one that ; joins to it; None where none is on the
    matter."""
    question = evidence.question.text
    said = _consent(candidate, question) or _ordinal(candidate, question)
    if said is not None:
        return said
    plain = _said_plainly(candidate, question)
    if plain is None and _ASKS_SAME.search(question):
        plain = _best(candidate, evidence, _says_same)
    if plain is None and _ASKS_LEAVE.search(question):
        plain = _best(candidate, evidence, _gives_leave)
    return plain or _best(candidate, evidence, _decides) or _best(candidate, evidence, _leans)


def _best(candidate: Candidate, evidence: Evidence, decides: Callable[[Clause], bool]) -> Span | None:
    """The ruling that shares most with the question, of those that ``decides`` finds."""
    question = evidence.question.text
    asked = telling_characters(evidence.question.text)
    best: tuple[float, Clause, str] | None = None
    for sentence in chained(candidate):
        for clause, conditions in ruled(clauses_of(sentence), decides):
            value = share_held(asked, clause.text + conditions) + 0.5 * share_held(asked, clause.text)
            value -= _EXCEPTED if _EXCEPTION.search(clause.text) else 0.0
            value += _OWN if sentence.start == candidate.sentence.start else 0.0
            value += _LEAVE if _ASKS_LEAVE.search(question) and _GIVES_LEAVE.search(clause.text) else 0.0
            value += _OMITTED if _ASKS_OMISSION.search(question) and _OMISSION.search(conditions) else 0.0
            value += _WAY if _ASKS_WAY.search(question) and _WAYS.search(clause.text) else 0.0
            if best is None or value > best[0] + 1e-9:
                best = (value, clause, conditions)
    if best is None or share_held(asked, best[1].text + best[2]) < _LEAST_HELD:
        return None
    start, end = _from_deciding(best[1])
    return span_of(candidate, start, end) if 2 <= end - start <= _LONGEST else None


def _said_plainly(candidate: Candidate, question: str) -> Span | None:
    """The question's own predicate as the sentence has it: 具有约束力 of 有没有约束力, 不收费 of 收费吗."""
    fee = re.search(_FEE, candidate.sentence.text) if _ASKS_FEE.search(question) else None
    if fee is not None:
        return span_of(
            candidate, candidate.sentence.start + fee.start(), candidate.sentence.start + fee.end()
        )
    there, done = _ASKS_WHETHER_THERE_IS.search(question), _ASKS_WHETHER_IT_IS_DONE.search(question)
    if there:
        said = rf"(?:不?具有|享有|没有|无|有)[^,，。;；:：]{{0,6}}{re.escape(there['noun'])}"
    elif done:
        said = rf"(?:不得?|免予?|未|无需)[^,，。;；:：]{{0,2}}{re.escape(done['verb'])}"
    else:
        return None
    found = re.search(said, candidate.sentence.text)
    start = candidate.sentence.start
    return span_of(candidate, start + found.start(), start + found.end()) if found else None


def _decides(clause: Clause) -> bool:
    return _DECIDING.search(clause.text) is not None or _EFFECT.search(clause.text) is not None


def _gives_leave(clause: Clause) -> bool:
    return _GIVES_LEAVE.search(clause.text) is not None


def _says_same(clause: Clause) -> bool:
    return _SAME.search(clause.text) is not None


def _leans(clause: Clause) -> bool:
    return _LEANING.search(clause.text) is not None


def _consent(candidate: Candidate, question: str) -> Span | None:
    """Whose consent is needed, where one asks whether it is."""
    found = _CONSENT.search(candidate.sentence.text) if _ASKS_CONSENT.search(question) else None
    if found is None:
        return None
    start = candidate.sentence.start
    return span_of(candidate, start + found.start(), start + found.end())


def _ordinal(candidate: Candidate, question: str) -> Span | None:
    """第一顺序, asked 第几顺序: which one of an order."""
    asked = _ASKS_ORDINAL.search(question)
    if asked is None:
        return None
    found = re.search(rf"第[一二三四五六七八九十]+{re.escape(asked['noun'])}", candidate.sentence.text)
    start = candidate.sentence.start
    return span_of(candidate, start + found.start(), start + found.end()) if found else None


def hours(candidate: Candidate, evidence: Evidence) -> Span | None:
    """二十二时至次日八时, where the hours are asked for."""
    asked = _ASKS_HOURS.search(evidence.question.text)
    found = _HOURS.search(candidate.sentence.text) if asked else None
    start = candidate.sentence.start
    return span_of(candidate, start + found.start(), start + found.end()) if found else None


def _from_deciding(clause: Clause) -> tuple[int, int]:
    if _EFFECT.search(clause.text) and len(clause.text) <= _SHORT_EFFECT:
        return clause.start, clause.end
    deciding = _DECIDING.search(clause.text) or _LEANING.search(clause.text) or _SAME.search(clause.text)
    start = deciding.start() if deciding else 0
    since = _SINCE.match(clause.text, start)
    if since and since.end() < len(clause.text):
        start = since.end()
    return clause.start + start, clause.end


def means(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What something is done on the strength of (凭免疫证明), where one asks 凭什么."""
    found = _MEANS.search(candidate.sentence.text) if _ASKS_MEANS.search(evidence.question.text) else None
    if found is None:
        return None
    start = candidate.sentence.start
    return span_of(candidate, start + found.start("what"), start + found.end("what"))
