"""Where the command begins: ``briefing``, and ``python -m briefing``.

Worker processes import the module that the command began with, so it imports nothing itself.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    from briefing.cli import main as run

    run()


if __name__ == "__main__":
    main()
