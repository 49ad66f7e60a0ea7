"""A question as the reader sees it: which words ask, for what kind of thing, and which words must be found.

This reads any question, also of an encyclopedia; what the service understands of scope, years and organs is
in ``answering.question``. The kinds are names for the model, none of them decides anything here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_service.answering.reader.texts import Tag, tag_group
from qa_service.answering.text.folding import fold

_KINDS = (
    (
        "why",
        r"为什么|为何|为啥|因何|何故|(?:什么|何种?|哪些)(?:样的)?(?:主要)?(?:原因|理由|缘故)|凭什么|何以",
    ),
    (
        "when",
        r"什么时候|什么时间|什么日期|什么年代|何时|何年|何月|何日|几时|哪一?个?(?:年代|年份|年间|年|月份|月|日期|日|天|世纪|时代|时期|时间|时候|朝代|季节|季)|几(?:年|月|日|号|点)(?!级)|什么(?:时期|时代|朝代)|何(?:时期|时代|朝代)",
    ),
    (
        "how_much",
        r"百分之几|多少|多长时间|多久|多(?:大|高|长|远|重|深|宽|快|厚|强|低)|几(?![乎何内率丁])|若干",
    ),
    ("who", r"谁|何人|哪一?位|什么人|哪些人|哪个人|何许人|哪名"),
    (
        "where",
        r"哪里|哪儿|何处|何地|什么地方|什么地点|哪个地方|哪些地方|在哪(?![个一些种类座部场位条项家所支次届本首颗名款片段间艘国省市县])|于哪(?=[?。,]|$)",
    ),
    ("how", r"怎么样|怎么|怎样|如何|咋样|咋"),
    ("list", r"哪些|哪几|(?:有|包括|包含|分为|含有)(?:什么|何)"),
    (
        "which",
        r"哪一?(?:种|个|类|座|部|场|条|项|家|所|支|次|届|本|首|颗|款|片|段|间|艘|国|省|市|县|州|区|方|级|层|系|族|派|科|队|处|份|起|批|块|人)(?!面)|哪一?|何种|何国|(?<![任几如为])何",
    ),
    ("what", r"什么样的?|什么|啥|何者"),
    ("whether", r"是不是|是否|有没有|能否|能不能|可否|会不会|有无|吗"),
)
_ASKING = tuple((name, re.compile(pattern)) for name, pattern in _KINDS)
KINDS = (*(name for name, _ in _KINDS), "other")
_FUNCTION_TAGS = frozenset((*"upcryoexdf", "mark", "open", "close", "pause"))
_FUNCTION = frozenset(
    (
        *"的了是在有为于和与中上下里个被由以等对将其之后前时让使到从曾会可请一第及",
        "可以",
        "应",
        "应当",
        "需要",
        "请问",
    )
)
_NOUNS = frozenset((*"nljistb", "nr", "ns", "nt", "nz", "vn", "ng", "an", "eng"))
_LINKS = re.compile(
    r"(?:是|为|叫[做作]?|称[为作]?|指|有|属于|位于|在|于|由|被|达到?|用|以|指的是|大约是|约|的是)++$"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """``left`` and ``right`` are the folded question before and after its interrogative, which is ``how``;
    ``noun`` is what is asked for (哪个[城市], [首都]是什么), ``unit`` what directly follows 多少 or 几;
    ``words`` are those to be found, in order, with the offsets of each in the question."""

    text: str
    kind: str
    how: str
    left: str
    right: str
    noun: str
    unit: str
    words: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def at(self) -> int:
        """Where the interrogative begins."""
        return len(self.left)


@lru_cache(maxsize=256)
def _asking(text: str) -> tuple[str, int, int]:
    """Kind and span of the interrogative; behind the text where there is none."""
    found = [
        (match.start() // 3 * 0 + number, match.start(), match.end(), name)
        for number, (name, pattern) in enumerate(_ASKING)
        if (match := pattern.search(text))
    ]
    if not found:
        return "other", len(text), len(text)
    _, start, end, name = min(found)
    return name, start, end


def _noun_phrase(pieces: Sequence[tuple[str, str]]) -> str:
    """The last noun of the phrase that ``pieces`` begin with."""
    noun = ""
    for word, tag in pieces:
        if tag in _NOUNS or (noun == "" and tag in ("v", "a", "q", "m", "zg")):
            noun = word
        else:
            break
    return noun


def _tagged(text: str, tag: Tag) -> list[tuple[str, str]]:
    return [(word, tag_group(word, name)) for word, name in tag(text)] if text else []


def read_question(question: str, tag: Tag) -> Asked:
    text = fold(question).text.rstrip("?。!;,.").replace("甚么", "什么")
    kind, start, end = _asking(text)
    # Cut apart, for 几家骑士团 would be 几家 骑士团.
    before, after = _tagged(text[:start], tag), _tagged(text[end:], tag)
    unit = after[0][0] if kind == "how_much" and after and text[start:end] in ("多少", "几") else ""
    noun = _noun_phrase(after)
    if not noun or (kind in ("what", "where", "who", "how_much") and end == len(text)):
        noun = _noun_before(before) or noun
    kept = [
        (word, at, name)
        for pieces, offset in ((before, 0), (after, end))
        for word, name, at in _placed(pieces, offset)
        if name not in _FUNCTION_TAGS and word not in _FUNCTION
    ]
    return Asked(
        text=text,
        kind=kind,
        how=text[start:end],
        left=text[:start],
        right=text[end:],
        noun=noun,
        unit=unit,
        words=tuple(word for word, _, _ in kept),
        starts=tuple(at for _, at, _ in kept),
    )


def _noun_before(pieces: Sequence[tuple[str, str]]) -> str:
    """首都 of 中国的首都是(什么); dictionaries take some nouns for other words."""
    at = len(pieces)
    while at and _LINKS.match(pieces[at - 1][0]):
        at -= 1
    word, name = pieces[at - 1] if at else ("", "")
    return word if name in _NOUNS or (len(word) > 1 and name not in _FUNCTION_TAGS) else ""


def _placed(pieces: Sequence[tuple[str, str]], offset: int) -> Iterator[tuple[str, str, int]]:
    for word, name in pieces:
        yield word, name, offset
        offset += len(word)
