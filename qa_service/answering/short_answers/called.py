"""What something is called: 云政通 of 上线“云政通”执法平台, asked what the platform is called.

A name in quotation marks right before the kind of thing, or right behind it; of what is shown, sung or
broadcast its title. Things of a kind are called by several words (节目, 栏目). This module reads no titles of
documents.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(r"(?P<kind>[一-鿿]{2,8})(?:的?名[称字])?(?:叫|是)做?(?:什么|啥)(?:名[称字]?)?[?。]?$")
_WHICH = re.compile(r"哪一?[个项种条支部]")
_LEAST_KIND = 2
_NAMED = r"[“「『\"](?P<name>[^“”「」『』\"]{2,24})[”」』\"]"
_TITLED = r"《(?P<name>[^《》]{2,24})》"
_TITLED_AFTER = _TITLED.replace("name", "after")
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
_NAMED_AFTER = _NAMED.replace("name", "after")


def called(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The name without its marks; None where nobody asks for one, or several things of the kind are called
    something and the question does not tell them apart."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    kind_asked = asked["kind"] if asked else _kind_behind_which(question, evidence)
    if len(kind_asked) < _LEAST_KIND or evidence.question.expects is not Expects.NAME:
        return None
    sentence = candidate.sentence
    words = [re.escape(kind_asked[-size:]) for size in range(min(4, len(kind_asked)), _LEAST_KIND - 1, -1)]
    alike = next((row for row in _ALIKE if kind_asked.endswith(tuple(row.split("|")))), None)
    is_shown = alike in _SHOWN
    for kind in (*words, *([f"(?:{alike})"] if alike else [])):
        found = [m for m in _said(kind, is_shown, sentence.text) if (m["name"] or m["after"]) not in question]
        if len(found) > 1:
            found = _most_of_asked(found, evidence)
        if len(found) == 1:
            start, end = found[0].span("name" if found[0]["name"] else "after")
            return span_of(candidate, sentence.start + start, sentence.start + end)
    return None


def _said(kind: str, is_shown: bool, text: str) -> list[re.Match[str]]:
    """The quoted names beside ``kind``; of what ``is_shown`` the titles too."""
    ways = [f"{_NAMED}[^,。;:、“”]{{0,16}}?{kind}|{kind}(?:名为|叫做?|为|是)?{_NAMED_AFTER}"]
    if is_shown:
        ways.append(f"{_TITLED}[^,。;:、“”《》]{{0,16}}?{kind}|{kind}(?:名为|叫做?|为|是)?{_TITLED_AFTER}")
    return [match for way in ways for match in re.finditer(way, text)]


def _kind_behind_which(question: str, evidence: Evidence) -> str:
    """改革经验 of 哪项改革经验被转发; empty where the question has no such word."""
    phrase = "".join(evidence.question.asked_phrase)
    return phrase if _WHICH.search(question) and len(phrase) > 1 else ""


def _most_of_asked(found: list[re.Match[str]], evidence: Evidence) -> list[re.Match[str]]:
    """Those of ``found`` whose words hold most of the question's: the first of “甲”审判品牌 and “乙”调解品牌,
    asked for the 审判 one."""
    held = [evidence.focus.coverage(evidence.focus.values(match.group())) for match in found]
    return [match for match, share in zip(found, held, strict=True) if share == max(held)]
