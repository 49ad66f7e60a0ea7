"""Offices that a clause names and its passage does not, or has others in place of."""

import re

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.gate_words import BESIDE_NAMES
from qa_service.answering.gate.likeness import AS_NEAR, Likeness

_OFFICES = ("局", "厅", "委员会", "办公室", "法院", "检察院", "支队", "大队", "派出所")
_AGENT = re.compile(r"[由向报经]")
_CHANGED = re.compile(r"由(?:每|[^,。;]{0,6}\d)")
_LEVEL = re.compile("[一二两三四五各]级|共同|统一")
_NO_AGENT = ("于", "此")
_ABBREVIATED = 0.8
_PLACE_BEFORE = re.compile("(?<=[省市州盟])(?=.{2})|(?<=自治区)(?=.)")


def other_organ(one: Aligned, held: Known, likeness: Likeness) -> bool:
    """The passage says it of another organ: it does not name the clause's, or has one in its place."""
    organs, canonical = likeness.words.organ, likeness.words.canonical
    text = localised(one.text, held)
    said, everywhere = canonical(text), canonical(held.text + held.around)
    for organ in organs.findall(said):
        known = likeness.value_in(organ, everywhere) >= _ABBREVIATED
        if not known and organ.endswith(_OFFICES) and not BESIDE_NAMES & set(organ[:2]):
            return True
    named = [
        organ
        for organ in organs.findall(said)
        if organ not in held.around and not BESIDE_NAMES & set(organ[:2])
    ]
    if _other_agent(text, one, likeness):
        return True
    if not named:
        return False
    bare = organs.sub("", said)
    nearest = max(one.parts, key=lambda part: likeness.nearness(bare, part))
    if all(likeness.value_in(organ, canonical(nearest)) >= _ABBREVIATED for organ in named):
        return False
    for match in organs.finditer(nearest):
        before = _AGENT.split(nearest[: match.start()])[-1]
        if match.group() not in one.text and not any(
            len(word) > 1 and word in before for word in likeness.content_words(bare)
        ):
            return True
    return False


def localised(text: str, held: Known) -> str:
    """The clause with 市政府 for 兰溪市政府, where the document is 兰溪市's."""
    for place in held.places:
        name = _PLACE_BEFORE.split(place)[-1]
        if len(name) > 2:
            text = text.replace(place, name[-1]).replace(name, name[-1])
    return text


def _other_agent(text: str, one: Aligned, likeness: Likeness) -> bool:
    """由甲负责 where the passage has 由乙负责."""
    _, by, said = text.rpartition("由")
    agents = [part for part in one.parts if "由" in part and not _CHANGED.search(part)]
    if not by or not agents or said.startswith(_NO_AGENT):
        return False
    words = [word for word in likeness.content_words(said) if len(word) > 1 and not _LEVEL.fullmatch(word)]
    agent, *rest = words or [""]
    if agent and likeness.value_in(agent, likeness.words.canonical(one.nearest)) >= _ABBREVIATED:
        return False
    near = [likeness.nearness("".join(rest), part) for part in agents]
    told = [part for part, value in zip(agents, near, strict=True) if value >= max(near) - AS_NEAR]
    return bool(agent) and all(
        likeness.value_in(agent[:2], likeness.words.canonical(part)) == 0.0 for part in told
    )
