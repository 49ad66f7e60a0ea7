"""Of which level a government or its money is: 县政府, 省级财政, 市下达的任务.

Where a passage names one level, a sentence that names another says something else. This module knows no
place by its name.
"""

import re
from collections.abc import Iterator

_LEVEL = "(?:国家|中央|自治区|省|市|州|盟|县|区|旗|乡镇|镇|乡|上)"
_WHAT = "(?:政府|财政(?![局部厅收支])|下达|专项资金|补助资金|配套资金)"
_NAMED = re.compile(rf"((?:{_LEVEL}级?[、和与及]){{0,4}}){_LEVEL}(?:级(?:人民)?|人民)?(?={_WHAT})")
_ONE, _EVERY = re.compile(_LEVEL), re.compile(_WHAT)
_HANDED_DOWN = "下达"
_RECEIVED = re.compile("[给向对][\u4e00-\u9fff]{0,8}$")
"""给大足区下达: that is to whom."""
SAME_LEVEL = {"国家": "中央", "自治区": "省", "乡镇": "乡", "镇": "乡", "旗": "县", "盟": "市", "州": "市"}


def of_another_level(statement: str, text: str, around: str) -> bool:
    """Whether folded ``statement`` names a level that neither ``text`` nor what is ``around`` it names, where
    ``text`` says the level each time."""
    said = list(_levels(statement))
    if not said:
        return False
    there = {*_levels(text), *_levels(around)}
    of = {what for _, what in _levels(text)}
    ends = {match.end() for match in _NAMED.finditer(text)}
    unsaid = {match.group() for match in _EVERY.finditer(text) if match.start() not in ends}
    return any(what in of - unsaid and (level, what) not in there for level, what in said)


def _levels(text: str) -> Iterator[tuple[str, str]]:
    """Each level with what is of it: 省、市财政 are two."""
    for match in _NAMED.finditer(text):
        what = _EVERY.match(text, match.end())
        if (
            what
            and what.group() == _HANDED_DOWN
            and _RECEIVED.search(text, max(0, match.start() - 8), match.start())
        ):
            continue
        for level in _ONE.findall(match.group()):
            if what:
                yield SAME_LEVEL.get(level, level), what.group()
