"""Of which kind of things a name is asked for: 镇 of 最少的是哪个镇, 队伍 of 哪支执法队伍获评, 高速 of
业主高速是哪条.

The kind stands behind 哪 or 什么, or before 是哪条 and 叫什么; how names of it end the word list says.
This module does not know which name answers.
"""

import re
from dataclasses import dataclass

from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import Wording
from qa_service.answering.text.folding import fold

_MEASURE = r"(?:[个家支条座项处位份件首篇类块档期本]|所(?![有在])|种(?!植)|名(?!单))"
_BEHIND = re.compile(
    rf"(?:哪一?(?P<some>[两二三四五六七八九十几]|\d{{1,2}}|些)?{_MEASURE}?|什么(?:样的)?)(?P<rest>[一-鿿]{{1,14}})"
)
_BEFORE = re.compile(
    rf"(?P<noun>[一-鿿]{{1,16}}?)[”」]?(?:的?(?:名[称字]|全称))?(?:是|叫|为|有)(?:做|的是)?"
    rf"(?:哪一?(?:[两二三四五六七八九十几]|\d{{1,2}}|些)?{_MEASURE}?|什么(?:名[称字]?)?|啥(?:名[称字]?)?)(?:来着|呢|呀|啊)?$"
)
_ASKED_AT_END = re.compile(rf"(?:是|为|在|于)哪一?{_MEASURE}(?P<noun>[一-鿿]{{2,6}})$")
_ASKED_UNLISTED = re.compile(
    rf"哪一?{_MEASURE}(?P<noun>(?:(?![被获是在为的由有没未还也入和与最先新])[一-鿿]){{2,4}})(?<![民人员者师生长])(?=被|获|入选|没有?|未|还没|率先|最先)"
)
"""哪个套餐被…: what stands up to the verb, where no list knows it."""
_ASKED_FIRMS = re.compile(r"哪(?:[几两三四五六七八九十]|\d{1,2})?家$")
_SAID_LAST = re.compile(r"的(?P<noun>[一-鿿]{1,6})$")
_PLACE_ASKED = re.compile(r"哪里|哪儿|何处|什么地方|哪个地方|在哪$")
_MODIFIER = r"(?:(?![被获是在为的由有拿得成做把给让向对和与先最新曾])[一-鿿]){0,6}?"
_NO_KIND = re.compile(r"[级长民委里内域籍员们别种]|政府|干部|领导|组织部")
"""What makes another word of a kind before it: 村民, 镇长, 市级."""
_ONE_LETTER = frozenset("村镇乡县区市省局所站队团组路桥园馆街厂院校科室案港湾岛湖河")
_HAN = re.compile(r"[一-鿿]+")
_ENDS_ASKING = "?。!,. "


@dataclass(frozen=True, slots=True)
class AskedKind:
    """``noun`` as the question says it; ``endings`` of such things' names, none of them known where nothing
    but the noun is; ``is_place`` where one asks in what place."""

    noun: str
    endings: tuple[str, ...]
    is_known: bool
    is_place: bool = False


def asked_kind(question: Question, wording: Wording) -> AskedKind | None:
    """The kind; None where the question names none."""
    text = fold(question.text).text.rstrip(_ENDS_ASKING)
    if _PLACE_ASKED.search(text):
        return AskedKind("地方", wording.name_endings["地方"], is_known=True, is_place=True)
    noun = _behind(text, wording) or _before(text, wording) or _last(text)
    if noun is None and _ASKED_FIRMS.search(text):
        noun = "单位"
    return _of(noun, wording) if noun else None


def _of(noun: str, wording: Wording) -> AskedKind:
    endings = wording.name_endings.get(noun)
    if endings is None:
        # 讲解队, 律师团: a word that nobody listed is of the kind that its last letter tells.
        last = (noun[-1],) if noun[-1] in _ONE_LETTER else ()
        return AskedKind(noun, (noun, *last), is_known=False)
    return AskedKind(noun, tuple(dict.fromkeys((noun, *filter(_HAN.fullmatch, endings)))), is_known=True)


def _behind(text: str, wording: Wording) -> str | None:
    """队伍 of 哪支执法队伍获评: the first noun of the list behind the interrogative, to the last one in a
    row."""
    for asked in _BEHIND.finditer(text):
        noun = _first_known(asked["rest"], wording)
        if noun is not None:
            return noun
    single = re.search(
        r"哪一?个?(?P<noun>[村镇乡县区市省局所站队路街科])(?=$|[获被拿率最成在先新曾首评的]|得分)", text
    )
    unlisted = _ASKED_UNLISTED.search(text)
    return single["noun"] if single else unlisted["noun"] if unlisted else None


def _first_known(rest: str, wording: Wording) -> str | None:
    nouns = sorted(wording.name_endings, key=len, reverse=True)
    for at in range(min(len(rest), 7)):
        if at and re.fullmatch(_MODIFIER, rest[:at]) is None:
            return None
        noun = next((noun for noun in nouns if rest.startswith(noun, at)), None)
        if noun is None:
            continue
        end = at + len(noun)
        # 社区矫正中心: the last of several in a row is the thing.
        while (
            following := next((n for n in nouns if len(n) > 1 and rest.startswith(n, end)), None)
        ) is not None:
            noun, end = following, end + len(following)
        if not _NO_KIND.match(rest, end):
            return noun
    return None


def _last(text: str) -> str | None:
    """套餐 of 办件量最大的是哪个套餐: whatever ends the question behind 哪个."""
    asked = _ASKED_AT_END.search(text)
    return asked["noun"][-4:] if asked else None


def _before(text: str, wording: Wording) -> str | None:
    """高速 of 业主高速是哪条, 单位 of 得分最高的单位."""
    asked = _BEFORE.search(text) or _SAID_LAST.search(text)
    if asked is None:
        return None
    phrase = asked["noun"]
    known = [noun for noun in wording.name_endings if phrase.endswith(noun)]
    if known:
        return max(known, key=len)
    if asked.re is _SAID_LAST or phrase[-1] in "名的":
        return None
    return phrase[-2:] if len(phrase) > 1 else None
