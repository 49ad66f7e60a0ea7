"""Words of a question that name nothing: 最后, 别人, 一下子, 到底.

Everyday questions are full of them and documents are not; where no document has one, that says nothing of
whether any tells of the matter. A noun that none has does (幼儿园), and so does a verb (离婚). This module
does not know the documents.
"""

from qa_service.answering.questions.guessed_words import Tagged

_IDLE_KINDS = frozenset({"f", "r", "rz", "m", "mq", "d", "ad", "c", "p", "u", "y", "o", "e"})
"""Parts of speech: directions, pronouns, numbers, adverbs, particles; no times and places, which tell a fee
of the winter or a tax of the country from another."""
_SHORTEST = 2


def is_idle(word: str, tagged: Tagged) -> bool:
    """Whether ``word`` (folded) names nothing. One character weighs little as it is."""
    if len(word) < _SHORTEST:
        return False
    kinds = [kind for _, kind in tagged(word)]
    return len(kinds) == 1 and kinds[0] in _IDLE_KINDS
