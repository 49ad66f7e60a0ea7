"""Whether a question asks for those of which something is not so (没有整改的问题), and a figure is of those
of which it is (整改540个).

What is negated is compared by its characters: 没回复 with 未回复. This module does not look for the number
that is left over.
"""

import re

_NEGATED = re.compile(
    r"(?<!有)(?:(?:还|尚)?(?:没有?|未)[能予经曾]?|不予?|非(?![法遗公税常])(?!物质|农业|国有|机动|营利|现场))(?![是含包算计])"
    r"(?P<verb>[㐀-鿿](?=的)|[㐀-鿿]{2})|缺(?P<sign>[考席勤])"
)
_EITHER = re.compile(r"(?P<whether>[㐀-鿿])不(?P=whether)")
"""安不安全 asks whether, and negates nothing."""
_ASKED = re.compile(r"多少|几")
_NOT = r"[不未没无非缺待][予能经曾有给得被]{0,2}"
_LEFT_OVER = re.compile(r"[不未没无非缺待余剩欠]|尚|仍|正在|遗留|逾期|超期")


def asked_negated(asked: str) -> str | None:
    """What of the folded question ``asked`` for a number is negated, without its sign; None for nothing."""
    if _ASKED.search(asked) is None:
        return None
    match = _NEGATED.search(_EITHER.sub(r"\g<whether>", asked))
    return (match["verb"] or match["sign"]) if match else None


def is_negated(verb: str, label: str) -> bool:
    """Whether ``label`` says of a figure that ``verb`` is not so of it."""
    return re.search(_NOT + re.escape(verb), label) is not None


def is_affirmed(verb: str, text: str) -> bool:
    """Whether ``text`` says that ``verb`` is so, and never that it is not."""
    return verb in text and not is_negated(verb, text)


def is_only_denied(verb: str, text: str) -> bool:
    """Whether ``text`` says ``verb``, and each time that it is not so."""
    return verb in text and verb not in re.sub(_NOT + re.escape(verb), "", text)


def is_of_affirmed(verb: str, label: str, sentence: str) -> bool:
    """Whether a figure of ``sentence`` with its ``label`` is of those of which ``verb`` is so, or of all."""
    if verb in label:
        return not is_negated(verb, label) and _LEFT_OVER.search(label) is None
    return is_affirmed(verb, sentence) and _LEFT_OVER.search(label) is None
