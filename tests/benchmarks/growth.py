"""What was measured of an index of one size, and how it is shown: a table, a plot, JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

from qa_service.evaluation.retrieval import quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """``added`` passages came last and took ``seconds`` by step; ``milliseconds`` are those of searches by
    kind of scope; ``found`` is how many hits a search had on average; ``ready_s`` is from the start of the
    process to its first answer."""

    passages: int
    added: int
    seconds: Mapping[str, float]
    milliseconds: Mapping[str, Sequence[float]]
    found: Mapping[str, float]
    ready_s: float
    peak_bytes: int
    disk_bytes: int

    def rate(self, *steps: str) -> float:
        """Passages a second through these steps, one after the other; 0 where one was not measured."""
        if any(step not in self.seconds for step in steps):
            return 0.0
        return self.added / sum(self.seconds[step] for step in steps)

    def figures(self) -> dict[str, float]:
        """The numbers of the table, by their names."""
        chroma = self.rate("chroma_alone")
        wholly = self.rate("keyword", "embedding", "vectors")
        shown = {
            "answerable, passages/s": self.rate("keyword"),
            "wholly indexed, passages/s": wholly,
            "Chroma alone, vectors/s": chroma,
            "wholly indexed / Chroma alone": wholly / chroma if chroma else 0.0,
        }
        everywhere = quantile(self.milliseconds["everywhere"], 0.5)
        for kind, milliseconds in self.milliseconds.items():
            shown[f"{kind}, p50 ms"] = quantile(milliseconds, 0.5)
            shown[f"{kind}, p95 ms"] = quantile(milliseconds, 0.95)
            if kind != "everywhere":
                shown[f"{kind}, p50 / everywhere"] = quantile(milliseconds, 0.5) / everywhere
        shown["start to first answer, s"] = self.ready_s
        shown["searching, peak MiB"] = self.peak_bytes / 2**20
        shown["on disk, MiB"] = self.disk_bytes / 2**20
        return shown


def table(sizes: Sequence[Growth]) -> Table:
    shown = Table("passages", title="Growth", title_justify="left")
    for size in sizes:
        shown.add_column(f"{size.passages:,}", justify="right")
    figures = [size.figures() for size in sizes]
    for name in figures[0]:
        shown.add_row(name, *(_number(column[name]) for column in figures))
    return shown


def _number(value: float) -> str:
    if not value:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def write_figures(sizes: Sequence[Growth], folder: Path) -> None:
    """``growth.json`` with every measurement, ``growth.svg`` and ``growth.png`` with the plot."""
    rows = [asdict(size) | {"figures": size.figures()} for size in sizes]
    (folder / "growth.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    _plot(sizes, folder)


def _plot(sizes: Sequence[Growth], folder: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (searching, taking_in, resources) = pyplot.subplots(1, 3, figsize=(15, 4.5), layout="constrained")
    passages = [size.passages for size in sizes]
    figures = [size.figures() for size in sizes]
    for kind in sizes[0].milliseconds:
        line = searching.plot(passages, [one[f"{kind}, p50 ms"] for one in figures], marker="o", label=kind)
        p95 = [one[f"{kind}, p95 ms"] for one in figures]
        searching.plot(passages, p95, linestyle=":", color=line[0].get_color())
    for name in ("answerable, passages/s", "wholly indexed, passages/s", "Chroma alone, vectors/s"):
        measured = [(n, one[name]) for n, one in zip(passages, figures, strict=True) if one[name]]
        if measured:
            taking_in.plot(*zip(*measured, strict=True), marker="o", label=name)
    for name in ("searching, peak MiB", "on disk, MiB"):
        resources.plot(passages, [one[name] for one in figures], marker="o", label=name)
    titles = ("a search, ms (p50; dotted: p95)", "taking in, a second", "memory and disk, MiB")
    for axes, title in zip((searching, taking_in, resources), titles, strict=True):
        axes.set(title=title, xlabel="passages", xscale="log", ylim=(0, None))
        axes.legend()
        axes.grid(alpha=0.3)
    for ending in ("svg", "png"):
        figure.savefig(folder / f"growth.{ending}")
    pyplot.close(figure)
