"""Where the command begins: ``briefing``, and ``python -m briefing``.

Worker processes import the module that the command began with, so it imports nothing itself.
"""

from __future__ import annotations

import gc

# Objects after which cycles of them are looked for, here and in workers. Python's own 700 costs a
# tenth of a short run: what is made while modules are imported stays, and is looked at each time.
gc.set_threshold(100_000, 20, 20)


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    from briefing.cli import main as run

    try:
        run()
    finally:
        gc.freeze()  # all ends now: a last look for cycles would take a tenth of a second


if __name__ == "__main__":
    main()
