"""Score the recovery of plain-text structure against a naive baseline, by kind, layout, language.

Usage: ``python benchmarks/structure.py DATA.jsonl.gz [-v]``. Each line of the data is an object:
``id``, ``text``, ``kind``, ``layout``, ``lang``, ``headings`` (``text``), ``qa`` (``q``, ``a``)
and ``quotes`` (``text``, ``speaker``). Four rows are scored, each with precision, recall and F1:

- headings, by their words; one that is also a question counts as found either way;
- pairs, by their questions, on the documents that have some;
- the answers' words, as bags, of the pairs found;
- pull quotes that have a speaker, by their words.

Documents whose kind ends in ``-flat`` have no headings and are clean when none is found. The naive
baseline takes every short line without a final stop for a heading, every line with a question
mark for a question whose answer is the next paragraph, and every line before one that begins with
a dash for a quote. ``-v`` shows what was missed and made up, and the pairs of unmarked documents.

Where the data name speakers after a dash, the documents are scored twice more: with the dashes
taken off, and with names of people who do not exist in place of the attributions, half of them
with an office after a comma. ``--as bare`` or ``--as named`` prints the whole table of such a
rewriting.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import textwrap
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from briefing.model import Document, Source
from briefing.read.plaintext import PlainTextReader

Row = dict[str, Any]
ROWS = ("headings", "pairs", "answers' words", "quotes")
_NUMBER = re.compile(r"^\W*(?:(?:q|question\s)?\d{1,3}(?:\.\d+)*[.:)]?\s+)?", re.IGNORECASE)
_HEARD = re.compile(r"The heading '(.*)' announces")
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\\W_]+")
_SHORT = 80


def key(text: str) -> str:
    """Return ``text`` as it is compared: letters and digits only, without its number."""
    return re.sub(r"\W+", "", _NUMBER.sub("", text).casefold())[:80]


def keys(texts: Iterable[str]) -> Counter[str]:
    """Return the counted keys of ``texts``."""
    return Counter(map(key, texts))


def words(text: str) -> Counter[str]:
    """Return the words of ``text``, each counted; a character of an unspaced script is one."""
    return Counter(_WORD.findall(text.casefold()))


@dataclass
class Tally:
    """Counts of what was right, made up and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, found: Counter[str], true: Counter[str]) -> None:
        """Count one document."""
        right = (found & true).total()
        self.right += right
        self.extra += found.total() - right
        self.missed += true.total() - right

    def scores(self) -> tuple[float, float, float]:
        """Return precision, recall and F1."""
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missed)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def cell(self) -> str:
        """Return the scores as a cell of a table; blank when there was nothing to find."""
        if not self.right + self.extra + self.missed:
            return " " * 16
        return "{:.3f} {:.3f} {:.3f}".format(*self.scores()).replace("0.", ".").rjust(16)


@dataclass(frozen=True)
class Found:
    """What somebody found in a document."""

    headings: Counter[str]
    pairs: tuple[tuple[str, str], ...]
    quotes: Counter[str]


@dataclass
class Report:
    """The tallies of some documents."""

    documents: int = 0
    rows: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ROWS})
    flat: int = 0
    clean: int = 0
    unmarked: int = 0
    """Documents without marked pairs in which some were found."""

    def add(self, row: Row, found: Found) -> None:
        """Count one document."""
        self.documents += 1
        self.rows["headings"].add(found.headings, keys(true["text"] for true in row["headings"]))
        spoken = keys(quote["text"] for quote in row["quotes"] if quote.get("speaker"))
        self.rows["quotes"].add(found.quotes, spoken)
        if row["qa"]:
            self.rows["pairs"].add(
                keys(asked for asked, _ in found.pairs), keys(pair["q"] for pair in row["qa"])
            )
            self._add_answers(row, found)
        else:
            self.unmarked += bool(found.pairs)
        if row["kind"].endswith("-flat"):
            self.flat += 1
            self.clean += not found.headings

    def _add_answers(self, row: Row, found: Found) -> None:
        """Count the answers' words of the pairs that were found."""
        answers: dict[str, list[str]] = defaultdict(list)
        for asked, answer in found.pairs:
            answers[key(asked)].append(answer)
        for pair in row["qa"]:
            if answers[key(pair["q"])]:
                answer = answers[key(pair["q"])].pop(0)
                self.rows["answers' words"].add(words(answer), words(pair["a"]))

    def line(self, name: str) -> str:
        """Return a line of the table."""
        cells = "  ".join(self.rows[row].cell() for row in ROWS)
        clean = f"{self.clean}/{self.flat}" if self.flat else ""
        return f"{name:22}{self.documents:4}  {cells}  {clean:>6}"


