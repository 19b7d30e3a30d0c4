"""What all tests share: the option CI uses to make sure that nothing was skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
def examples() -> tuple[Path, ...]:
    """Return the project's own example articles."""
    return tuple(
        sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".md", ".txt"})
    )
