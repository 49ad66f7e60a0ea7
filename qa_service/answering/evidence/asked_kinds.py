"""Whether a figure lacks the kind that is asked for, whatever else agrees: another rate (审结率 for 败诉率),
money of another kind (损失 for 税), those that were served for all that there are, the whole for a part, an
aim for what came of it, those that did for those that did not.

What a question names outright it wants: these are told by their form, and by the groups of
``phrases/kinds.toml``. This module does not score, and does not know what a sentence says in another way.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.evidence.negated import asked_negated, is_of_affirmed
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold
from qa_service.quantities import Kind

_RATE = re.compile(r"(?P<of>[一-鿿]{2})率")
_ASKED_RATE = re.compile(
    r"(?P<of>[一-鿿]{2})率(?:一共|大概|大约|到底|究竟|分别|最后|现在)?(?:是|为|有|达到?|到)?(?:了)?(?:多少|百分之几|几)"
)
_ASKED_MONEY = re.compile(r"(?P<before>[一-鿿]{0,6})(?:多少|几)(?P<behind>[一-鿿]{0,6})")
_ASKS_STOCK = re.compile(r"(?:一共|总共|共|现在|目前|已经?)有[^,。?]{0,8}(?:多少|几)[^,。?]{0,8}$")
_ACTS_ON = re.compile(r"[拿领得获到追讨要][回到取了得]")
"""一共有多少职工拿回了工资 asks for no stock."""
_AT_ONCE = re.compile(r"走访|检查|抽查|服务|指导|约谈|帮助|惠及|督促|查处")
"""What one may do to the same ones several times."""
_SERVED = re.compile(
    r"(?:(?<![整改减增变扩升降缩简合成后分作])为|[对向给与]|帮助?|走访|检查|抽查|服务|指导|约谈|联系|惠及|助力|支持|推动|引导|督促|涉及|关闭|取缔|查处|关停)$"
)
_OF_ALL = re.compile(r"辖区|全[省市县区州旗镇乡]|所有|全部|现有|共有")
_ASKED_PART = re.compile(
    r"(?:涉及|关于|有关|属于|针对|围绕)(?P<part>[^,。?的多少几]{2,10}?)(?:类|方面|问题|领域)?的[^,。?]{0,8}(?:有|是|为|占|共)?(?:多少|几)"
)
_ASKS_OUTCOME = re.compile(r"最后|最终|实际(?!控制|上?限|利用|使用|到)|到头来|末了")
_LOST = re.compile(r"(?:被|受)(?:诈?骗|坑)|损失")
_RECOVERED = re.compile(r"[挽追讨要拿]回|返还|退[还赔回]|避免|减少|止付|拦截|劝阻|冻结|弥补|补偿|赔")
_MEDIATED = re.compile(r"调[解处](?![员委组室中工成]|协会)|调[解处]成功(?!率)|化解|受理|办理|处理|解决")
_ASKS_MEDIATED = re.compile(r"调[解处](?![员委组室])|化解")
_SCREENED = re.compile(r"排查(?!化解|调[解处])")
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The data of ``phrases/kinds.toml``: groups of rates and of degrees, pairs of a kind of money with its
    words, and with the words of what it is not."""

    rates: tuple[frozenset[str], ...]
    siblings: tuple[frozenset[str], ...]
    money: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    other_money: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def load_kinds() -> Kinds:
    """Read the data file of the package."""
    path = files("qa_service.answering") / "phrases" / "kinds.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Kinds(
        rates=tuple(frozenset(group) for group in data["rates"]),
        siblings=tuple(frozenset(group) for group in data["siblings"]),
        money=_pairs(data["money"]),
        other_money=_pairs(data["other_money"]),
    )


def _pairs(words: Mapping[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(asked), re.compile(said)) for asked, said in words.items())


def is_of_another_kind(candidate: Candidate, question: Question) -> bool:
    """Whether the candidate's figure is not of the kind that ``question`` names."""
    if candidate.quantity is None:
        return False
    asked = fold(question.text).text
    return (
        _is_another_rate(candidate, asked)
        or _is_other_money(candidate, asked)
        or _is_of_some(candidate, question, asked)
        or _is_of_whole(candidate, asked)
        or _is_only_aimed_at(candidate, asked)
        or _is_of_those_that_did(candidate, asked)
        or _is_of_sibling(candidate, asked)
        or _is_only_screened(candidate, asked)
    )


def _label(candidate: Candidate) -> str:
    return fold(candidate.own).text if isinstance(candidate, Cell) else Place.of(candidate).own


