"""Whether of a clause and what it says of a passage one denies what the other says."""

import re
from collections.abc import Sequence

from qa_service.answering.gate.gate_words import CLAUSE_END, GateWords
from qa_service.answering.gate.likeness import Likeness

_BOUNDS = {"超过", "低于", "高于", "少于", "多于"}
_BANS = re.compile("不得|禁止|严禁|不准|不能")
_BEARER = re.compile("被[\u4e00-\u9fff]{2}[人员]")
"""被执行人 does not say that something is carried out."""
_DENIAL = re.compile("[不未无没禁]")
_BAN_BEFORE = re.compile(
    "(?:不得|禁止|严禁|不准|不予|[未没][有]?(?:发生|出现|产生|收取|发现))(?!少于|低于|超过|高于|多于|短于|长于)"
)
_NEAR_DENIAL = re.compile(r"[^,。;:的得可应]{0,12}")

_OFFENCE = re.compile("(?:违规|违法|违反|非法|擅自|私自)[^,。;:]{0,6}$")
_OFFENDS = re.compile("违规|违法|违反|非法|擅自|私自")
"""违规燃放 is what 禁止燃放 forbids."""
_NONE = re.compile(r"(?<![\d.])0(?:元|万元|亿元|件|起|人|宗|个|例)?(?![\d.%])|为零")
"""费用为0 says that there was none."""
_NONE_THAT = re.compile("(?:没有|无)[^,。;:的]{1,20}的")
"""没有用于加装的资金 denies 资金."""
_REMITTED, _REMITS = re.compile("免[予于]处罚|免罚"), "不予处罚"
_FIRST = re.compile(r"(?<![无不])(?:须|必须|应当?|需要?|要)先?(?P<by>经|取得|获得|通过|办理|持有)")
_ONLY_IF = re.compile("(?:只有|须|必须|应当?)[^。;]{2,40}?才(?:能|可以?|准|允许)")
_NOT_WITHOUT = re.compile(
    r"未(?P<by>经|取得|获得|通过|办理|持有)(?P<what>[^,。;]{2,30}?)(?:的?,|的)(?:[^,。;不]{0,8}|一律)不得(?P<then>[^,。;]{2,30})"
)
_EXCEPTION = re.compile(
    r"除(?P<what>[^,。;]{2,24}?)(?:以外|之外|外)[,的]?(?P<then>[^。;]{0,30}?(?P<rule>不得|应当|禁止|必须|不予)[^,。;]{0,16})"
)
_EXCEPTED = re.compile(r"(?P<then>[^,。;]{2,40}(?:不得|禁止)[^,。;]{2,40}),(?P<what>[^,。;]{2,30}?)的?除外")
_WITHOUT = re.compile(
    r"(?:没有|未)(?P<by>经|取得|获得|通过|办理|持有)[^,。;]{2,30}?的?,[^,。;不]{0,8}不(?:得|能|可以?|准)"
)
_SHORT_OF = re.compile("(?:没有|未能?|尚未|没)达到|达不到")
_FALLS_SHORT = re.compile("低于|不足|不及|少于|超过|超出|高于|超标")
"""没有达到37%的目标 of what is 低于37%的目标."""
_RECOVERED = re.compile(r"(?:恢复|达|完成)[到至了]?[^,。;]{0,14}?(?<![\d.])\d{1,2}(?:\.\d{1,2})?%")
_REACHES = frozenset({"恢复", "达到", "完成"})
_FREE = re.compile("免费|暂?免[收征缴交除]|免[予于]")
_PAYS = "收缴交付征花"
_TWICE = re.compile("(?:没有|无)不")
_GETS_NONE = re.compile("得不到(?!位)")
_EXCEPT = re.compile("除|以外|之外|例外|不受|但")
_SAID = 0.6


