"""What something is called: 云政通 of 上线“云政通”执法平台, asked what the platform is called.

A name in quotation marks right before the kind of thing, or right behind it; of what is shown, sung or
broadcast its title. Things of a kind are called by several words (节目, 栏目). This module reads no titles of
documents.
"""

import re
from dataclasses import dataclass

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(r"(?P<kind>[一-鿿]{2,8})(?:的?名[称字])?(?:叫|是)做?(?:什么|啥)(?:名[称字]?)?[?。]?$")
_WHICH = re.compile(r"哪一?[个项种条支部]")
_WHAT = re.compile(r"(?:是|了|过|的)(?:一[个本部首档])?什么(?P<kind>[一-鿿]{2,6})[??]?$")
_LEAST_KIND = 2
_NAMED = r"[“「『\"](?P<name>[^“”「」『』\"]{2,24})[”」』\"]"
_TITLED = r"《(?P<name>[^《》]{2,24})》"
_MADE = re.compile(
    r"(?:编印|编写|编排|编制|编创|创作|拍摄|摄制|制作|录制|排演|排练|推出|印制|印发|发放|上演|演出|播出|原创)[^,。;:《》]{0,14}?《(?P<name>[^《》]{2,24})》"
)
_TITLED_KINDS = (
    "册",
    "书",
    "读本",
    "读物",
    "手册",
    "教材",
    "剧",
    "戏",
    "歌",
    "曲",
    "片",
    "频",
    "节目",
    "栏目",
    "小品",
    "作品",
    "画",
    "梆子",
)
_SHOWN = (
    "节目|栏目|专栏",
    "短片|微视频|视频|影片|微电影|电影|片子|动画|漫画|动漫",
    "小戏|短剧|话剧|舞台剧|情景剧|戏剧|戏曲|小品|快板|歌舞|戏|剧",
    "歌曲|山歌|歌",
)
_ALIKE = (
    *_SHOWN,
    "小程序|程序|平台|系统|应用|公众号|账号",
    "服务队|突击队|调解队|宣讲队|宣讲团|讲师团|队伍|团队",
    "工作法|做法|模式|机制|经验",
    "调解室|工作室|品牌",
)
"""Words for things of one kind, each row one kind."""


def called(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The name without its marks; None where nobody asks for one, or several things of the kind are called
    something and the question does not tell them apart."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    asked = asked or _WHAT.search(question)
    kind_asked = asked["kind"] if asked else _kind_behind_which(question, evidence)
    if len(kind_asked) < _LEAST_KIND or evidence.question.expects is not Expects.NAME:
        return None
    sentence = candidate.sentence
    words = [re.escape(kind_asked[-size:]) for size in range(min(4, len(kind_asked)), _LEAST_KIND - 1, -1)]
    alike = next((row for row in _ALIKE if kind_asked.endswith(tuple(row.split("|")))), None)
    is_shown = alike in _SHOWN
    for kind in (*words, *([f"(?:{alike})"] if alike else [])):
        found = [named for named in _said(kind, is_shown, sentence.text) if named.text not in question]
        if len(found) > 1:
            found = _most_of_asked(_nearest(found), evidence)
        if len(found) == 1:
            return span_of(candidate, sentence.start + found[0].start, sentence.start + found[0].end)
    return _only_title(candidate, kind_asked, question) if asked else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in marks, where it stands in the sentence, the words around that say of what kind it is, and how
    far from it."""

    text: str
    start: int
    end: int
    around: str
    distance: int


def _said(kind: str, is_shown: bool, text: str) -> list[_Named]:
    """The quoted names beside ``kind``; titles right beside it, and of what ``is_shown`` farther off too."""
    far, near = r"[^,。;:、“”《》]{0,16}?", r"(?:[^,。;:、“”《》]{1,4}?)?"
    ways = (
        f"{_NAMED}(?P<gap>{far}){kind}",
        f"{kind}(?P<gap>(?:名为|叫做?|为|是)?){_NAMED}",
        f"{_TITLED}(?P<gap>{far if is_shown else near}){kind}",
        f"{kind}(?P<gap>(?:名为|叫做?|为|是)?){_TITLED}",
        f"(?P<gap>)《(?P<name>[^《》]{{1,20}}{kind})》",
    )
    return [
        _Named(match["name"], *match.span("name"), match.group(), len(match["gap"]))
        for way in ways
        for match in re.finditer(way, text)
    ]


def _nearest(found: list[_Named]) -> list[_Named]:
    """Of 以“甲”为创意编排小戏《乙》 the one right beside its kind."""
    least = min(named.distance for named in found)
    return [named for named in found if named.distance == least] if least == 0 else found


def _only_title(candidate: Candidate, kind: str, question: str) -> Span | None:
    """《新市民指南》 of 编印《新市民指南》,随购房合同发放, asked what the 小册子 is called: made, titled, and
    nothing else is."""
    if not kind.endswith(_TITLED_KINDS):
        return None
    found = [m for m in _MADE.finditer(candidate.sentence.text) if m["name"] not in question]
    start = candidate.sentence.start
    return span_of(candidate, *(start + at for at in found[0].span("name"))) if len(found) == 1 else None


def _kind_behind_which(question: str, evidence: Evidence) -> str:
    """改革经验 of 哪项改革经验被转发; empty where the question has no such word."""
    phrase = "".join(evidence.question.asked_phrase)
    return phrase if _WHICH.search(question) and len(phrase) > 1 else ""


def _most_of_asked(found: list[_Named], evidence: Evidence) -> list[_Named]:
    """Those of ``found`` whose words hold most of the question's: the first of “甲”审判品牌 and “乙”调解品牌,
    asked for the 审判 one."""
    held = [evidence.focus.coverage(evidence.focus.values(named.around)) for named in found]
    return [named for named, share in zip(found, held, strict=True) if share == max(held)]
