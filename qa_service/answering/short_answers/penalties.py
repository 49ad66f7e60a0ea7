"""The penalty that an article threatens: 五日以上十日以下拘留 of 处五日以上十日以下拘留,并处…罚款.

Of several penalties the one of the asked kind is named, else the first heavy one; of several degrees
(情节严重的…) the plain one unless the question speaks of another. This module does not know what is to be
paid to anybody but the state.
"""

import re
from dataclasses import dataclass

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import chained, pairs_of
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.quantities import find_quantities

_LONGEST = 16
_LONGEST_BASE = 6
_ASKS_YEARS = re.compile(r"几年|多少年|多久")
_BARE = 2
"""处以罚款 does not say how much."""
_HEAVY = r"(?:罚款|罚金|拘留|徒刑|拘役|管制|死刑|没收财产|剥夺政治权利)"
_LIGHT = r"(?:处分|警告|记过|开除|撤职|降级)"
_IMPOSED = re.compile(
    rf"(?:并处或者单处|可以并处|并处|单处|处以|判处|给予|处(?![理罚分所置以]))(?P<what>[^,;:。]{{0,200}}(?:{_HEAVY}|{_LIGHT}))"
)
_TAKEN = re.compile(r"(?P<what>(?:暂扣|吊销|终身不得|终生不得|记\d+分|一次记)[^,;:。]*)")
_MEASURE = re.compile(r"(?P<what>(?:没收|责令|扣留|取缔|撤销|取消|追缴|约束)[^,;:。]*)")
_WHETHER = re.compile(r"坐.{0,2}牢|[会要被还]判(?!断)|判刑|罚|会拘|拘留|犯罪|犯法|追究|处分")
_NO_GAIN = re.compile(r"没有?(?:赚|挣|获利|得到?(?:钱|好处)|收益|违法所得|好处)")
_NOTHING_GAINED = re.compile(r"没有违法所得[^,;:。]{0,200}的,?$")
_ASKS_LEAVE = re.compile(r"(?:还能|能再|可以|能不能|能否|可不可以)[^,。?]{0,24}[吗么?]")
_ASKS_TIMES = re.compile(r"[几多]少?倍")
_MANY = r"[一二两三四五六七八九十百\d.]"
_TIMES = re.compile(rf"(?<!{_MANY}){_MANY}{{1,12}}倍(?:以[上下])?(?:{_MANY}{{1,12}}倍以下)?")
_ASKS_MOST, _ASKS_LEAST = re.compile(r"最[多高重长]|至多|顶多"), re.compile(r"最[少低轻短]|至少|起码")
_RANGE = re.compile(r"(?P<least>[^,;]{2,8}以上)(?P<most>[^,;]{2,8}以下)")
_END = re.compile(rf"[^、或]{{0,4}}?{_HEAVY}")
_DEGREE = re.compile(r"情节|数额|后果|严重|较[轻重]|再次|逾期|拒不|致人|没有违法所得|货值")
_AGAIN = re.compile("再次|又|多次|屡")
_KINDS = (
    (re.compile(r"拘留|关(?:他|她|进去)?(?:几[天日]|多少天)"), re.compile("拘留")),
    (
        re.compile(r"判(?!断)|坐.{0,2}牢|[坐蹲].{0,2}(?:几年|多久)|刑期|徒刑"),
        re.compile("徒刑|拘役|管制|死刑"),
    ),
    (re.compile(r"驾照|驾驶证|执照|许可证"), re.compile("驾驶证|执照|许可证")),
    (re.compile(r"[扣记].{0,2}分"), re.compile("记")),
    (re.compile(r"罚款|罚金|罚.{0,6}(?:多少|几|钱)|倍"), re.compile("罚款|罚金")),
)


@dataclass(frozen=True, slots=True)
class _Penalty:
    start: int
    end: int
    text: str
    weight: int
    without_gain: bool
    """It stands for the case that nothing was gained."""


def penalty(candidate: Candidate, evidence: Evidence) -> Span | None:
    """None where nobody asks after a penalty or the article threatens none there."""
    question = evidence.question
    if question.expects in (Expects.PERSON, Expects.PLACE, Expects.DEFINITION):
        return None
    asks = _WHETHER if question.expects is Expects.YES_NO else evidence.wording.asks_penalty
    if not asks.search(question.text) or _is_beside(candidate, evidence):
        return None
    found = _penalties(_degree(candidate, evidence)) or _of_items(candidate)
    if not found:
        return None
    wanted = next((kind for asked, kind in _KINDS if asked.search(question.text)), None)
    suiting = [each for each in found if wanted is not None and wanted.search(each.text)]
    if wanted is not None and not suiting:
        # The plain degree may only warn: 责令限期改正;逾期不改正的,处…罚款.
        heavier = [each for sentence in chained(candidate) for each in _penalties(sentence)]
        suiting = [each for each in heavier if wanted.search(each.text)]
    suiting = suiting or found
    without = _NO_GAIN.search(question.text) is not None
    suiting = [each for each in suiting if each.without_gain is without] or suiting
    best = max(suiting, key=lambda each: (each.weight, -each.start))
    start, end = _main(best, wanted, briefly=_ASKS_YEARS.search(question.text) is not None)
    return span_of(candidate, *_bound(candidate, start, end, question.text))


