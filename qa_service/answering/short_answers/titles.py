"""The title that a sentence says outright: 《…实施意见》 of 制定规范性文件1件,即《…实施意见》, asked what the
document is called.

The kind of document that is asked for stands before the title; a title beside other words is none of this
module's.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_KIND = (
    r"(?:文件|法规|规章|条例|办法|细则|规定|方案|意见|规划|计划|制度|标准|预案|清单|手册|公约|通知|报告|协议"
    r"|视频|影片|电影|短片|歌曲|作品|书籍|读本|教材)"
)
_TITLE = r"《[^《》]{0,60}(?:《[^《》]{2,60}》[^《》]{0,20})?》"
_MADE = r"(?:签订|签署|起草|制定|出台|印发|修订|发布|编制|颁布|通过)了?"
_ASKED = re.compile(
    rf"(?P<before>{_KIND})(?:的)?(?:名[称字])?(?:(?:叫|是|为)(?:做)?(?:什么|啥|哪)|[是有]?哪)|(?:哪[一两二三四五六七八九十几]?[部个份件项本]|什么)[^,。?的]{{0,6}}?(?P<behind>{_KIND})"
)


def title(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The title with its brackets, or all of a list; None where nobody asks for one, or the sentence does not
    say it so once."""
    several = evidence.question.expects is Expects.LIST
    if evidence.question.expects not in (Expects.NAME, Expects.LIST):
        return None
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    if asked is None:
        return None
    kind, sentence = asked["before"] or asked["behind"], candidate.sentence
    titles = rf"{_TITLE}(?:(?:、|和|及|与|以及)?{_TITLE}){{0,20}}" if several else _TITLE
    said = re.compile(
        rf"{kind}[^,。;:《》]{{0,6}}[,(:]?(?:分别)?(?:即|为|是|名为|题为|叫|:)?(?P<title>{titles})"
    )
    made = re.compile(rf"{_MADE}(?P<title>{titles})")
    found = [match for match in said.finditer(sentence.text) if match["title"][1:-1] not in question]
    found = found or [match for match in made.finditer(sentence.text) if match["title"][1:-1] not in question]
    if len(found) != 1:
        return None
    start, end = found[0].span("title")
    return span_of(candidate, sentence.start + start, sentence.start + end)
