"""Numbers of documents that a sentence names: 东政通〔2016〕11号, however bracketed.

What stands before a number may belong to the sentence and not to it: 此前的东政通, 原东政通. This module does
not know whether the document is in force.
"""

import re

from qa_service.answering.gate.known import Known

DOCUMENT_NUMBER = re.compile(r"([\u4e00-\u9fff]{0,12})[〔\[(【<]\s*(\d{4})\s*[〕\])】>]\s*第?(\d{1,5})号")
_LEADS_TO_CODE = frozenset("的原据照按和与及以将由在是为即对该此了布件知告见定案")
"""The last characters of what may stand before the code of an organ: 根据, 原, 印发的."""
_LEAST_CODE = 2
_REPEALED = re.compile(r"[^,。;:!?]{0,14}(?:废止|作废|失效|停止执行)")


def holds_numbers(statement: str, held: Known) -> bool:
    """Whether each number of a document in folded ``statement`` stands in the passage or what is known of its
    document; one that is repealed in the passage, where this repeals any."""
    said = [*DOCUMENT_NUMBER.finditer(statement)]
    if not said:
        return True
    of_passage = [*DOCUMENT_NUMBER.finditer(held.text)]
    around = [*DOCUMENT_NUMBER.finditer(held.around)]
    repealed = [one for one in of_passage if _REPEALED.match(held.text, one.end())]
    for number in said:
        said_repealed = repealed and _REPEALED.match(statement, number.end())
        there = of_passage if said_repealed else [*of_passage, *around]
        if not any(_is_same(number, other) for other in there):
            return False
    return True


def _is_same(said: re.Match[str], written: re.Match[str]) -> bool:
    return said.groups()[1:] == written.groups()[1:] and _is_same_code(said[1], written[1])


def _is_same_code(said: str, written: str) -> bool:
    """Whether what both end with is the code: 此前的东政通 and 原东政通, not 苏政通 and 浙政通."""
    shared = 0
    while shared < min(len(said), len(written)) and said[-shared - 1] == written[-shared - 1]:
        shared += 1
    rests = said[: len(said) - shared], written[: len(written) - shared]
    if not all(rests):
        return True
    code = said[len(said) - shared :]
    lead = next((at for at, char in enumerate(code[:-_LEAST_CODE]) if char in _LEADS_TO_CODE), None)
    apart = all(rest[-1] in _LEADS_TO_CODE for rest in rests)
    return lead is not None or (shared >= _LEAST_CODE and apart)
