"""A headless Chromium with a driver, and a server that notes what it is asked for."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = "axe-core@4.14.1"

_QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync --mute-audio "
    "--autoplay-policy=no-user-gesture-required"
).split()


@contextlib.contextmanager
def browser(*, scripts: bool = True) -> Iterator[Any]:
    """Provide a driver of a new Chromium, with scripts switched off if asked; skip without one."""
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in _QUIET:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not scripts:
        options.add_experimental_option(
            "prefs", {"profile.managed_default_content_settings.javascript": 2}
        )
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield opened
    finally:
        opened.quit()


def look(driver: Any, width: int = 1200, height: int = 900, *, dark: bool = False) -> None:
    """Give the browser a window and a colour scheme."""
    window = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})


def until(driver: Any, condition: str, *arguments: Any) -> Any:
    """Wait until the JavaScript ``condition`` is true; return its value."""
    from selenium.webdriver.support.wait import WebDriverWait

    def ask(driver: Any) -> Any:
        return driver.execute_script(f"return {condition}", *arguments)

    return WebDriverWait(driver, 20, poll_frequency=0.05).until(ask, condition)


def complaints(driver: Any) -> list[str]:
    """Return what the browser complained of since it was asked last."""
    return [entry["message"] for entry in driver.get_log("browser")]


def requested(driver: Any) -> list[str]:
    """Return the addresses the browser asked for since it was asked last.

    Pictures of its own controls, which it has as ``data:``, are not told.
    """
    messages = (json.loads(entry["message"]) for entry in driver.get_log("performance"))
    asked = (
        message["message"]["params"]["request"]["url"]
        for message in messages
        if message["message"]["method"] == "Network.requestWillBeSent"
    )
    return [address for address in asked if not address.startswith("data:")]


def axe_faults(driver: Any, axe: str) -> list[str]:
    """Return what axe-core finds wrong with the page that is open, each with where."""
    driver.execute_script(axe)
    found = driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] })"
        ".then((result) => done(result.violations), (error) => done([String(error)]))"
    )
    return [
        fault
        if isinstance(fault, str)
        else f"{fault['id']}: {fault['help']}: {[node['html'][:200] for node in fault['nodes']]}"
        for fault in found
    ]


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder``, ranges and all, on this machine; provide its address."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    app = Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(20)


def axe_source(folder: Path) -> str:
    """Return axe-core: out of ``NODE_PATH`` if it is there, else installed in ``folder``."""
    places = [Path(place) for place in os.environ.get("NODE_PATH", "").split(os.pathsep) if place]
    for place in places:
        if (place / "axe-core" / "axe.min.js").is_file():
            return (place / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed, and NODE_PATH holds no axe-core")
    command = (npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", AXE)
    ended = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    source = folder / "node_modules" / "axe-core" / "axe.min.js"
    if ended.returncode or not source.is_file():
        pytest.skip("axe-core cannot be installed by npm")
    return source.read_text(encoding="utf-8")
