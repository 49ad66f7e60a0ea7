"""The noun that a figure counts, where it is another than the one that is asked for: 18个单位 are no 案卷,
出具意见书205份 tells of no 顾问, and 调解组织554个 of no 纠纷.

The noun stands right behind the figure (从25个执法单位抽取) or ends its label (公示项目46个); people and
bodies are counted by no 件, 份 or 场, and are no cases. The nouns are data (``phrases/counted_nouns.toml``).
A question that names the noun, in these or in everyday words, is left alone. This module does not see what a
verb counts.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.text.matching import Term, is_named

_NEVER_HEADS = frozenset("件起宗份次场条卷篇部册%")
_HEADS = ("人", "名", "位", "员", "对")
_CLASSIFIERS = frozenset({"个", "家"})
_BARE = re.compile(r"(?:多少|几)[个家](?:呢|呀|啊)?[?。!]?$")
"""Leaves it to the document to say what is counted: 制发检察建议多少家."""
_ITEMS_ASKED = re.compile(r"(?:多少|几)条[\u4e00-\u9fff]{0,4}信息|信息(?:一共|总共|共)?(?:多少|几)条")
_MEMBERS = frozenset("名位")
"""By which people are counted and no cases; those who come are 人 or 人次."""
_CASE_UNITS = frozenset("件宗起")
"""信息 are counted by 条; 予以公开25件 are applications for them."""
_FARTHEST = 8
_VERB = r"(?:共有|共计|总计|总数|数量|共|达到?|有|为|各)?$"
_END = r"(?:呢|呀|啊|了)?[?。!]?$"
_SHORT_NAME = 4
_OWN_PART = 2
"""So many characters of a body's name say what kind it is."""


@cache
def _nouns(group: str) -> tuple[str, ...]:
    path = files("qa_service.answering") / "phrases" / "counted_nouns.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(sorted(data[group].split(), key=len, reverse=True))


@cache
def _heads_asked() -> re.Pattern[str]:
    return re.compile(
        rf"(?:多少|几)[个名位人家支]?[\u4e00-\u9fff]{{0,6}}?(?:{'|'.join(_nouns('heads'))})(?:呢|呀|啊|了)?[?。!]?$"
        rf"|(?:{'|'.join(_nouns('heads'))})(?:一共|总共|共|现)?有(?:多少|几)[个名位人家支]?(?:呢|呀|啊)?[?。!]?$"
    )


@cache
def _people_asked() -> re.Pattern[str]:
    """Directly behind what asks: 几个领导被约谈 asks for no 部门 that they are of."""
    return re.compile(
        rf"(?:多少|几)[个名位](?:{'|'.join(_nouns('people'))})(?![小公食委会组院家区事民大社力才户])"
    )


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?P<noun>{'|'.join(_nouns('behind'))})")


@cache
def _bodies_asked() -> re.Pattern[str]:
    bodies = "|".join(_nouns("asked_bodies"))
    return re.compile(
        rf"有?(?:多少|几)[个家所支]?(?P<behind>[\u4e00-\u9fff]{{0,8}}(?:{bodies})){_END}"
        rf"|(?P<before>[\u4e00-\u9fff]{{0,8}}(?:{bodies}))(?:一共|总共|共|现)?有(?:多少|几)[个家所支]?{_END}"
    )


@cache
def _body_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[\u4e00-\u9fff]{{0,2}}(?:{'|'.join(_nouns('told_bodies'))})){_VERB}")


@cache
def _new_body() -> re.Pattern[str]:
    return re.compile(f"{'|'.join(_nouns('new'))}")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?P<noun>{'|'.join(_nouns('before'))}){_VERB}")


@cache
def _cases_asked() -> re.Pattern[str]:
    cases = "|".join(_nouns("cases"))
    return re.compile(rf"(?:多少|几)(?:[万千百]?[件起宗](?!套)|[\u4e00-\u9fff]{{0,4}}?(?:{cases}))")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?P<noun>{'|'.join(_nouns('bodies'))}){_VERB}")


def counts_another_noun(candidate: Candidate, asked: str, terms: Sequence[Term]) -> bool:
    """Whether the figure of ``candidate`` counts a noun that folded ``asked`` does not ask for; ``terms`` are
    the words of the question."""
    quantity = candidate.quantity
    if quantity is None or isinstance(candidate, Cell):
        return False
    if _ITEMS_ASKED.search(asked) and quantity.unit in _CASE_UNITS:
        return True
    if _people_asked().search(asked) and not quantity.unit.endswith(_HEADS):
        return True
    if _heads_asked().search(asked) and quantity.unit in _NEVER_HEADS:
        return True
    sentence, text = candidate.sentence, candidate.sentence.folded.text
    if quantity.unit in _CLASSIFIERS and not _BARE.search(asked):
        behind = _behind().match(text, candidate.end, min(candidate.end + _FARTHEST, sentence.end))
        if behind is not None:
            return not _asks_for(behind["noun"], asked, terms)
    first, _ = sentence.clauses[sentence.clause_at(candidate.start)]
    label = text[first : candidate.start]
    if _cases_asked().search(asked) and quantity.unit in _MEMBERS:
        return True
    if _cases_asked().search(asked):
        body = _body().search(label)
        if body is not None and not is_named(body["noun"][-_OWN_PART:], asked, terms):
            return True
    if _counts_other_bodies(candidate, label, asked):
        return True
    before = _before().search(label)
    return before is not None and not _asks_for(before["noun"], asked, terms)


def _counts_other_bodies(candidate: Candidate, label: str, asked: str) -> bool:
    """业委会110个 are no 人民调解委员会, and 新创建一个司法所 does not tell how many there are."""
    found = _bodies_asked().search(asked)
    if found is None:
        return False
    name = found["behind"] or found["before"]
    told = _body_before().search(label)
    if told is not None and not _abbreviates(told["name"][-_SHORT_NAME:], name):
        return True
    last = candidate.sentence.clauses[candidate.sentence.clause_at(candidate.start)][1]
    behind = candidate.sentence.folded.text[candidate.end : last]
    is_new = _new_body().search(label) is not None and _new_body().search(asked) is None
    return is_new and (told is not None or name[-_OWN_PART:] in behind[:_FARTHEST])


def _abbreviates(short: str, name: str) -> bool:
    """调委会 of 人民调解委员会; 调解组织, which shares a word with it, may be the same."""
    characters = iter(name)
    in_order = all(character in characters for character in short)
    return in_order or any(short[at : at + 2] in name for at in range(len(short) - 1))


def _asks_for(noun: str, asked: str, terms: Sequence[Term]) -> bool:
    known = any(
        noun in synonym or noun.endswith(synonym) for term in terms for synonym in (term.text, *term.synonyms)
    )
    return known or noun in asked or any(word in asked for word in _nouns("anything"))
