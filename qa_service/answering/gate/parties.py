"""Who does it, for whom, before whom: 由甲批准 is not borne out by 由乙批准.

A party is a word group that ends as offices and roles do (机关, 部门, 局, 人), behind 由, 经, 报, 向 or 对 or
before what binds it (应当, 负责). The clause of the passage that says the rest of the statement's clause
must name the same party, or, where it names none, what stands before it in its sentence must.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa_service.answering.gate.likeness import AS_NEAR, Likeness

_ENDINGS = (
    "机构|部门|机关|局|委员会|政府|单位|公司|企业|法院|检察院|中心|办公室|办事处|管委会|[府委治]办|(?<=[\\u4e00-\\u9fff]{2})(?<![补举承主开代督协兴])办(?![理事公法案结件学好到])|会议(?![室纪精审记])|厅|支队|大队|派出所|"
    "指挥部(?![总副])|指挥(?!部)|主任|书记|[省市县区镇乡州局厅院]长|主席|"
    "学校|医院|协会|集团|银行|党委|(?<=[省市县区州乡镇])委(?![员托派会书组])|党组(?!织)|所有权人|负责人|当事人|[\\u4e00-\\u9fff]人|经营者|[\\u4e00-\\u9fff]者|业主|用户"
)
_NAME = (
    r"(?:(?![的了不应须可到与和及其过给]|(?<!所)在|或者|后(?!勤))[\u4e00-\u9fff]){0,14}?"
    rf"(?:{_ENDINGS})(?![员民数均次口工])"
)
_MARKED = re.compile(
    rf"(?:由|(?<![已曾])经(?!营|费|济)|(?<![漏瞒申少误谎])报(?!告|送|名|考|销|废|案|道|酬)|(?<!面)向|对|征得|征求|提请|告知|通知)(?P<party>{_NAME})"
)
_SUBJECT = re.compile(
    rf"^(?:但是?|而|且|并且?|同时|其中)?(?![对向由经被把在从按将但而])(?P<party>{_NAME})(?=(?:都|均|也|还|一律)?(?:应当|应|须|必须|可以|可|不得|不能|有权|负责|牵头|会同|承担))"
)
_OFFICES = (
    "机构|部门|机关|局|委员会|政府|法院|检察院|中心|办公室|办事处|管委会|[府委治]办|(?<=[\\u4e00-\\u9fff]{2})(?<![补举承主开代督协兴])办(?![理事公法案结件学好到])|厅|"
    "支队|大队|派出所|会议(?![室纪精审记])|大会|供销社"
)
_LED = re.compile(
    r"^(?:\d{4}年)?(?:由|在)?(?P<party>(?![对向从把被授给交报送请经])"
    rf"(?:(?![的了不应须可到与和及其过给]|(?<!所)在|或者)[\u4e00-\u9fff]){{0,12}}?(?:{_OFFICES})(?![员民数均次口工]))"
)
_LEAST_REST, _LEAST_NEAR, _TAIL = 6, 0.8, 3
_ANY = re.compile(rf"(?:{_NAME})")
_FIRST = re.compile(rf"(?:其中|并|再|后)?{_NAME}")
_NEXT = re.compile("[、和与]")
_DOES = ("", "由")
"""What marks who does it; behind the other markers stands to whom or before whom."""
_NO_PARTY = re.compile(r"^(?:此|后者|前者|两者|于|其|该|本|上述|前款|有关|相关|任何|各|社会|公众|外)")
_DEPUTY = re.compile("副[\u4e00-\u9fff]")
_HELD = 0.5
_WHOLE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Holds the parties of a clause against those of a passage, its folded ``sentences`` in clauses."""

    likeness: Likeness
    sentences: Sequence[Sequence[str]]

    def differ(self, clause: str, around: str) -> bool:
        """Whether a party of folded ``clause`` is another in the passage."""
        for match in [*_MARKED.finditer(clause), *_SUBJECT.finditer(clause)]:
            marker = clause[match.start() : match.start("party")]
            party = match["party"]
            named = self._is_named(self._said(party))
            if _NO_PARTY.match(party) or (
                not named and self.likeness.value_in(self._said(party), self._said(around)) >= _HELD
            ):
                continue
            rest = f"{clause[: match.start()]}{clause[match.end() :]}"
            if self._elsewhere(party, marker, rest, clause[match.end() :]):
                return True
        return False

    def led_by_other(self, clause: str) -> bool:
        """Whether who stands first in folded ``clause`` does in the passage something else, and the clause
        that says the rest begins with another."""
        match = _LED.match(clause)
        if match is None or _NO_PARTY.match(match["party"]):
            return False
        wanted = self._said(match["party"])
        rest = clause[match.end() :]
        if len(rest) < _LEAST_REST or not any(word in wanted for word in self._openers):
            return False
        near = [
            (self.likeness.nearness(rest, part), parts, at)
            for parts in self.sentences
            for at, part in enumerate(parts)
        ]
        best = max((value for value, _, _ in near), default=0.0)
        told = [self._opener(parts, at) for value, parts, at in near if value >= best - AS_NEAR]
        return best >= _LEAST_NEAR and all(
            own
            and own not in wanted
            and wanted[-_TAIL:] not in own
            and own not in self._said(clause)
            and own[:2] not in wanted
            for own in told
        )

    @property
    def _openers(self) -> set[str]:
        """Who stands first in a clause of the passage, and behind 由."""
        found = {self._opener(parts, at) for parts in self.sentences for at in range(len(parts))}
        return {one[-_TAIL:] for one in found if one}

    def _opener(self, parts: Sequence[str], at: int) -> str:
        """Who stands first in a clause, or in the last clause before it in its sentence that begins so."""
        for part in reversed(parts[: at + 1]):
            own = _LED.match(part.strip(",:"))
            if own and not _NO_PARTY.match(own["party"]):
                return self._said(own["party"])
        return ""

    def _elsewhere(self, party: str, marker: str, rest: str, behind: str) -> bool:
        """Whether the clause that says the rest names other parties and not this one."""
        likeness = {
            (number, at): self.likeness.nearness(rest, part)
            for number, parts in enumerate(self.sentences)
            for at, part in enumerate(parts)
        }
        does = self._verb(behind)
        for told in (self._tells(does, marker), self._tells(does, "")):
            if does and any(told(self.sentences[number][at]) for number, at in likeness):
                likeness = {
                    (number, at): value
                    for (number, at), value in likeness.items()
                    if told(self.sentences[number][at])
                }
                break
        best = max(likeness.values(), default=0.0)
        if best <= 0:
            return False
        places = (place for place, value in likeness.items() if value >= best - AS_NEAR)
        return all(self._other_at(party, marker, self.sentences[number], at) for number, at in places)

    def _other_at(self, party: str, marker: str, parts: Sequence[str], at: int) -> bool:
        """Whether a clause, or where it names nobody its sentence, has others in the party's place."""
        wanted = self._said(party)
        if self.likeness.value_in(wanted, self._said(parts[at])) >= self._least(wanted):
            return False
        if marker and any(match.group().startswith(marker) for match in _MARKED.finditer(parts[at])):
            return True
        own = _FIRST.match(parts[at]) if marker in _DOES else None
        if own and self._is_named(wanted) and not _NO_PARTY.match(own.group()):
            return True
        if self.likeness.value_in(wanted, self._said("".join(parts))) >= _HELD:
            return False
        return bool(_names("".join(parts[: at + 1])))

    def _least(self, wanted: str) -> float:
        """How well a clause must hold the party: as it is, where the passage names it so."""
        return _WHOLE if self._is_named(wanted) else _HELD

    def _is_named(self, wanted: str) -> bool:
        return wanted in self._said("".join(map("".join, self.sentences)))

    def _tells(self, does: str, marker: str) -> Callable[[str], bool]:
        """Whether a clause of the passage tells who ``does`` it, behind ``marker``."""
        return lambda part: (
            does in self._said(part)
            and (not marker or any(match.group().startswith(marker) for match in _MARKED.finditer(part)))
        )

    def _verb(self, behind: str) -> str:
        """What a party does: the first word of weight behind it."""
        does = _NEXT.split(behind)[0]
        words = [word for word in self.likeness.content_words(does) if len(word) > 1]
        return words[0] if words else ""

    def _said(self, text: str) -> str:
        # 副总指挥 is not 总指挥.
        return _DEPUTY.sub("□", self.likeness.words.canonical(text))


def _names(text: str) -> list[str]:
    return [match.group() for match in _ANY.finditer(text)]
