"""Command ``briefing check``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from briefing.cli.here import print_json
from briefing.cli.options import config_option, example, json_option, settings_options
from briefing.settings import load


@click.command(epilog=example("briefing check"))
@settings_options("output", "cache", "engine", "templates")
@config_option
@json_option
def check(config: Path | None, as_json: bool, **options: Any) -> None:
    """Examine this machine, and say how to mend it."""
    from briefing.check import examine
    from briefing.machine import company_here

    settings = load(options, os.environ, config)
    findings = examine(settings, company_here(settings))
    if as_json:
        print_json({"ok": all(f.ok for f in findings), "findings": [f.facts() for f in findings]})
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.detail}")
            if finding.remedy:
                click.echo(f"     {finding.remedy}")
    for finding in findings:
        if not finding.ok:
            sys.exit(finding.exit_code)
