"""What is done to a thing is no answer on another thing: whom one turns to with 违纪 is not asked with 污染.

The object of a question is what it says behind its verb. This module does not know who did it.
"""

from qa_service.answering.evidence.evidence import Evidence

_LEAST_TOLD = 0.5
"""More than this of the object's words by weight; 噪音问题 is not 违纪问题."""


def tells_of_object(text: str, said_behind: str, verb: str, evidence: Evidence) -> bool:
    """Whether folded ``text`` holds what the question says behind its ``verb``; where it says nothing there,
    whether it holds the verb."""
    terms = [term for term in evidence.focus.terms if term.text in said_behind]
    if not terms:
        return verb in text
    told = sum(term.weight * term.value_in(text) for term in terms)
    return told > _LEAST_TOLD * sum(term.weight for term in terms)