def recovered(row: Row) -> Found:
    """Return what ``briefing`` finds."""
    document = PlainTextReader().read(Source(row["id"] + ".txt", row["text"].encode()), 1)
    quotes = [block for block in document.blocks() if block.kind == "quote" and block.speaker]
    pairs = tuple(
        (asked.question.text, " ".join(block.text for block in asked.answer))
        for asked in document.questions
    )
    true = keys(heading["text"] for heading in row["headings"])
    return Found(_headings(document, true), pairs, keys(block.text for block in quotes))


def _headings(document: Document, true: Counter[str]) -> Counter[str]:
    """Return the headings found; a question counts only where the truth calls it a heading."""
    found = Counter(key(section.heading.text) for section in document.sections if section.heading)
    found += Counter(
        key(match[1]) for notice in document.notices if (match := _HEARD.search(notice.text))
    )
    asked = Counter(key(question.question.text) for question in document.questions)
    return found + (asked & (true - found))


def naive(row: Row) -> Found:
    """Return what the naive baseline finds."""
    lines = [line.strip() for line in row["text"].split("\n") if line.strip()][1:]
    short = [
        line for line in lines if len(line) <= _SHORT and not line.endswith((".", "!", ",", ";"))
    ]
    pairs = [
        (line, lines[place + 1])
        for place, line in enumerate(lines[:-1])
        if line.endswith(("?", "？", "؟"))
    ]
    quotes = [before for before, line in pairwise(lines) if line[0] in "—–"]
    return Found(keys(short), tuple(pairs), keys(quotes))


DASHED = r"(?:—|–|―|--|-)[ \t]*"
_WIDEST = 110
NAMES = {
    "latin": (
        ("Ingrid Solheim", "Tomasz Wierzba", "Adaora Nwosu", "Luis Fernando Quiroga"),
        ("Nguyen Thi Lan", "Siobhan O'Malley-Reyes", "J. P. Hallworth", "Priya Ramaswamy"),
        ("Jan van der Meulen", "Maria do Carmo Teles", "Kwabena Asante", "Yuki Tanabe"),
        ("Dr. Leila Haddad", "Søren Kjærgaard", "Ana-Lucía Betancur", "Mihai Dobrescu"),
        ("Zeynep Karaca", "Tendai M. Chikowore", "Hye-jin Seo", "Ludovica De Santis"),
    ),
    "cyrillic": (("Олена Гайдук", "Пётр Савельев", "Иван Стоянов", "Наталля Бароўская"),),
    "greek": (("Ελένη Μαρκάκη", "Νίκος Παπαδάκης", "Δήμητρα Κοντού"),),
    "devanagari": (("सुनीता वर्मा", "अर्जुन मेहता", "राधा नायर"),),
    "kana": (("高橋美咲", "田中 健一", "マリア・ゴメス", "小林さくら"),),
    "han": (("陳美玲", "王志遠", "歐陽靜", "林大偉"),),
}
OFFICES = {
    "latin": (
        "harbour master",
        "director of the Lowland Trust",
        "Kestrel Labs",
        "head of research",
    ),
    "cyrillic": ("директор библиотеки", "инженер"),
    "greek": ("διευθύντρια", "μηχανικός"),
    "devanagari": ("निदेशक", "अभियंता"),
    "kana": ("館長", "開発責任者"),
    "han": ("總監", "工程師"),
}
SCRIPTS = {"be": "cyrillic", "bg": "cyrillic", "ru": "cyrillic", "uk": "cyrillic", "el": "greek"}
SCRIPTS |= {"hi": "devanagari", "ja": "kana", "zh-hant": "han", "zh-cn": "han"}


