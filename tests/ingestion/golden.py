"""What a golden file holds of a parsed document; run as a module to write the files anew, then read the diff.

python -m tests.ingestion.golden
"""

import json
from pathlib import Path

from qa_service.ingestion.parsing import parse_document

GOLDEN = Path(__file__).parents[1] / "golden"


def documents() -> list[Path]:
    return sorted(path for path in GOLDEN.iterdir() if path.suffix in (".txt", ".md", ".html"))


def expectation(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def outline(path: Path) -> dict[str, object]:
    """Metadata with the place of each proof, sections, removals and the passages with their first words."""
    document, passages = parse_document(path.read_bytes(), source=path.name)
    metadata = document.metadata
    return {
        "title": metadata.title,
        "region_path": list(metadata.region_path),
        "year": metadata.year,
        "issuer": metadata.issuer,
        "document_number": metadata.document_number,
        "issued_on": metadata.issued_on.isoformat() if metadata.issued_on else None,
        "kind": metadata.kind,
        "found_in": {field: proof.found_in for field, proof in sorted(metadata.proofs.items())},
        "sections": [f"{section.level} {section.heading}" for section in document.sections],
        "removed": [f"{removal.rule}: {removal.text}" for removal in document.removed],
        "passages": [
            f"{'#' if passage.is_heading else '-'} {' / '.join(passage.section)} | {passage.text[:24]}"
            for passage in passages
        ],
    }


def write() -> None:
    for path in documents():
        text = json.dumps(outline(path), ensure_ascii=False, indent=1)
        expectation(path).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
