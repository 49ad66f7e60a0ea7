"""Whether of a clause and what it says of a passage one denies what the other says."""

import re
from collections.abc import Sequence

from qa_service.answering.gate.gate_words import GateWords

_BOUNDS = {"超过", "低于", "高于", "少于", "多于"}
_BANS = re.compile("不得|禁止|严禁|不准|不能")
_BEARER = re.compile("被[\u4e00-\u9fff]{2}[人员]")
"""被执行人 does not say that something is carried out."""
_DENIAL = re.compile("[不未无没禁]")
_BAN_BEFORE = re.compile("(?:不得|禁止|严禁|不准|不予)(?!少于|低于|超过|高于|多于|短于|长于)")
_NEAR_DENIAL = re.compile(r"[^,。;:的得可应]{0,12}")


def denies(clause: str, touched: str, sentence: str, words: GateWords) -> bool:
    """Whether folded ``clause`` denies what its ``sentence`` of the passage says, or says what the clauses
    that it ``touched`` deny."""
    said = words.without_false_negations(clause)
    nearest = words.without_false_negations(touched)
    passage = words.without_false_negations(sentence)
    if _BANS.search(clause) and _BANS.search(touched):
        # Both forbid; what exactly, the other words tell.
        said, nearest, passage = (_BANS.sub("", text) for text in (said, nearest, passage))
    for key in _denied(nearest, words):
        if key in said and not _is_denied(said, key, words) and not _is_plain(nearest, key, words):
            return True
    bare = _BEARER.sub("□", passage)
    return any(key in bare and not _is_denied(passage, key, words) for key in _denied(said, words))


def allows_what_is_banned(clause: str, content: Sequence[str], clauses: Sequence[str]) -> bool:
    """Whether folded ``clause`` says without a negation a word of its ``content`` that each of the passage's
    ``clauses`` with it forbids."""
    if _DENIAL.search(clause) or clause.endswith("的"):
        return False
    for word in content:
        held = [part for part in clauses if word in part]
        if len(word) > 1 and held and all(_is_banned(word, part, clause) for part in held):
            return True
    return False


def _is_banned(word: str, part: str, clause: str) -> bool:
    """Whether a clause of the passage forbids ``word``, and what it forbids begins as ``clause`` says."""
    before = list(_BAN_BEFORE.finditer(part, 0, part.index(word)))
    first = part[before[-1].end() :].lstrip("在对向将以把被由")[:2] if before else ""
    return bool(before) and (all(one in clause for one in first) or word.startswith(first))


def _denied(text: str, words: GateWords) -> list[str]:
    """What stands behind each negation: two characters, or one where the clause ends."""
    found = []
    for match in words.negation.finditer(text):
        behind = re.match(r"[\u4e00-\u9fff]{1,2}", text[match.end() :])
        if behind and behind.group() not in _BOUNDS:
            key = behind.group()
            found.append(key if len(key) == 2 and key[1] not in "的了" else key[0])
    return found


def _is_denied(text: str, key: str, words: GateWords) -> bool:
    if any(d.startswith(key) or key.startswith(d) for d in _denied(text, words)):
        return True
    # 不具备维护修缮能力 denies 修缮 as well.
    behind = (_NEAR_DENIAL.match(text, match.end()) for match in words.negation.finditer(text))
    return any(found is not None and key in found.group() for found in behind)


def _is_plain(text: str, key: str, words: GateWords) -> bool:
    """Whether ``key`` stands in the text without its negation as well."""
    return text.count(key) > sum(d.startswith(key) for d in _denied(text, words))
