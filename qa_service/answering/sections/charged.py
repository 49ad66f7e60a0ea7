"""Who sees to a task of a programme and by when, as programmes note it behind each: (牵头单位:甲局;配合单位:
乙局、丙局), 责任单位:丁科。完成时限:6月底, (戊局牵头,己局配合).

A note is of what stands before it, up to the note before, and of the heading above. This module reads such
notes alone; duties that are told in sentences are others' to find.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_service.answering.evidence.told_year import told_year
from qa_service.answering.extractive import Statement
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.quoting import quoted_span
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.meant import is_own_matter
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term
from qa_service.answering.text.sentences import sentences
from qa_service.answering.text.tidying import tidy
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_MOST_READ = 24
_MOST_TOLD = 16
_APART = 3
_FEWEST = 4
_LONGEST_TASK = 40
_BODY = r"(?:单位|部门|科室|股室|处室|主体|领导|人)"
_LABELS = {
    "leads": rf"牵头{_BODY}",
    "sees": rf"(?:责任|负责|承办|主办|实施){_BODY}",
    "helps": rf"(?:配合|协办|参与|协同){_BODY}",
    "until": r"(?:完成|办理|整改|落实)(?:时限|时间|期限)|时限要求",
}
_NOTE = re.compile(
    "(?:"
    + "|".join(f"(?P<{role}>{label})" for role, label in _LABELS.items())
    + r"):(?P<value>[^;。)\]|:\n]{2,90}?)"
    r"(?=$|[;。)\]|\n]|\s*[,、]?(?:牵头|责任|配合|协办|完成|参与)(?:单位|部门|科室|时限|时间):)"
)
_IN_BRACKETS = re.compile(
    r"\((?P<leads>[^(),。;:]{2,40})牵头(?:负责)?(?:[,;](?P<helps>[^()。;:]{2,80}?)(?:等?(?:按职责(?:分工)?)?(?:配合|参与|负责)))?\)"
    r"|\((?P<sees>[^()。;:]{2,80}?)(?:等?按(?:照)?(?:职责|分工)[^()。;:]{0,8})?负责\)"
)
_ASKED = {
    "helps": re.compile(r"配合|协助|协办|参与"),
    "leads": re.compile(r"牵头|领办"),
    "until": re.compile(
        r"完成(?:时限|时间|期限)|(?:什么时候|何时|几月|哪天|多久)[^,。?]{0,6}完成|完成的?(?:日期|最后期限)"
    ),
    "sees": re.compile(
        r"(?:谁|哪一?[个些]?(?:部门|单位|科室|股室|领导)?|什么(?:部门|单位|科室))(?:来|共同)?负责|(?:责任|负责|承办|主办|实施)(?:单位|部门|科室|股室|主体|领导|人)(?!负责)"
    ),
}
_INSTEAD = {"leads": ("leads", "sees"), "sees": ("sees", "leads"), "helps": ("helps",), "until": ("until",)}
_EACH = re.compile(
    r"(?:每一?[个项条]|各[个项]?|所有)(?:的)?(?:重点|主要|具体|工作)?(?:任务|工作|事项|项目|措施)?"
)
_IDLE = re.compile(
    r"(?:牵头|责任|负责|配合|协办|参与|协助|承办|主办|实施|完成|单位|部门|科室|股室|主体|领导|人|时限|时间|期限|任务|工作|事项|项目|措施|重点|共同|每一?项)+"
)
_PERSON = re.compile(r"领导|(?:责任|负责)人")
_NUMBERING = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[)、.]{1,2}(?!\d)")
_ROW = re.compile(r"(?:^|;)[^:;]{0,8}(?:任务|事项|内容|项目|措施|工作)[^:;]{0,4}:(?P<name>[^;:]{4,80})")
_CLAUSE_END = re.compile(r"[,。;:(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """The ``statements`` that note who or when, of ``document``; ``short`` where it is one."""

    document: DocumentSummary
    statements: tuple[Statement, ...]
    short: str | None


@dataclass(frozen=True, slots=True)
class _Note:
    """The folded span of a note in its passage, its role, and what it says."""

    role: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Task:
    """``told``: the words and headings of the task; ``notes`` by their labels (牵头单位)."""

    passage: Passage
    name: str
    told: str
    notes: dict[str, _Note]


def charged_asked(
    question: Question, scope: ResolvedScope, terms: Sequence[Term], retriever: Retriever
) -> Charged | None:
    """What is noted of the one task that ``question`` asks about, or of each task of one document where it
    asks about each; None elsewhere. ``terms`` are the question's words."""
    text = fold(question.text).text
    role = next((role for role, asked in _ASKED.items() if asked.search(text)), None)
    if role is None or len(scope.documents) > _MOST_READ:
        return None
    each = _EACH.search(text) is not None
    years = () if scope.other_year else question.scope.years
    found: list[tuple[DocumentSummary, list[tuple[_Task, _Note]]]] = []
    for document in scope.documents:
        passages = retriever.read_whole(document.document_id)
        tasks = [task for task in _tasks(passages) if not years or _is_of(years, task, document)]
        matter = [t for t in terms if not _is_idle(t) and not is_own_matter(t, document, passages)]
        noted = [
            (task, note) for task in _named(matter, tasks) if (note := _noted(task, role, text)) is not None
        ]
        if noted and (matter or each):
            found.append((document, noted))
    if len(found) != 1 or len(found[0][1]) > (_MOST_TOLD if each else 1):
        return None
    document, noted = found[0]
    return Charged(
        document=document,
        statements=tuple(_statement(task, note, document, at) for at, (task, note) in enumerate(noted)),
        short=tidy(noted[0][1].value) if len(noted) == 1 else None,
    )


