"""What turns the meaning of a passage in a statement whose facts and words all stand there."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa_service.answering.gate.alignment import Aligned, clauses_of
from qa_service.answering.gate.bearing import said_of_another
from qa_service.answering.gate.causes import Causes
from qa_service.answering.gate.denials import allows_what_is_banned, asks_first, denies, exception_ruled
from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.figure_labels import Labels, spread
from qa_service.answering.gate.figures import dates_of, figures_of, says_same
from qa_service.answering.gate.gate_words import CLAUSE_END, Alternatives
from qa_service.answering.gate.governing import (
    in_another_year,
    joined_otherwise,
    of_other_year,
    of_others,
    whole_for_part,
)
from qa_service.answering.gate.likeness import Likeness, without_figures
from qa_service.answering.gate.organs import localised, other_organ
from qa_service.answering.gate.parties import Parties
from qa_service.answering.gate.turns import (
    all_of_some,
    beyond,
    brought,
    done_as_plan,
    done_by_deadline,
    either_for_both,
    is_ahead,
    is_done_in_plan,
    is_done_of_planned,
    is_plan,
    misplaced,
    other_modality,
    plan_as_done,
    planned_above,
)
from qa_service.answering.text.sentences import Sentence

_ALSO_THINGS = frozenset({"申请", "备案", "登记", "调解", "公开", "审查", "答复", "处罚", "招标", "验收"})
"""What may become of a case and what a case may be of: 备案材料, 公开申请."""
_LOCAL = frozenset({"力争", "截止"})
"""Of groups of which a document says each somewhere."""
_BOUND, _AT_MOST = "高于", "至多"
_COMPARES = re.compile("[高低多少大小]于|超过|超出")
_EVERY = re.compile("全部|所有|均[为是未不没无存已能]|都|一律|各(?=[省市县区镇乡街部单])")
_ALL = re.compile("均|全部|都|100%")
_SOME = re.compile("(?<!大)部分(?=[\u4e00-\u9fff])|个别|少数|有的")
_WHOLLY = "全部"
_FOREIGN_CAUSE, _OF_CONSEQUENCE = 0.35, 0.5
_OF_DENIAL = frozenset({"negation", "ban", "exclusive", "modality"})
_REST = re.compile("(?:剩余|其余|余下|剩下|尚有|仍有|还有|现存)[^,。;\\d]{0,8}$")
_WITHIN = re.compile("^(?:[在从])?[^,。;]{2,14}(?:中|里|当中)$")
_SOURCE_NAMED = re.compile("(?:根据|按照|依据|按|据)[^,。;]{2,14}")
_TELLS = re.compile("情况的?(?:报告|公告|通报)|(?<!工作)报告$|年度报告|年报|总结|公报")
_COMING = re.compile("下一步|下步|打算|安排|计划|思路|预算")
"""A report of what was done may head it 重点工作."""
_ALL_COMPARED = re.compile("也?[均都](?:高于|超过|低于|超出|多于|少于|较|比)")
"""What compares the figures before it is not said of all things."""
_AIMS = re.compile("目标|预期")
_LIST_LEAD = re.compile("下列|以下|如下|之一|:$")


def turns(
    statement: str, aligned: Sequence[Aligned], held: Known, sentences: Sequence[Sentence], likeness: Likeness
) -> list[str]:
    """A stable word for each thing that seems to turn folded ``statement``, once for each clause in which it
    does."""
    everything = held.text + "\n" + held.around
    canonical = likeness.words.canonical
    kind = brought(canonical(statement), canonical(everything), likeness.words.brought)
    found = [kind] if kind else []
    if misplaced(statement, held.text) or beyond(statement, everything):
        found.append("time")
    parties = Parties(likeness=likeness, sentences=[clauses_of(one) for one in sentences])
    clauses = [part for each in sentences for part in clauses_of(each)]
    for one in aligned:
        if _all_of_some(statement, one, held, likeness):
            found.append("all")
        leads_in = _leads_in(one, held, likeness)
        if not leads_in and in_another_year(one, held):
            found.append("year")
        if whole_for_part(one):
            found.append("time")
        if either_for_both(one.text, one.sentence.text) or joined_otherwise(one):
            found.append("either")
        if not leads_in and (_plans_done(statement, one, held.year) or _done_ahead(statement, one, held)):
            found.append("plan")
        if other_modality(one.text, one.touched) or other_modality(one.text, one.nearest):
            found.append("modality")
        if _excluded(one, held, likeness):
            found.append("exclusive")
        if (
            other_organ(one, held, likeness)
            or parties.differ(localised(one.text, held), held.around)
            or parties.led_by_other(localised(one.text, held))
        ):
            found.append("organ")
        if not _is_of_rest(one.text, held) and denies(
            one.text, one.touched, one.sentence.folded.text, likeness.words
        ):
            found.append("negation")
        if allows_what_is_banned(one.text, likeness.content_words(one.text), clauses):
            found.append("ban")
        if not _status_stands(one, held, likeness):
            found.append("status")
    said, written = spread(statement), spread(held.text)
    if of_other_year(statement, held):
        found.append("year")
    if of_others(said, written, likeness.words.subjects):
        found.append("governed")
    plans_ahead = is_ahead(held.heading)
    if (not plans_ahead and done_as_plan(statement, everything)) or is_done_in_plan(
        statement, held.around.partition("\n")[0], held.text
    ):
        found.append("plan")
    turned, foreign = Causes(likeness).of(statement, held.text)
    if turned or foreign >= _FOREIGN_CAUSE:
        found.append("cause")
    if exception_ruled(statement, held.text, likeness):
        found.append("ban")
    if asks_first(statement, held.text, likeness):
        found = [one for one in found if one not in _OF_DENIAL]
    if _spliced(aligned, held, likeness):
        found.append("spliced")
    of_another = said_of_another(statement, held, likeness.segment, likeness.words)
    if of_another:
        found.append(of_another)
    if Labels(likeness=likeness).of_another(said, written, held.around):
        found.append("label")
    return found


def _plans_done(statement: str, one: Aligned, year: int | None) -> bool:
    """What a clause that plans itself says is done elsewhere in its statement says nothing of the clause."""
    plans = is_plan(one.text) or _AIMS.search(one.text) is not None
    return not _SOURCE_NAMED.fullmatch(one.text) and plan_as_done(
        one.text if plans else statement, one.governed, year
    )


def _done_ahead(statement: str, one: Aligned, held: Known) -> bool:
    """已完成 of what the clause, the heading or what stands before it plans."""
    if not figures_of(one.text) and not dates_of(one.text):
        return False
    if done_by_deadline(one.text, one.touched):
        return True
    before = held.text[: one.sentence.start] + one.governed
    title = held.around.partition("\n")[0]
    heading = "" if _TELLS.search(title) and not _COMING.search(held.heading) else held.heading
    return planned_above(statement, heading, before) or is_done_of_planned(one.text, _up_to_nearest(one))


def _up_to_nearest(one: Aligned) -> str:
    """What the clause touches, up to the clause nearest to it: what follows plans something else."""
    at = one.touched.find(one.nearest)
    return one.touched if at < 0 else one.touched[: at + len(one.nearest)]


def _leads_in(one: Aligned, held: Known, likeness: Likeness) -> bool:
    """Whether the clause only says of which document or year the others speak: 报告显示, 2022年."""
    if figures_of(one.text) or any(date.month for date in dates_of(one.text)):
        return False
    around = likeness.words.canonical(held.around)
    return all(
        likeness.value_in(word, around) >= _OF_CONSEQUENCE for word in likeness.content_words(one.text)
    )


def _all_of_some(statement: str, one: Aligned, held: Known, likeness: Likeness) -> bool:
    """排查17条,整改17条 is 全部整改; 部分乡镇仅为82% is not 均为82%."""
    if _ALL_COMPARED.match(one.text):
        return False
    some = _SOME.search(one.touched) and not _ALL.search(one.sentence.text)
    if some and _EVERY.search(one.text) and not _SOME.search(one.text):
        return True
    said = figures_of(one.text) or figures_of(statement)
    twice = any(sum(says_same(q, other) for other in held.figures) > 1 for q in said)
    if twice or not all_of_some(one.text, f"{one.sentence.text}\n{held.around}"):
        return False
    words, canonical = likeness.content_words(one.text), likeness.words.canonical
    return not words or not any(
        _ALL.search(part) and likeness.coverage(words, canonical(part), "") >= _OF_CONSEQUENCE
        for part in CLAUSE_END.split(held.text)
    )


def _excluded(one: Aligned, held: Known, likeness: Likeness) -> bool:
    """The clause takes one of several alternatives, the passage another."""
    for group, said in likeness.words.named(one.text):
        written, anywhere = group.taken(one.touched), group.taken(held.text)
        if _WHOLLY in group.numbers and _ALL.search(one.sentence.text):
            continue
        if written and not said & written:
            return True
        if not _LOCAL.isdisjoint(group.numbers) or (_AT_MOST in group.numbers and figures_of(one.text)):
            continue
        if _BOUND in group.numbers:
            anywhere = group.taken(without_figures(held.text))
        bounds = _BOUND in group.numbers and not _COMPARES.search(one.text)
        if anywhere and not bounds and not said & (anywhere | group.taken(held.around)):
            return True
    for group in likeness.words.told_by_clause:
        said = group.taken(one.text)
        written = group.taken(one.nearest) or group.taken(_up_to_nearest(one))
        if said and written and not said & written and not _says_so(one, said, group, held, likeness):
            return True
    return False


def _is_of_rest(clause: str, held: Known) -> bool:
    """Whether a figure of the clause is in the passage what is left: 还有2处没有完成 where 剩余2处."""
    return any(
        _REST.search(held.text, 0, other.start) is not None
        for figure in figures_of(clause)
        for other in held.figures
        if says_same(figure, other)
    )


def _says_so(one: Aligned, said: set[int], group: Alternatives, held: Known, likeness: Likeness) -> bool:
    """Whether another clause of the passage with this alternative says as much of the statement's clause."""
    words, canonical = likeness.content_words(one.text), likeness.words.canonical
    own = likeness.coverage(words, canonical(one.nearest), "")
    return bool(words) and any(
        said & group.taken(part)
        and likeness.coverage(words, canonical(part), "") >= max(own, _OF_CONSEQUENCE)
        for part in CLAUSE_END.split(held.text)
    )


