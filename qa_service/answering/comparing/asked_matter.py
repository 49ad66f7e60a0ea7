"""What a comparison asks of each of its sides: the question less what is done with the figures, and whose.

This module does not know what the sides say.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.answering.comparing.aims import Aim, Aims, relation_in, without_aims
from qa_service.answering.comparing.departments import asks_departments
from qa_service.answering.comparing.rates import asks_speed
from qa_service.answering.questions.kinds_of_documents import kind_named
from qa_service.answering.questions.organs import abbreviates, organ_of, own_name
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import MEASURE_SUFFIXES
from qa_service.library.records import DocumentSummary

_ASKS_GROWTH = re.compile(
    r"增长率|增长(?:目标|预期)|增长[^,。?]{0,2}[快慢]|增速|增幅|百分之几|百分点|(?:增长|上升|下降|提高|降低|增加|减少|增|降)了?(?:多少|几)(?![\u4e00-\u9fff])"
)
_HEADS = "人数"
_RATES = ("率", "满意度", "比例", "占比", "比重")


def matter_of(
    question: Question, documents: Sequence[DocumentSummary], aims: Aims, *, within_region: bool
) -> Question:
    """The question with the words of the matter alone, to be answered by each side."""
    question = _by_shorter_names(_without_relation(question, aims))
    question = without_aims(_without_organs(question, documents))
    if aims.threshold:
        # 达到100%的 is answered by 100%.
        question = replace(question, figures=())
    if any(word.endswith(_RATES) for word in question.focus):
        # 纠纷调解成功率 is in per cent, though 纠纷 are counted in 件.
        question = replace(question, measured=frozenset(), unit=None)
    as_told = not within_region or asks_speed(question.text)
    if as_told and _ASKS_GROWTH.search(question.text):
        # 收入增长率 is asked for in per cent, not in 元.
        question = replace(question, measured=frozenset(), unit=None)
    elif question.wants_figure and question.unit is None and not question.measured:
        question = replace(question, unit=_unit_of_counted(question))
    return question


def _unit_of_counted(question: Question) -> str | None:
    """件 where 案件 are the last that the question names: 法律援助案件谁办得多 asks for no persons."""
    if any(word.endswith(tuple(MEASURE_SUFFIXES)) or word.endswith(_RATES) for word in question.focus):
        return None
    units, last = load_wording().unit_of_noun, question.focus[-1] if question.focus else ""
    return units.get(max((noun for noun in units if last.endswith(noun)), key=len, default=""))


def _without_organs(question: Question, documents: Sequence[DocumentSummary]) -> Question:
    """甲县司法局和乙县交通局…: whose organ a party is, or what its document is called, says nothing of the
    matter compared."""
    # 各部门 names none of them, and 教育 is a matter there.
    named = [] if asks_departments(question.text) else documents
    issuers = [organ_of(document) or "" for document in named]
    names = [name for document in named if (name := own_name(document))]
    kind = kind_named(question.text)
    text = question.text
    for document in documents:
        text = text.replace(f"《{document.metadata.title}》", "")
    untitled = fold(text).text
    focus = tuple(
        word
        for word in question.focus
        if word in untitled
        and not any(word in issuer for issuer in issuers)
        and not any(abbreviates(word, name) for name in names)
        and (kind is None or word not in kind.form)
    )
    if kind and any(word not in kind.matter and _tells(word) for word in focus):
        # 几份法治政府建设报告里收到的行政复议申请: of what the reports are says nothing more.
        focus = tuple(word for word in focus if word not in kind.matter)
    return replace(question, focus=focus) if focus else question


def _tells(word: str) -> bool:
    """It says which matter is meant, not only which step of one."""
    words = counting_words()
    return len(word) > 1 and word not in words.stages and word not in words.neutral


def _without_relation(question: Question, aims: Aims) -> Question:
    """是乙县的几倍 and 占全市的比重 say how the figures relate, and no side says it."""
    if not (aims.share or Aim.RATIO in aims):
        return question
    relation = relation_in(question.text)
    focus = tuple(word for word in question.focus if word not in relation)
    return replace(question, text=question.text.replace(relation, ""), focus=focus or question.focus)


def _by_shorter_names(question: Question) -> Question:
    """旅游总收入 as 旅游收入, which a text that says the one or the other holds."""
    text, focus, unit = question.text, list(question.focus), question.unit
    for longer, shorter in counting_words().same.items():
        if longer not in text:
            continue
        extra = _infix(longer, shorter)
        text = text.replace(longer, shorter)
        # 游客人数 is told in 人次.
        unit = None if extra == _HEADS else unit
        focus = [word.replace(extra, "") if word in longer or longer in word else word for word in focus]
    kept = tuple(word for word in focus if word)
    return replace(question, text=text, focus=kept, unit=unit) if kept else question


def _infix(longer: str, shorter: str) -> str:
    """What ``longer`` holds beyond ``shorter``, in one piece."""
    begin = next((at for at, c in enumerate(shorter) if longer[at] != c), len(shorter))
    return longer[begin : begin + len(longer) - len(shorter)]
