"""Read each hostile source of the tests and print what became of it, in what time and memory.

Usage: ``python benchmarks/hostile.py [NAME ...]``. The baseline is an ordinary article, read first;
each line also says how many times its time the source took. None may take 20 s or 500 MB.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS / "cli"), str(TESTS / "read")]

from commandline import ARTICLE  # noqa: E402  the tests' folders are on no path of ours
from traps import MEGABYTE, SOURCES  # noqa: E402
from watching import watched  # noqa: E402


def main() -> None:
    """Print a line for each."""
    baseline = 0.0
    wanted = sys.argv[1:] or ["ordinary", *SOURCES]
    for name in wanted:
        file, make = SOURCES.get(name, ("article.md", ARTICLE.encode))
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / file).write_bytes(make())
            start = perf_counter()
            code, _, _, most = watched(Path(folder), os.environ, 60, "read", file, "--json")
            took = perf_counter() - start
        baseline = baseline or took
        end = "a document" if code == 0 else "refused" if code == 3 else f"exit code {code}"
        ratio = took / baseline
        print(f"{name:30} {end:11} {took:6.2f} s ({ratio:5.1f} x) {most / MEGABYTE:6.0f} MB")


if __name__ == "__main__":
    main()
