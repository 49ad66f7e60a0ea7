"""A report as one HTML page that needs nothing else: every question, its answer, its citations, its marks."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template

from qa_service.answering.events import Citation
from qa_service.answering.evidence.sufficiency import LEAST_CONFIDENCE
from qa_service.evaluation.curve import Point, curve
from qa_service.evaluation.curve_drawing import draw
from qa_service.evaluation.questions import Judged, QuestionReport, Share

_LABELS: Mapping[str, str] = {
    "answer": "答案对 answer",
    "short": "短答案对 short",
    "cited": "引用对 cited",
    "held": "作了答 held",
    "refused": "该拒答的拒答了 refused",
    "precision": "引用精度 precision",
}


def render_report(report: QuestionReport, *, title: str) -> str:
    """The page; all text in it is escaped, and it refers to nothing outside itself."""
    figures = dict(report.shares())
    if precision := report.precision():
        figures["precision"] = precision
    template = Template((files(__package__) / "report_template.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title),
        figures="\n".join(_row(_LABELS[name], share) for name, share in figures.items()),
        p50=f"{report.seconds_at(0.5):.3f}",
        p95=f"{report.seconds_at(0.95):.3f}",
        kinds="\n".join(_row(kind, share) for kind, share in report.by_kind().items()),
        curve=draw(points := curve(report.judged)),
        points="\n".join(_point(point) for point in points),
        questions="\n".join(_question(judged) for judged in report.judged),
    )


def _row(label: str, share: Share) -> str:
    return (
        f'<tr><td>{escape(label)}</td><td class="figure">{share.value:.3f}</td>'
        f'<td class="figure">{share.held}/{share.applied}</td></tr>'
    )


def _point(point: Point) -> str:
    used = ' class="used"' if point.threshold == LEAST_CONFIDENCE else ""
    shares = (point.right, point.wrong, point.refused)
    cells = "".join(f'<td class="figure">{"–" if share is None else f"{share:.3f}"}</td>' for share in shares)
    return f'<tr{used}><td class="figure">{point.threshold:.2f}</td>{cells}</tr>'


def _question(judged: Judged) -> str:
    question, reply = judged.question, judged.reply
    missed = "" if all(judged.verdict.marks.values()) else ' class="missed"'
    accepted = " / ".join(" + ".join(parts) for parts in question.answers)
    parts = [
        f'<article{missed} id="{escape(question.question_id)}">',
        f"<h3>{escape(question.question_id)} [{escape(question.kind)}] {escape(question.question)}</h3>",
        *(f'<p class="muted">← {escape(turn)}</p>' for turn in question.turns),
        "<p>" + "".join(_mark(name, held) for name, held in judged.verdict.marks.items()) + "</p>",
        f'<p class="muted">要有 wanted: {escape(accepted)}</p>' if accepted else "",
    ]
    if reply is None:
        parts.append(f"<p>{escape(judged.error)}</p>")
    else:
        parts.append(f'<p class="answer">{escape(reply.answer)}</p>')
        facts = (reply.status, escape(reply.short_answer or "–"), f"{judged.seconds:.3f} s")
        parts.append(f'<p class="muted">{" · ".join(facts)}</p>')
        parts.extend(_citation(citation) for citation in reply.citations)
    return "\n".join(part for part in [*parts, "</article>"] if part)


def _mark(name: str, held: bool) -> str:
    return (
        f'<span class="mark{"" if held else " lost"}">{"✓" if held else "✗"} {escape(_LABELS[name])}</span>'
    )


def _citation(citation: Citation) -> str:
    before, quote, after = citation.text.partition(citation.quote)
    where = escape(" › ".join((citation.title, *citation.section)) + f" · {citation.source}")
    return (
        f'<blockquote>[{citation.n}] <span class="muted">{where}</span><br>'
        f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</blockquote>"
    )