def rewritten(row: Row, form: str) -> Row:
    """Return the document with its attributions ``bare``, their dash gone, or ``named``.

    Every other name is in the letters of the document's language, the rest in Latin ones; every
    other one of each has an office. The truth stays: quotes are told by what was said.
    """
    text, end = row["text"], 0
    width = max(map(len, text.split("\n")))
    names = _names(row)
    for quote in row["quotes"]:
        speaker = re.sub(f"^{DASHED}", "", quote.get("speaker") or "")
        if not speaker:
            continue
        flowing = r"\s+".join(map(re.escape, speaker.split()))
        found = re.compile(rf"^([ \t]*){DASHED}{flowing}[ \t]*$", re.M).search(text, end)
        if found is None:
            continue
        line = speaker if form == "bare" else next(names)
        line = "\n".join(textwrap.wrap(line, width)) if width <= _WIDEST else line
        text = text[: found.start()] + found[1] + line + text[found.end() :]
        end = found.start() + len(line)
    return row | {"text": text}


def _names(row: Row) -> Iterator[str]:
    """Yield the names that stand in a document, each at another place of the lists in each."""
    own = SCRIPTS.get(row["lang"], "latin")
    for number in count(zlib.crc32(row["id"].encode())):
        script = own if number % 2 else "latin"
        names, offices = list(chain.from_iterable(NAMES[script])), OFFICES[script]
        name = names[number // (1 if own == "latin" else 2) % len(names)]
        office = offices[number // 8 % len(offices)]
        comma = "、" if script in {"kana", "han"} else ", "
        yield name + comma + office if number // 2 % 2 else name


def load(path: Path) -> list[Row]:
    """Return the documents in ``path``."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def measured(rows: Sequence[Row], finder: Callable[[Row], Found]) -> dict[str, Report]:
    """Return the reports of all documents and of each kind, layout and language."""
    reports: dict[str, Report] = defaultdict(Report)
    for row in rows:
        found = finder(row)
        for name in ("all", *(f"{by} {row[by]}" for by in ("kind", "layout", "lang"))):
            reports[name].add(row, found)
    return reports


def show(rows: Sequence[Row]) -> None:
    """Print what was missed and made up, and the pairs found in documents that mark none."""
    for row in rows:
        found = recovered(row)
        true = keys(heading["text"] for heading in row["headings"])
        if found.headings != true:
            print(row["id"], row["layout"], "headings missed", sorted(true - found.headings))
            print(" " * 12, "made up", sorted(found.headings - true))
        quotes = keys(quote["text"] for quote in row["quotes"] if quote.get("speaker"))
        if found.quotes != quotes:
            print(row["id"], row["layout"], "quotes missed", sorted(quotes - found.quotes))
            print(" " * 12, "made up", sorted(found.quotes - quotes))
        if not row["qa"]:
            for asked, answer in found.pairs:
                print(row["id"], "Q:", asked, "A:", answer[:150])


def table(reports: dict[str, Report]) -> None:
    """Print the reports."""
    print(f"{'':22}{'docs':>4}  " + "  ".join(f"{name:>16}" for name in ROWS) + "   clean")
    print(f"{'':26}  " + "  ".join("   P    R    F1".rjust(16) for _ in ROWS))
    for name in sorted(reports, key=lambda name: (name != "all", name)):
        print(reports[name].line(name))


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--as", dest="form", choices=("bare", "named"))
    options = parser.parse_args()
    rows = load(options.data)
    forms = {form: [rewritten(row, form) for row in rows] for form in ("bare", "named")}
    rows = forms.get(options.form, rows)
    start = perf_counter()
    reports = measured(rows, recovered)
    seconds = perf_counter() - start
    if options.verbose:
        show(rows)
    table(reports)
    print(measured(rows, naive)["all"].line("naive baseline"))
    for form, others in forms.items():
        print(measured(others, recovered)["all"].line(f"speakers {form}"))
    size = sum(len(row["text"]) for row in rows)
    print(f"documents without marked pairs in which some were found: {reports['all'].unmarked}")
    print(f"{seconds:.1f} s for {size / 1e6:.2f} million characters")


if __name__ == "__main__":
    main()