def _spliced(aligned: Sequence[Aligned], held: Known, likeness: Likeness) -> bool:
    """A condition of one sentence with the consequence of another that stands before it."""
    for condition, consequence in pairwise(aligned):
        if not condition.text.endswith(("的", "时")) or condition.sentence is consequence.sentence:
            continue
        one, other = condition.sentence.text, consequence.sentence.text
        own = condition.text in one and consequence.text in other
        if own and condition.text not in other and consequence.text not in one:
            return True
        if (
            likeness.coverage(likeness.content_words(consequence.text), likeness.words.canonical(one), "")
            >= _OF_CONSEQUENCE
        ):
            continue
        if _LIST_LEAD.search(other):
            continue
        up_to = likeness.words.canonical(held.text[: consequence.sentence.end] + held.around)
        if any(likeness.value_in(word, up_to) == 0.0 for word in likeness.content_words(condition.text)):
            return True
    return False


def _is_said_so(word: str, text: str, likeness: Likeness) -> bool:
    """发出 where the passage has 发放."""
    written = likeness.words.canonical(text)
    return word not in text and any(near in written for near in likeness.words.near.get(word, ()))


def _status_stands(one: Aligned, held: Known, likeness: Likeness) -> bool:
    """What the clause says became of a case, its sentence or what stands above it says too."""
    there = likeness.words.statuses(one.sentence.text)
    around = likeness.words.statuses(held.around)
    said = likeness.words.statuses(one.text)
    said = frozenset(word for word in said if not _is_said_so(word, one.sentence.text, likeness))
    if _WITHIN.search(one.text):
        there |= likeness.words.statuses(held.text)
    if said <= there | around:
        return True
    figures = figures_of(one.text)
    if figures and all(
        any(
            word in likeness.words.statuses(part)
            and any(says_same(q, o) for o in figures_of(part) for q in figures)
            for part in CLAUSE_END.split(held.text)
        )
        for word in said - there - around
    ):
        return True
    # 对不予受理的复议申请 where the sentence before names the 申请 and this one nothing else.
    if there <= said <= likeness.words.statuses(held.text) | around and (there or not figures_of(one.text)):
        return True
    return all(word in _ALSO_THINGS and word in held.text for word in said - there - around)
