"""Writes a question file for ``qa-service evaluate``: what a law archive answers, and what it does not.

``python -m training.silence QUESTIONS_FOLDER OUT.jsonl`` takes one held-out question each of 300 articles (a
right answer cites the article) and the questions of ``laws.jsonl``, which no law answers: other matters,
other countries, and near ones such as prices, offices, statistics, persons and drafts. Ask the archive
without local regulations. The threshold stands with what was measured in
``qa_service/answering/evidence/sufficiency.py``.
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

from training.laws import ArticleKey
from training.questions import read_questions

_ARTICLES = 300
_SEED = 20260
_UNANSWERABLE = Path(__file__).with_name("laws.jsonl")


def answerable(folder: Path) -> list[dict[str, str]]:
    """One held-out question each of ``_ARTICLES`` articles, in the format of ``evaluate``."""
    asked: defaultdict[ArticleKey, list[str]] = defaultdict(list)
    for question in read_questions(folder):
        if question.held_out and question.article:
            asked[question.key].append(question.query)
    keys = sorted(asked, key=lambda key: (key.document, key.article))
    random.Random(_SEED).shuffle(keys)
    return [
        {
            "id": f"law-{number:03d}",
            "kind": "law",
            "question": asked[key][number % len(asked[key])],
            "evidence": key.article,
            "doc": key.document,
        }
        for number, key in enumerate(keys[:_ARTICLES])
    ]


def write_questions(questions: Path, out: Path) -> None:
    """Both kinds to ``out``, a JSON object a line."""
    lines = [json.dumps(row, ensure_ascii=False) for row in answerable(questions)]
    lines += _UNANSWERABLE.read_text(encoding="utf-8").splitlines()
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description="write a question file for qa-service evaluate")
    parser.add_argument("questions", type=Path, help="folder of the training questions")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write_questions(arguments.questions, arguments.out)


if __name__ == "__main__":
    main()
