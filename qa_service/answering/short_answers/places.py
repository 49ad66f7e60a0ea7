"""Which place's organ or thing is meant: 四川省德阳市 of 联合四川省德阳市司法局, asked 哪个地方的司法局.

A place is named by its divisions, right before what the question says is that place's. This module knows no
gazetteer.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(r"哪一?[个座]?(?:地方|地区|[省市县区镇乡村]|城市|社区|街道)的[“]?(?P<what>[一-鿿]{2,12})")
_DIVISION = r"(?:(?![与和跟同及联在由向对为])[一-鿿]){1,6}?(?:[省市县区州盟旗镇乡村]|街道|社区)"
_BEFORE = re.compile(rf"(?:{_DIVISION}){{1,3}}(?=[“]?$)")
_ASKS_SITE = re.compile(
    r"(?P<did>建|设|办|举行|召开|成立|试点|推广|推行)[^,。?]{0,3}[在到于](?:哪里|哪儿|什么地方|何处|哪一?[个家所座些][^,?。的]{0,6}[??]?$)"
    r"|(?:在哪里|在哪儿|哪里|哪儿|[在到于]哪一?[个家所座](?:[^,?。的]{0,4}?))(?:率先|先行|首先|最先|先)?(?P<does>建|设|办|举行|召开|成立|试点|试行|推行|挂牌)"
)
_SITE = re.compile(
    r"在(?P<where>(?!全|本|我|各|同类|首)[^,。;:、在]{2,24}?)(?:等[处地]?)?(?=(?:新|改|扩|先行|率先)?(?:建成|建设|建立|建有|建了|推广|设(?![施备计定法想])|设立|设置|设有|成立|召开|举办|举行|挂牌|(?:率先|先行|首先|首批)?(?:开展)?(?:试点|试行|推行)))"
)
_ASKS_WHERE = re.compile(
    r"(?:搬|迁|迁移|设|落户|挂牌|位于?|坐落|地址)[^,。?]{0,3}(?:哪里|哪儿|什么地方|何处|哪)|在(?:哪里|哪儿|哪|什么地方)"
)
_LIES = re.compile(
    r"(?:(?:新址|地址|地点|位置)?(?:位于|坐落(?:于|在)|迁至|搬至|设在|设于|落户(?:于|在)?)|(?:地点|地址|会场|考点)(?:在|为|是|:))(?P<where>[^,。;:、]{3,30})"
)
_SET_UP = re.compile(
    r"(?P<where>(?!全|本|我|各)[^,。;:、在由]{2,16}?(?:[镇乡村街市场园馆岛港路站]|街道|社区|广场|中心|景区|口岸|大院))(?=新?(?:设立|设置|设有|建成|建立|建有|成立))"
)
"""沙河夜市 of 沙河夜市设立快裁点."""
_ALIKE = frozenset({"建", "设", "办", "成立"})
"""What was founded there is told by any of them."""
_LIES_IN_SEVERAL = re.compile(_LIES.pattern.replace("[^,。;:、]{3,30}", "[^,。;:]{3,60}"))
_BESIDES = re.compile(r"除了?(?P<known>[^,。?]{2,16}?)(?:[之以]?外)?,?(?:还|也|另|又)")
_LEAST = 2
_FARTHEST = 24
_JOINS = re.compile(r"[、,。;:]|联合|会同|携手")


def place_of(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The place; None where nobody asks so or no divisions stand before the thing."""
    asked = _ASKED.search(fold(evidence.question.text).text)
    if asked is None:
        return None
    text, first = candidate.sentence.folded.text, candidate.sentence.start
    for size in range(len(asked["what"]), _LEAST - 1, -1):
        at = text.find(asked["what"][:size], first, candidate.sentence.end)
        if at < 0:
            continue
        window = max(first, at - _FARTHEST)
        start = max((window + join.end() for join in _JOINS.finditer(text[window:at])), default=window)
        named = _BEFORE.search(text[start:at])
        return span_of(candidate, start + named.start(), start + named.end()) if named else None
    return None


def lies(candidate: Candidate, evidence: Evidence) -> Span | None:
    """衡山路口 of 新址位于衡山路口; None where nobody asks where a thing is, or the sentence says it of none,
    or of several."""
    if _ASKS_WHERE.search(fold(evidence.question.text).text) is None:
        return None
    sentence = candidate.sentence
    besides = _BESIDES.search(fold(evidence.question.text).text)
    several = evidence.question.expects is Expects.LIST or "分别" in candidate.sentence.text
    pattern = _LIES_IN_SEVERAL if several else _LIES
    found = [
        said.span("where")
        for said in pattern.finditer(sentence.folded.text, sentence.start, sentence.end)
        if besides is None or besides["known"] not in said["where"]
    ]
    return span_of(candidate, *found[0]) if len(found) == 1 else None


def site(candidate: Candidate, evidence: Evidence) -> Span | None:
    """抗战遗址 of 在抗战遗址建成教育基地, asked where it was built; None where the clause on the matter does
    not say where, or says it twice."""
    asked = _ASKS_SITE.search(fold(evidence.question.text).text)
    if asked is None:
        return None
    did, text = asked["did"] or asked["does"], candidate.sentence.folded.text
    said_so = _ALIKE | {did} if did in _ALIKE else {did}
    found = [
        said.span("where")
        for start, end in candidate.sentence.clauses
        for said in _SITE.finditer(text, start, end)
        if any(each in text[said.end() : said.end() + 6] for each in said_so)
        and any(evidence.focus.values(text[said.end() : end]))
    ]
    if not found:
        opened = [_SET_UP.match(text, start, end) for start, end in candidate.sentence.clauses]
        found = [
            said.span("where")
            for said in opened
            if said and any(evidence.focus.values(text[said.end() : candidate.sentence.end]))
        ]
    return span_of(candidate, *found[0]) if len(found) == 1 else None
