"""Sentences of articles that rule plainly what a question asks: whether something costs anything, and whether
what an item only names as a case (分设重点班的) is allowed.

The ranker knows the matter; which of a law's articles answers is seen by their form. This module does not
know how sure the answer is.
"""

import re
from collections.abc import Mapping, Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from vectorstore.passages import Passage

_ASKS_FEE = re.compile(
    r"(?:要不要|用不用|需不需要|是否需?要?|需要|要|用|得)(?:再|另外|先|自己)?[交花付掏出收缴][纳取]?[^,。?]{0,4}?(?:费用?|钱)"
    r"|收不收[^,。?]{0,4}[费钱]|收[费钱](?:吗|么|不)|免费|白(?:查|办|拿)吗"
)
_FEE = re.compile(
    r"不(?:得)?(?:再)?(?:向[^,。;:]{1,14})?收取?[^,。;:]{0,8}费|免(?:予?收取?|交|缴|除)[^,。;:]{0,10}费|免费|不交纳|无需(?:交|缴)纳"
    r"|(?:应当|需要?)[^,。;:]{0,12}(?:交纳|缴纳|支付)[^,。;:]{0,10}费"
)
_MONEY = re.compile(r"费|钱|款|免|价|元")
_ITEM_CONDITION = re.compile(r"^\s*[(（][一二三四五六七八九十]+[)）][^。]*的[;；。]?\s*$")
_RULES = re.compile(r"不得|禁止|严禁|不准|不许|可以|允许|应当|必须")
_LEAST_CHANCE = 0.015
_LEAST_COVERED = 0.3
_LEAST_SHARED = 0.5


def asks_fee(question: Question) -> bool:
    """Whether it is asked if something costs anything."""
    return question.expects is Expects.YES_NO and _ASKS_FEE.search(fold(question.text).text) is not None


def speaks_of_money(sentence: Sentence) -> bool:
    return _MONEY.search(sentence.text) is not None


def of_fee(
    passages: Sequence[Passage], chances: Mapping[str, float], evidence: Evidence
) -> tuple[Passage, Sentence] | None:
    """The sentence that says of the asked matter whether a fee is taken."""
    asked = telling_characters(evidence.question.text)
    best: tuple[float, Passage, Sentence] | None = None
    for passage in passages:
        chance = chances.get(passage.passage_id, 0.0)
        if chance < _LEAST_CHANCE:
            continue
        for sentence in sentences(passage):
            if not _FEE.search(sentence.text):
                continue
            said = fold(" ".join((*passage.section, sentence.text))).text
            covered = evidence.focus.coverage(evidence.focus.values(said))
            value = covered + share_held(asked, said) + chance
            if covered >= _LEAST_COVERED and (best is None or value > best[0]):
                best = (value, passage, sentence)
    return best[1:] if best else None


def is_only_a_case(candidate: Candidate) -> bool:
    """Whether the candidate is an item of an article that names a case and says nothing of it."""
    return _ITEM_CONDITION.match(candidate.sentence.text) is not None


def of_case(
    case: Candidate, passages: Sequence[Passage], chances: Mapping[str, float]
) -> tuple[Passage, Sentence] | None:
    """The sentence of another article that rules on the ``case``, in mostly its words."""
    words = telling_characters(case.sentence.text)
    found = [
        (share_held(words, sentence.text), chances[passage.passage_id], passage, sentence)
        for passage in passages
        if chances.get(passage.passage_id, 0.0) >= _LEAST_CHANCE
        for sentence in sentences(passage)
        if _RULES.search(sentence.text) and not _ITEM_CONDITION.match(sentence.text)
    ]
    best = max(found, key=lambda each: each[:2], default=None)
    return best[2:] if best and best[0] > _LEAST_SHARED and best[2] != case.sentence.passage else None
