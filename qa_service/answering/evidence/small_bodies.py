"""Figures of one small body where the whole is asked for: 一年调解了多少纠纷 is not told by
“老马调解室”全年调解156件.

The question says that it wants all (一共, 全年, 全县), and the sentence of the figure has begun to tell of a
single room, station or team that the question does not name. This module does not know what the whole is.
"""

import re

from qa_service.answering.evidence.candidates import Candidate

_WHOLE = re.compile(
    r"一共|总共|(?<![公])共(?![同享建治管])|全年|[一整]年(?!级)|全[省市县区州盟旗镇乡]|总[数量计]|合计|累计"
)
_BODY = re.compile(
    r"(?:“[^”]{2,16}”|[\u4e00-\u9fff])"
    r"(?:调解室|工作室|工作站|服务站|服务点|联系点|联络站|驿站|小站|专?窗口|专窗|专席|调解中心"
    r"|[\u4e00-\u9fff]队(?!伍)|团队|法庭|派出所|司法所|监管所|负责人|调解员)"
    r"|“[^”]{1,14}[室站点岗队窗]”|(?<!矛盾)纠纷(?:人民)?(?:调委会|调解委员会|调处中心)"
    r"|(?:案件|申请|诉讼)中(?=[\u4e00-\u9fff])|(?:^|[,;。])其中[,:]?(?P<part>[\u4e00-\u9fff]{2})"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ANEW = re.compile(r"全[省市县区州盟旗镇乡]|各级|各类|累计")


def is_of_small_body(candidate: Candidate, asked: str, *, of_common_matter: bool) -> bool:
    """Whether folded ``asked`` wants all of something and the figure of ``candidate`` is that of a part, or,
    where it is ``of_common_matter``, of one body: a matter of its own is mostly that body's."""
    if not _WHOLE.search(asked) or candidate.quantity is None:
        return False
    sentence = candidate.sentence
    before = sentence.folded.text[sentence.start : candidate.start]
    bodies = [body for body in _BODY.finditer(before) if of_common_matter or body["part"] is not None]
    if not bodies or any(_is_named(body, asked) or _names_later_part(body, before, asked) for body in bodies):
        return False
    first, _ = sentence.clauses[sentence.clause_at(candidate.start)]
    after = before[bodies[0].end() :]
    return _ANEW.search(after, max(0, first - sentence.start - bodies[0].end())) is None


def _names_later_part(body: re.Match[str], before: str, asked: str) -> bool:
    """Asked is a part that stands behind the first one: 其中培训补助1.5亿元,见习补助1204万元."""
    if body["part"] is None:
        return False
    first = re.search(r"\d", before[body.end() :])
    parts = _HAN.findall(before[body.end() + first.start() :]) if first else []
    whole = before[: body.start()]
    pairs = {run[at : at + 2] for run in parts for at in range(len(run) - 1)}
    return any(pair in asked and pair not in whole and before.count(pair) == 1 for pair in pairs)


def _is_named(body: re.Match[str], asked: str) -> bool:
    name = body["part"] or body.group().strip("“”")
    return name in asked or name[-3:] in asked
