"""Why something was so, in the words of its reason: 用地指标未落实 of 因用地指标未落实,推迟开工, and what had
the effect that is asked about: 上线验资平台 of 上线验资平台,大大降低了成本.

Only what a report says in one sentence. Articles of law, which give no reasons so, are none of this module's.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.articles import is_article
from qa_service.answering.short_answers.spans import Span, text_of, trimmed

_LONGEST = 36
_BECAUSE = re.compile(
    r"(?:(?<![原起成病诱基内外])因(?![此素而果故公子应人势时]|地制)为?|由于受?|(?<![承接享遭])受到?(?![理聘访益审托众权])|(?:原因|根源|症结|根子|病根|主因)(?:主要)?(?:是|为|在于?|出在):?)(?P<why>[^,。;:]{3,36}?)(?:等?(?:影响|原因|因素))?(?=[,;。]|延[至期]|推迟|未能|暂缓|停[工滞]|而|导致|致使|无法|不能|取消|中止|$)"
)
_AIMED_AT = re.compile(
    r"(?:针对|着眼于?|为(?:了)?(?:解决|破解|化解|应对|缓解|改变))(?P<why>[^,。;:]{4,36}?)(?:等|的)*(?:突出)?(?:问题|情况|现象|难题|短板|现状|状况|困境|局面)?,"
)
"""What something was done against: 针对管网老化、漏损高的问题,改造…."""
_EFFECT = re.compile(
    r"(?:从而|进而)?(?:大大|有效|显著|切实|极大地?|明显|大幅度?)?(?:降低|减少|提高|提升|缩短|压缩|减轻|缓解|增强|扩大|改善|方便|节约|解决)了"
)


def because(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The reason, or None where the sentence gives none in such words."""
    if is_article(candidate):
        return None
    sentence = candidate.sentence
    text, start, end = sentence.folded.text, sentence.start, sentence.end
    said = _BECAUSE.search(text, start, end) or _AIMED_AT.search(text, start, end)
    if said is not None:
        return trimmed(candidate, *said.span("why"), evidence.wording, _LONGEST)
    for (start, end), (effect, until) in zip(sentence.clauses, sentence.clauses[1:], strict=False):
        told = evidence.focus.coverage(evidence.focus.values(text_of(candidate, effect, until)))
        if told > 0.0 and _EFFECT.match(sentence.folded.text, effect, until):
            return trimmed(candidate, start, end, evidence.wording, _LONGEST)
    return None
