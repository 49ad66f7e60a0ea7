"""The model card: data and licences, recipe, figures, what the model is bad at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from training.measure import DEPTHS, Recall
from training.rows import Pair
from training.schedule import TrainingOptions
from training.vocabulary import Vocabulary

_TEMPLATE = Path(__file__).with_name("card.md")
# Written by hand after `qa-service evaluate`: sets that training never sees.
_EVALUATION = Path(__file__).with_name("evaluation.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured with the exported model on what was held out of our questions and of reading."""

    questions: Recall
    reading: Recall


def write_card(
    folder: Path, pairs: Sequence[Pair], options: TrainingOptions, vocabulary: Vocabulary, figures: Figures
) -> None:
    """Write ``README.md`` into the model's ``folder``."""
    counts = Counter(pair.kind for pair in pairs)
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    megabytes = sum(path.stat().st_size for path in folder.rglob("*") if path.name != "README.md") / 1e6
    text = template.substitute(
        evaluation=_EVALUATION.read_text(encoding="utf-8").strip(),
        kinds="\n".join(f"| `{kind}` | {count:,} |" for kind, count in sorted(counts.items())),
        pairs=f"{len(pairs):,}",
        tokens=f"{len(vocabulary):,}",
        megabytes=f"{megabytes:.1f}",
        steps=options.steps,
        batch=f"{options.batch_size:,}",
        rate=options.rate,
        dropout=f"{options.dropout:.0%}",
        weights=", ".join(f"`{kind}` x {weight:g}" for kind, weight in sorted(options.weights.items())),
        seed=options.seed,
        depths=" | ".join(f"recall@{depth}" for depth in DEPTHS),
        questions=_cells(figures.questions),
        reading=_cells(figures.reading),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def _cells(found: Recall) -> str:
    shares = " | ".join(f"{share:.3f}" for share in found.shares)
    return f"{found.questions:,} | {found.passages:,} | {shares}"