def _is_beside(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the question only names a penalty, and asks for an age or for leave."""
    question = evidence.question
    if candidate.quantity is not None and candidate.quantity.kind == "age":
        return True
    leave = _ASKS_LEAVE.search(question.text) if question.expects is Expects.YES_NO else None
    return leave is not None and _WHETHER.search(leave.group()) is None


def _bound(candidate: Candidate, start: int, end: int, question: str) -> tuple[int, int]:
    """2倍以下 of 挪用数额2倍以下的罚款, asked how many times; of 二百元以上一千元以下 only the asked end."""
    text = candidate.sentence.folded.text[start:end]
    times = _TIMES.search(text) if _ASKS_TIMES.search(question) else None
    ends = _RANGE.search(text) if times is None else None
    if ends and _ASKS_MOST.search(question):
        return start + ends.start("most"), end
    if ends and _ASKS_LEAST.search(question):
        return start, start + ends.end("least")
    return (start + times.start(), start + times.end()) if times else (start, end)


def _penalties(sentence: Sentence) -> list[_Penalty]:
    text = sentence.folded.text
    found = []
    for start, end in sentence.clauses:
        imposed, taken = _IMPOSED.search(text, start, end), _TAKEN.search(text, start, end)
        match = imposed or taken or _MEASURE.search(text, start, end)
        if match:
            heavy = taken is match or re.search(_HEAVY, match["what"]) is not None
            weight = 2 if heavy else 1 if imposed is match else 0
            if len(match["what"]) <= _BARE and match["what"] != "警告":
                continue
            without = _NOTHING_GAINED.search(text[sentence.start : start]) is not None
            said = match["what"].rstrip("\n")
            found.append(_Penalty(match.start("what"), match.end("what"), said, weight, without))
    return found


def _degree(candidate: Candidate, evidence: Evidence) -> Sentence:
    """Of the degrees of one rule that which the question speaks of, else the plain one."""
    degrees = [each for each in _told_together(candidate, evidence) if _penalties(each)]
    if not degrees:
        return candidate.sentence
    plain = next((each for each in degrees if not _DEGREE.search(_condition(each))), None)
    own = next((each for each in degrees if each.start == candidate.sentence.start), degrees[0])
    plain = plain if plain is not None and _DEGREE.search(_condition(own)) else own
    conditions = {each.start: pairs_of(_condition(each)) for each in degrees}
    asked = pairs_of(fold(evidence.question.text).text)

    def named(degree: Sentence) -> int:
        others = frozenset().union(*(pairs for at, pairs in conditions.items() if at != degree.start))
        return len((conditions[degree.start] & asked) - others)

    best = max((each for each in degrees if each is not plain), key=named, default=plain)
    return best if best is not plain and named(best) else plain


def _told_together(candidate: Candidate, evidence: Evidence) -> tuple[Sentence, ...]:
    """What ; joins to the candidate's sentence; the whole article where that is for those who do it again."""
    together = chained(candidate)
    again = _AGAIN.search(candidate.sentence.text) and not _AGAIN.search(evidence.question.text)
    return sentences(candidate.sentence.passage) if again else together


def _condition(sentence: Sentence) -> str:
    """What the sentence says before its first penalty."""
    first = next(iter(_penalties(sentence)), None)
    return sentence.folded.text[sentence.start : first.start if first else sentence.end]


def _of_items(candidate: Candidate) -> list[_Penalty]:
    """What is threatened before the items of which the candidate is one: 有下列行为之一的,处…:(一)…"""
    leads = [
        each
        for each in sentences(candidate.sentence.passage)
        if each.start <= candidate.sentence.start and "下列" in each.text and _penalties(each)
    ]
    return _penalties(leads[-1]) if leads else []


def _main(found: _Penalty, wanted: re.Pattern[str] | None, *, briefly: bool) -> tuple[int, int]:
    """All of it where that is short and not only the years are asked for, else the asked or first of several:
    its figure with what that measures and what it is a multiple of."""
    if len(found.text) <= _LONGEST and not briefly:
        return found.start, found.start + len(found.text)
    for figure in find_quantities(found.text):
        end = _END.match(found.text, figure.end)
        if end and (wanted is None or wanted.search(end.group())):
            start = figure.start if figure.start > _LONGEST_BASE else 0
            return found.start + start, found.start + end.end()
    return found.start, found.start + len(found.text)
