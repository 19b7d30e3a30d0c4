"""Bad input: one clear error with what, where and what to do, an exit code, and nothing lost."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest
from commandline import Ended, Run

SILENT = ("--engine", "silent", "--workers", "0")


def refused(ended: Ended, code: int, *words: str) -> None:
    """Assert that a command failed as it should: code, one message, no traceback, no output."""
    assert ended.code == code, ended.err
    assert ended.err.count("Error") == 1, ended.err
    assert "Traceback" not in ended.err, ended.err
    assert ended.out == ""
    for word in words:
        assert word in ended.err
    assert len(ended.err.splitlines()) >= 2, "an error says what to do"


def published(folder: Path) -> dict[str, bytes]:
    """Return every published file with its content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def write(tmp_path: Path, name: str, body: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(body)
    return path


def test_nothing_to_read(run: Run) -> None:
    refused(run("make"), 2, "nothing to read")


def test_a_show_no_directory_takes_is_refused_before_a_word_is_spoken(
    run: Run, tmp_path: Path
) -> None:
    article = write(tmp_path, "article.txt", b"Lamps\n\nThe lamps were lit at six.\n")
    ended = run("make", article, "--category", "Newz", "--cache", tmp_path / "clips", "-v")
    assert ended.code == 2
    assert "News" in ended.err
    assert not list((tmp_path / "clips").rglob("*.wav"))


def test_a_missing_file(run: Run) -> None:
    refused(run("make", "none.txt", *SILENT), 3, "none.txt")


def test_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused(run("make", "folder", *SILENT), 3, "folder")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        ("paper.md", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(range(256))),
        ("marks.txt", b"--- *** ...\n\n!!! ???\n"),
        ("noughts.txt", bytes(5000)),
    ],
)
def test_a_source_without_text_is_refused_by_name(
    run: Run, tmp_path: Path, name: str, body: bytes
) -> None:
    write(tmp_path, name, body)
    refused(run("make", name, *SILENT), 3, name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (
            "latin.txt",
            "Caf\u00e9 \u00e0 la carte. D\u00e9j\u00e0 vu, said the ma\u00eetre.".encode("latin-1"),
        ),
        ("utf16.txt", "\ufeffA title\n\nA sentence in sixteen bits.".encode("utf-16")),
        (
            "broken.txt",
            b"A title\n\nA sentence with a broken \xff\xfe byte. And one more sentence.",
        ),
        (
            "controls.txt",
            b"A title\n\nA bell\x07 and an escape\x1b[31m in a sentence. NUL\x00 too.",
        ),
        ("surrogate.txt", b"A title\n\nA lone \xed\xa0\x80 surrogate in a sentence of its own."),
        ("untitled.txt", b"This is a text of a single sentence that has no title at all."),
        ("headings.md", b"# One\n\n## Two\n\n## Three\n"),
        ("questions.md", b"## What is this?\n\nIt is a test.\n\n## Who made it?\n\nWe made it.\n"),
        ("bidi.txt", "A title\n\nSome \u202etext\u202c with \u200bdirections. And more.".encode()),
        (
            "script.md",
            b"# T\n\nhost: pause: 10 ms\n\n== Segment\n\n{{ 7*7 }} {% raw %} <1:s1.1.1>\n",
        ),
        (
            "markup.md",
            b"# <script>alert(1)</script>\n\n<voice name='x'>Hello</voice> there & then.\n",
        ),
    ],
)
def test_odd_but_readable_sources_make_an_episode(
    run: Run, tmp_path: Path, name: str, body: bytes
) -> None:
    write(tmp_path, name, body)
    ended = run("make", name, "--json", *SILENT)
    assert ended.code == 0, ended.err
    assert Path(tmp_path, ended.facts["mp3"]).stat().st_size == ended.facts["bytes"]


@pytest.mark.slow
def test_a_megabyte_on_one_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "long.txt", b"The lamp is lit and the harbour sleeps again. " * 23_000)
    ended = run("make", "long.txt", "--json", *SILENT)
    assert ended.code == 0, ended.err
    assert ended.facts["duration_seconds"] < 600


def test_a_megabyte_without_a_blank(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "wall.txt", b"a" * 1_000_000)
    refused(run("make", "wall.txt", *SILENT), 3, "wall.txt")


def test_an_unknown_voice_is_refused_before_anything_is_spoken(
    run: Run, article: Path, tmp_path: Path
) -> None:
    ended = run("make", article, "--host", "en-us+nobody")
    refused(ended, 5, "en-us+nobody")
    assert not list((tmp_path / "cache").rglob("*.wav"))


@pytest.mark.parametrize("option", ["--template", "--engine", "--summariser"])
def test_an_unknown_name_lists_the_names_there_are(run: Run, article: Path, option: str) -> None:
    known = {"--template": "newscast", "--engine": "silent", "--summariser": "extractive"}
    ended = run("make", article, "--workers", "0", option, "nonesuch")
    assert ended.code in {2, 4, 5}
    assert "nonesuch" in ended.err
    assert known[option] in ended.err
    assert "Traceback" not in ended.err, ended.err


