"""What all tests share: the option CI uses to make sure that nothing was skipped."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from summary_rows import rows

from briefing.model import Document

# How long an example takes depends on what else the machine does; no test is timed.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]


# What is begun in the background ignores Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--fail-on-skip",
        action="store_true",
        help="Fail when any test was skipped (CI's last run).",
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--fail-on-skip") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def seed() -> Path:
    """Return the article scraped from the wild, which lies beside the project."""
    path = ROOT.parent / "shared" / "seeds" / "blinken-beijing.txt"
    if not path.is_file():
        pytest.skip("the folder with the scraped article is not beside the project")
    return path


@pytest.fixture(scope="session")
def evaluation_folder() -> Path:
    """Return the folder with the evaluation documents, which lies beside the project."""
    folder = ROOT.parent / "shared" / "data" / "summaries"
    if not folder.is_dir():
        pytest.skip("the folder with the evaluation documents is not beside the project")
    return folder


@pytest.fixture(scope="session")
def evaluation(evaluation_folder: Path) -> Callable[[str], Iterator[Document]]:
    """Return what yields the documents of an evaluation set."""
    return lambda name: (row.document for row in rows(evaluation_folder / f"{name}.jsonl.gz"))


@pytest.fixture(scope="session")
def examples() -> tuple[Path, ...]:
    """Return the project's own example articles."""
    return tuple(
        sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".md", ".txt"})
    )