def asks_first(statement: str, passage: str, likeness: Likeness) -> bool:
    """Whether folded ``statement`` says 移植须经批准 where ``passage`` says 未经批准,不得移植."""
    if _ONLY_IF.search(statement) and any(
        _holds(statement, rule["what"], likeness) and _holds(statement, rule["then"], likeness)
        for of_rule in (_NOT_WITHOUT, _EXCEPTION, _EXCEPTED)
        for rule in of_rule.finditer(passage)
    ):
        return True
    without, rule = _WITHOUT.search(statement), _FIRST.search(passage)
    if without and rule and rule["by"] in (without["by"], "经"):
        return True
    said = _FIRST.search(statement)
    return said is not None and any(
        said["by"] == rule["by"]
        and _holds(statement, rule["what"], likeness)
        and _holds(statement, rule["then"], likeness)
        for rule in _NOT_WITHOUT.finditer(passage)
    )


def exception_ruled(statement: str, passage: str, likeness: Likeness) -> bool:
    """Whether folded ``statement`` rules of an exception what ``passage`` rules of all else:
    养护需要也不得修建 where it is 除养护需要外,不得修建."""
    return not _EXCEPT.search(statement) and any(
        rule["rule"] in statement and _holds(statement, rule["what"], likeness)
        for rule in _EXCEPTION.finditer(passage)
    )


def _holds(statement: str, words: str, likeness: Likeness) -> bool:
    said = likeness.content_words(words)
    return bool(said) and likeness.coverage(said, likeness.words.canonical(statement), "") >= _SAID


def denies(clause: str, touched: str, sentence: str, words: GateWords) -> bool:
    """Whether folded ``clause`` denies what its ``sentence`` of the passage says, or says what the clauses
    that it ``touched`` deny."""
    clause, touched, sentence = (
        _GETS_NONE.sub("不予", _REMITTED.sub(_REMITS, text)) for text in (clause, touched, sentence)
    )
    if _TWICE.search(clause) or (_SHORT_OF.search(clause) and _FALLS_SHORT.search(touched)):
        return False
    said = words.without_false_negations(clause)
    nearest = words.without_false_negations(touched)
    passage = words.without_false_negations(sentence)
    if _BANS.search(clause) and _BANS.search(touched):
        # Both forbid; what exactly, the other words tell.
        said, nearest, passage = (_BANS.sub("", text) for text in (said, nearest, passage))
    for key in _denied(nearest, words):
        if key not in said or _is_denied(said, key, words) or _is_plain(nearest, key, words):
            continue
        if not _is_offence(said, key):
            return True
    if _NONE.search(nearest):
        return False
    bare = _BEARER.sub("□", passage)
    return any(
        key in bare
        and not _is_denied(passage, key, words)
        and not _all_deny(passage, key, words)
        and not _is_short(key, touched)
        for key in _denied(said, words)
    )


def _is_short(key: str, touched: str) -> bool:
    """Whether the clauses touched say that what the statement denies is so in part, or that it is free:
    恢复至98.7%, 免费."""
    short = key in _REACHES and _RECOVERED.search(touched) is not None
    return short or (key[0] in _PAYS and _FREE.search(touched) is not None)


def _all_deny(passage: str, key: str, words: GateWords) -> bool:
    """Whether each clause with ``key`` denies something: 湖面未发生水华 says 没有出现湖面水华."""
    parts = [part for part in CLAUSE_END.split(passage) if key in part]
    return bool(parts) and all(words.negation.search(part) for part in parts)


def allows_what_is_banned(clause: str, content: Sequence[str], clauses: Sequence[str]) -> bool:
    """Whether folded ``clause`` says without a negation a word of its ``content`` that each of the passage's
    ``clauses`` with it forbids."""
    if _DENIAL.search(clause) or clause.endswith("的") or _OFFENDS.search(clause):
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


def _is_offence(text: str, key: str) -> bool:
    return all(_OFFENCE.search(text, 0, match.start()) for match in re.finditer(re.escape(key), text))


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
    if any(text.startswith(key, match.end()) for match in _NONE_THAT.finditer(text)):
        return True
    behind = (_NEAR_DENIAL.match(text, match.end()) for match in words.negation.finditer(text))
    return any(found is not None and key in found.group() for found in behind)


def _is_plain(text: str, key: str, words: GateWords) -> bool:
    """Whether ``key`` stands in the text without its negation as well."""
    return text.count(key) > sum(d.startswith(key) for d in _denied(text, words))