@pytest.mark.parametrize(
    "template",
    [
        "{% if %}",
        "{{ nothing.here }}",
        "{{ ''.__class__.__mro__ }}",
        "title: T\n\nno notation at all",
        "{% for x in range(10**9) %}{% endfor %}",
        "",
    ],
)
def test_a_template_with_a_mistake_is_named(
    run: Run, article: Path, tmp_path: Path, template: str
) -> None:
    folder = tmp_path / "scripts_templates"
    folder.mkdir()
    (folder / "mine.txt.j2").write_text(template)
    refused(run("make", article, "--template", "mine", *SILENT), 4, "mine")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "title: T\nlanguage: en\n",
        "title: T\nlanguage: en\n\n== A\n\nhost without a colon\n",
        "title: T\nlanguage: en\n\n== A\n\nhost: Text. <nowhere>\n",
        "title: T\nlanguage: en\n\n== A\n\npause: a while\n",
    ],
)
def test_a_script_with_a_mistake_is_named_with_its_line(
    run: Run, tmp_path: Path, script: str
) -> None:
    (tmp_path / "edited.txt").write_text(script)
    refused(run("make", "--script", "edited.txt", *SILENT), 4, "edited.txt")


def test_an_output_folder_that_cannot_be(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused(run("make", article, "-o", "file/out", *SILENT), 7, "file")
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_cache_folder_that_cannot_be(run: Run, article: Path) -> None:
    refused(run("make", article, "--cache", "/dev/null/clips", *SILENT), 7, "--cache")


def test_a_full_disk_loses_nothing_that_was_there(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("make", article, *SILENT).code == 0
    before = published(tmp_path / "output")
    article.write_text(article.read_text().replace("Forty", "Fifty"))

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    ended = run("make", article, *SILENT, preexec_fn=small_files_only)
    refused(ended, 7)
    assert published(tmp_path / "output") == before
    assert run("make", article, *SILENT).code == 0


PLUGIN = """
import os, time
from briefing.voice.silent import SilentEngine

class Faulty(SilentEngine):
    name = "faulty"
    def speak(self, utterance):
        if "Forty" in utterance.spoken or "forty" in utterance.spoken:
            {fault}
        return super().speak(utterance)
"""


def install(folder: Path, fault: str) -> dict[str, str]:
    """Install a plug-in engine that has ``fault`` the way pip would, for one run."""
    folder.mkdir()
    (folder / "faulty_engine.py").write_text(PLUGIN.format(fault=fault))
    info = folder / "faulty-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[briefing.engines]\nfaulty = faulty_engine:Faulty\n")
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize(
    ("fault", "word"),
    [("os._exit(7)", "died"), ("time.sleep(60)", "no answer"), ("os.abort()", "died")],
)
@pytest.mark.slow
def test_a_worker_that_crashes_or_hangs_costs_a_clear_error_and_one_retry(
    run: Run, article: Path, tmp_path: Path, fault: str, word: str
) -> None:
    env = install(tmp_path / "plugin", fault)
    options = ("--engine", "faulty", "--stall-seconds", "2", "--full")
    ended = run("make", article, *options, env=env)
    refused(ended, 5, "Forty lamps", word)
    assert list((tmp_path / "cache").rglob("*.wav")), "the other clips are kept"


def test_a_worker_that_crashes_once_is_replaced(run: Run, article: Path, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    fault = (
        f"(open({str(flag)!r}, 'x'), os._exit(7)) if not os.path.exists({str(flag)!r}) else None"
    )
    env = install(tmp_path / "plugin", fault)
    assert run("make", article, "--engine", "faulty", "--full", env=env).code == 0
    assert flag.exists()


def test_a_plugin_that_cannot_load_is_listed_with_its_reason(run: Run, tmp_path: Path) -> None:
    env = install(tmp_path / "plugin", "pass")
    (tmp_path / "plugin" / "faulty_engine.py").write_text("import nothing_like_this")
    ended = run("voices", env=env)
    assert ended.code == 0
    assert "nothing_like_this" in ended.out
    assert "silent: ready" in ended.out


def test_an_error_is_one_json_object_when_json_was_asked_for(run: Run) -> None:
    ended = run("make", "none.txt", "--json", *SILENT)
    assert ended.code == ended.facts["error"]["exit_code"] == 3
    assert ended.facts["error"]["where"] == "none.txt"


def test_settings_with_a_mistake(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text("minuts = 3\n")
    refused(run("make", article), 2, "minutes", "briefing.toml")


def test_a_feed_that_was_there_survives_bad_input(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("make", article, *SILENT).code == 0
    before = published(tmp_path / "output")
    assert run("make", "none.txt", *SILENT).code == 3
    assert run("make", article, "--host", "nobody", *SILENT).code == 5
    assert published(tmp_path / "output") == before


def test_a_name_that_looks_like_an_option_or_an_address(run: Run, tmp_path: Path) -> None:
    for name in ("-x.txt", "a:b.txt", "concat:x.txt"):
        (tmp_path / name).write_text("A title\n\nA sentence to be spoken here, in peace.\n")
        ended = run("make", *SILENT, "--json", "--", name)
        assert ended.code == 0, ended.err
        assert os.path.basename(ended.facts["mp3"]).isascii()  # noqa: PTH119