def _read(candidate: Candidate) -> str:
    """The headings above the candidate, its passage up to its sentence, and that."""
    sentence = candidate.sentence
    own = fold(candidate.own).text if isinstance(candidate, Cell) else ""
    return "".join((*sentence.passage.section, sentence.before, sentence.text, own))


def _is_another_rate(candidate: Candidate, asked: str) -> bool:
    rate = _ASKED_RATE.search(asked)
    told = {match["of"] for match in _RATE.finditer(_label(candidate))}
    if rate is None or rate["of"] in candidate.sentence.text:
        return False
    return bool(told) and not any(_is_alike(rate["of"], each) or each in asked for each in told)


def _is_alike(one: str, other: str) -> bool:
    """Rates that share a character, or stand in one group, may be the same."""
    return bool(set(one) & set(other)) or any({one, other} <= group for group in load_kinds().rates)


def _is_other_money(candidate: Candidate, asked: str) -> bool:
    place = _ASKED_MONEY.search(asked)
    if candidate.quantity is None or candidate.quantity.kind is not Kind.MONEY or place is None:
        return False
    if _is_recovered(candidate, asked):
        return True
    noun = place["before"][-_PAIR * 2 :] + "|" + place["behind"]
    said, label, kinds = _read(candidate), _label(candidate), load_kinds()
    if any(kind.search(noun) and not words.search(said) for kind, words in kinds.money):
        return True
    return any(
        kind.search(noun) and words.search(label) and not kind.search(label)
        for kind, words in kinds.other_money
    )


def _is_recovered(candidate: Candidate, asked: str) -> bool:
    """挽回群众损失83万元 does not tell what was lost."""
    lost = _LOST.search(asked) is not None and not _RECOVERED.search(asked)
    return lost and _RECOVERED.search(_label(candidate)) is not None


def _is_of_some(candidate: Candidate, question: Question, asked: str) -> bool:
    """Who asks how many there are is not told how often one was visited, nor how many were."""
    unit, quantity = question.unit, candidate.quantity
    if question.expects is not Expects.NUMBER or quantity is None or unit is None:
        return False
    asks_stock = _ASKS_STOCK.search(asked.rstrip("?。!"))
    if asks_stock is None or _ACTS_ON.search(asks_stock.group()) or isinstance(candidate, Cell):
        return False
    lead = Place.of(candidate).lead
    if quantity.unit == f"{unit}次":
        # 来访630人次 is how many came; 检查企业862家次 is not how many there are.
        return any(verb not in asked for verb in _AT_ONCE.findall(lead))
    return bool(_SERVED.search(lead) and not _SERVED.search(asked) and not _OF_ALL.search(lead))


def _is_of_whole(candidate: Candidate, asked: str) -> bool:
    """涉及供暖的诉求 is a part of all 诉求: where it is not named it is not told how many they are."""
    part = _ASKED_PART.search(asked)
    if part is None:
        return False
    name, said = part["part"], _read(candidate)
    synonyms = load_wording().synonyms.get(name, ())
    pairs = [name[at : at + _PAIR] for at in range(len(name) - 1)]
    return not any(word in said for word in (*pairs, *synonyms))


def _is_only_aimed_at(candidate: Candidate, asked: str) -> bool:
    """力争降至8%以下 does not tell what it came to at last."""
    sentence, aim = candidate.sentence, load_wording().aim
    said = sentence.folded.text[sentence.start : candidate.end]
    if _ASKS_OUTCOME.search(said):
        # 最后由拟定的34所减到22所: the outcome stands there, beside the aim.
        return False
    return bool(_ASKS_OUTCOME.search(asked) and aim.search(said) and not aim.search(asked))


def _is_of_those_that_did(candidate: Candidate, asked: str) -> bool:
    """整改540个 does not tell how many 没有整改."""
    verb, sentence = asked_negated(asked), candidate.sentence
    said = sentence.folded.text[sentence.start : sentence.end]
    return verb is not None and is_of_affirmed(verb, _label(candidate), said)


def _is_of_sibling(candidate: Candidate, asked: str) -> bool:
    """引进博士4人 does not tell how many 硕士 came."""
    label = _label(candidate)
    for group in load_kinds().siblings:
        named, told = ({each for each in group if each in text} for text in (asked, label))
        if named and told and not named & told:
            return True
    return False


def _is_only_screened(candidate: Candidate, asked: str) -> bool:
    """排查纠纷187件 does not tell how many were mediated."""
    if not _ASKS_MEDIATED.search(asked) or "排查" in asked:
        return False
    return _SCREENED.search(label := _label(candidate)) is not None and not _MEDIATED.search(label)
