"""Who stands at which place of an order: 县林业局 of 县林业局排名末位, asked which came last.

First and last are said in several ways, and count as one place each. This module does not know prizes, which
are given.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, the_one, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 40
_NAMED = frozenset({Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST})
_PLACES = (
    r"最后一?[名位个]?|倒数第(?:一|1)[名位]?|末[位尾]|垫[了]?底|最末[位]?|末名",
    r"(?<!倒数)第(?:一|1)[名位]?(?!批|季|个|产|书|次|线|轮|期|大)|首位|榜首|头名|头一名|首名",
    r"(?<!倒数)第(?:二|2)[名位]?(?!批|季|个|产|次|线|轮|期|大)",
    r"(?<!倒数)第(?:三|3)[名位]?(?!批|季|个|产|次|线|轮|期|大|方)",
)
_STANDS = r"(?:排名|排行|位列|名列|位居|居于|居|列|排在|排到|排|落在|处于|得分|获得?|夺得|拿了?|考了?)"
_WITHIN = r"(?:在)?(?:全[省市县区州国]|综合|总分|总成绩|本次|参评单位)?"
_OCCASION = r"(?:在[^,。;:]{1,30}?[中上里内])"
_HOW_OFTEN = r"(?:连续[多两二三四五六七八九十\d]{1,2}个?[年届次月季]|[再首多]次|仍然?|均|都|也|又|曾)"
_WHO_ASKED = r"(?:谁|哪(?:[一两二三四五几]|些)?[个家位支条所座]?(?:[^,?。的被]{0,6}?))"
_IN_TURN = re.compile(r"分(?:别|[列获居])")
"""Several who stand at the place of one group each: 甲和乙分列一组、二组第一."""
_BEHIND = r"(?=被|[,。;()]|因|受到|由|向|作|进行|$)"


def standing(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who stands at the asked place; None where nobody asks, or the sentence does not say it just once."""
    if evidence.question.expects not in _NAMED:
        return None
    question = fold(evidence.question.text).text
    place = next((each for each in _PLACES if _asks(question, each)), None)
    if place is None:
        return None
    before = re.compile(
        rf"(?:^|[、和与]|其中|[评考][查核比估][中,]?)?{_OCCASION}?(?P<who>(?!在)[^,。;:]{{2,40}}?){_OCCASION}?{_HOW_OFTEN}{{0,2}}(?:并列)?(?:{_STANDS}{_WITHIN}|并列)(?:{place})(?:$|[,。;()])"
    )
    behind = re.compile(
        rf"(?:{_STANDS}{_WITHIN}|并列)(?:{place})的(?:是|为|有)?(?P<who>[^,。;:的被]{{2,40}}?){_BEHIND}"
    )
    found: list[tuple[float, Span]] = []
    text = candidate.sentence.folded.text
    for start, end in candidate.sentence.clauses:
        said = behind.search(text, start, end) or before.match(text, start, min(end + 1, len(text)))
        if said is not None and not _IN_TURN.search(said["who"]):
            span = trimmed(candidate, *said.span("who"), evidence.wording, _LONGEST)
            if span is not None and not any(character.isdigit() for character in span.text):
                found.append((evidence.focus.coverage(evidence.focus.values(text[start:end])), span))
    return the_one(found)


def _asks(question: str, place: str) -> bool:
    at = rf"(?:{_STANDS}{_WITHIN})?(?:{place})"
    last = re.compile(rf"{at}的?[^,?。的]{{0,8}}(?:是|为){_WHO_ASKED}[??]?$")
    first = re.compile(rf"{_WHO_ASKED}(?:[^,?。]{{0,12}}?){at}了?[??]?$")
    stands = re.compile(rf"{_STANDS}{_WITHIN}(?:{place})|最后|倒数|末|垫|首|头名")
    asked = last.search(question) or first.search(question)
    return asked is not None and stands.search(asked.group()) is not None