def _tasks(passages: Sequence[Passage]) -> Iterator[_Task]:
    """The tasks that bear notes, each with what stands before its notes and behind those of another."""
    section: tuple[str, ...] = ()
    before = ""
    for passage in passages:
        if passage.is_heading:
            continue
        if passage.section != section:
            section, before = passage.section, ""
        text, at = fold(passage.text).text, 0
        for start, end, notes in _notes(text):
            told = before + text[at:start]
            yield _Task(passage, _name(told, section), told + fold(" ".join(section)).text, notes)
            before, at = "", end
        before += text[at:]


def _notes(text: str) -> Iterator[tuple[int, int, dict[str, _Note]]]:
    """Notes that stand together, by role, with where they begin and end."""
    together: dict[str, _Note] = {}
    start = end = 0
    for match in _NOTE.finditer(text):
        role = next(role for role in _LABELS if match[role])
        label = match[role]
        if together and (match.start() - end > _APART or label in together):
            yield start, end, together
            together = {}
        start, end = start if together else match.start(), match.end()
        together[label] = _Note(role, match.start(), match.end(), match["value"])
    if together:
        yield start, end, together
        return
    for match in _IN_BRACKETS.finditer(text):
        said = {role: value for role, value in match.groupdict().items() if value}
        yield (*match.span(), {role: _Note(role, *match.span(), value) for role, value in said.items()})


def _name(told: str, section: Sequence[str]) -> str:
    """What the task is called: what its row or it begins with says, or the heading above it."""
    if (row := _ROW.search(told)) is not None:
        return tidy(row["name"])
    told = told.lstrip(" 。;,)\n")
    opening = _CLAUSE_END.split(_NUMBERING.sub("", told), maxsplit=1)[0]
    own = fold(section[-1]).text if section else ""
    of_heading = len(section) > 1 and _NUMBERING.match(told) is None
    if of_heading or not _FEWEST <= len(opening) <= _LONGEST_TASK:
        opening = _CLAUSE_END.split(_NUMBERING.sub("", own), maxsplit=1)[0] or opening
    return tidy(opening)


def _named(matter: Sequence[Term], tasks: Sequence[_Task]) -> list[_Task]:
    """The tasks that are told in all words of ``matter``; of several those that are called so most."""
    said = [task for task in tasks if all(term.value_in(task.told) >= PARTIAL_VALUE for term in matter)]
    if len(matter) == 1:
        # 裁量 of 规范行政处罚裁量 is another's task than 行政处罚.
        said = [task for task in said if task.name.endswith(matter[0].text)]
    called = [sum(term.value_in(task.name) >= PARTIAL_VALUE for term in matter) for task in said]
    return [task for task, words in zip(said, called, strict=True) if words == max(called)]


def _noted(task: _Task, role: str, asked: str) -> _Note | None:
    """The note that folded ``asked`` asks for: by its label, else of the ``role``; a person's where a person
    is asked for, and only there."""
    named = next((note for label, note in task.notes.items() if label in asked), None)
    if named is not None:
        return named
    of_persons = _PERSON.search(asked) is not None
    return next(
        (
            note
            for each in _INSTEAD[role]
            for label, note in task.notes.items()
            if note.role == each and (_PERSON.search(label) is not None) == of_persons
        ),
        None,
    )


def _is_idle(term: Term) -> bool:
    return _IDLE.fullmatch(term.text) is not None


def _is_of(years: Sequence[int], task: _Task, document: DocumentSummary) -> bool:
    told = told_year(task.passage.section, document)
    return told is None or told in years


def _statement(task: _Task, note: _Note, document: DocumentSummary, at: int) -> Statement:
    """The note with the name of its task before it; whose it is before the first."""
    own = next(each for each in sentences(task.passage) if each.end > note.start)
    statement = quoted_span(own, note.start, note.end, document)
    lead = statement.lead.rstrip(":") if at == 0 else ""
    return Statement(
        lead=f"{lead}{':' if lead else ''}{task.name}:", body=statement.body, quote=statement.quote
    )
