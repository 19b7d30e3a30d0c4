"""Programs that hang, flood, die or write nonsense, and text that tries to be more than text."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from speechserver import tone, wav

from briefing.errors import UsageError, VoiceError
from briefing.model import Speech, Utterance
from briefing.voice import Setup
from briefing.voice.command import CommandEngine
from briefing.voice.command.spelling import language_tag, spelt

TEXT = "The minister said on Monday that the talks would go on for a week."
HUM = tone("low", 5.0)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which temporary files are made; nothing may stay there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
def nothing_left(temporary: Path) -> Iterator[None]:
    """Ask of every test here that no file and no program is left behind."""
    yield
    assert list(temporary.iterdir()) == []
    deadline = time.monotonic() + 5
    while running(temporary.parent) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert running(temporary.parent) == []


def running(folder: Path) -> list[str]:
    """Return the programs that run from ``folder`` or were told of it."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or [])
        if str(folder) in line and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(line)
    return found


def engine_for(folder: Path, script: str, *arguments: str, **options: Any) -> CommandEngine:
    """Return an engine for a program written in Python; in names of options, _ stands for -."""
    file = folder / "program.py"
    file.write_text(script)
    (folder / "hum.wav").write_bytes(wav(HUM))
    table = {
        "run": [sys.executable, str(file), str(folder), *arguments],
        "timeout": 20,
        **{name.replace("_", "-"): value for name, value in options.items()},
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return CommandEngine.configured(Setup("mine", "command", table, environment))


def spoken(engine: CommandEngine, text: str = TEXT, voice: str = "", **how: Any) -> Speech:
    """Return the sound of ``text``."""
    voice = voice or engine.voices()[0].name
    return engine.speak(Utterance("mine", voice, how.pop("rate", 170), text, "en", **how))


HUMS = "import sys; sys.stdout.buffer.write(open(sys.argv[1] + '/hum.wav', 'rb').read())"

SHOWS = """
import json, os, sys
folder = sys.argv[1]
read = sys.stdin.buffer.read().decode("latin-1")
file = [one for one in sys.argv if one.endswith("text.txt")]
seen = {"argv": sys.argv[2:], "stdin": read, "environment": dict(os.environ),
        "file": open(file[0], encoding="latin-1").read() if file else None}
open(folder + "/seen.json", "w").write(json.dumps(seen))
target = [one for one in sys.argv if one.endswith(".wav")]
hum = open(folder + "/hum.wav", "rb").read()
open(target[0], "wb").write(hum) if target else sys.stdout.buffer.write(hum)
"""


def seen(folder: Path) -> dict[str, Any]:
    """Return what the program was given."""
    found: dict[str, Any] = json.loads((folder / "seen.json").read_text())
    return found


# ------------------------------------------------------------------ what goes out


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ([], "stdin"),
        (["{text}"], "argv"),
        (["--say={text}"], "argv"),
        (["{textfile}"], "file"),
    ],
)
@pytest.mark.parametrize("output", [[], ["{output}"]])
def test_text_goes_where_the_placeholder_is_and_sound_comes_back(
    tmp_path: Path, arguments: list[str], place: str, output: list[str]
) -> None:
    engine = engine_for(tmp_path, SHOWS, *arguments, *output)
    assert spoken(engine) == Speech(HUM, 24_000)
    given = seen(tmp_path)[place]
    assert TEXT in (given[0] if place == "argv" else given)


@pytest.mark.parametrize(
    "text",
    [
        "--help me",
        "-o /etc/passwd and so on",
        "@/etc/passwd is what it reads",
        "/help said the reader",
        "{output} {voice} {textfile} are no places here",
        "; touch pwned; $(touch pwned) `touch pwned` | touch pwned & touch pwned > pwned",
        "'single' \"double\" \\back %PATH% $HOME ~ * ? !",
    ],
)
def test_text_is_never_an_option_a_placeholder_a_file_or_a_command(
    tmp_path: Path, text: str
) -> None:
    """It is one argument, as it is; one that begins with a sign has a blank before it."""
    engine = engine_for(tmp_path, SHOWS, "{text}", "{output}")
    spoken(engine, text)
    given = seen(tmp_path)["argv"]
    assert len(given) == 2
    assert given[0] in {text, f" {text}"}
    assert given[0][0].isalnum() or given[0][0] == " "
    assert not Path("pwned").exists()


def test_control_characters_never_reach_a_program(tmp_path: Path) -> None:
    engine = engine_for(tmp_path, SHOWS, "{text}")
    spoken(engine, "One\x00two\nthree\x1b[31m\ud800 four, five and six.")
    assert seen(tmp_path)["argv"] == ["One two three [31m  four, five and six."]


def test_a_program_is_told_voice_pace_and_language(tmp_path: Path) -> None:
    engine = engine_for(
        tmp_path,
        SHOWS,
        *("{voice}", "{rate}", "{speed}", "{stretch}", "{language}", "{arguments}", "end"),
        voices={
            "anna": {"language": "de", "name": "a/1", "natural-rate": 200, "arguments": ["-x"]},
            "bob": {},
        },
        rates={"100": 50, "200": 150, "300": 200},
    )
    spoken(engine, voice="anna", rate=160)
    assert seen(tmp_path)["argv"] == ["a/1", "110", "0.800", "1.250", "de", "-x", "end"]
    spoken(engine, voice="bob", rate=340)
    assert seen(tmp_path)["argv"] == ["bob", "220", "2.000", "0.500", "en", "end"]
    spoken(engine, voice="bob", rate=90)
    assert seen(tmp_path)["argv"][1] == "40"


def test_a_programs_pace_makes_up_for_the_pitch(tmp_path: Path) -> None:
    """What is to be played higher, and so faster, is spoken slower."""
    engine = engine_for(tmp_path, SHOWS, "{rate}")
    speech = spoken(engine, rate=160, pitch=12.0)
    assert seen(tmp_path)["argv"] == ["80"]
    assert speech.rate == 48_000


def test_the_environment_is_what_is_named_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    engine = engine_for(tmp_path, SHOWS, environment={"SPEECH_DATA": "/voices"})
    spoken(engine)
    given = seen(tmp_path)["environment"]
    assert "sk-very-secret" not in given.values()
    assert given["SPEECH_DATA"] == "/voices"
    assert given["LANG"] == "C.UTF-8"
    assert given["HOME"] == str(tmp_path)


def test_an_encoding_is_kept_with_the_nearest_signs(tmp_path: Path) -> None:
    engine = engine_for(tmp_path, SHOWS, "{textfile}", encoding="latin-1")
    spoken(engine, "“Łódź” is naïve, and that is all 🙂 there is to say.")
    assert seen(tmp_path)["file"] == '"Lódz" is naïve, and that is all   there is to say.\n'


def test_long_texts_come_in_parts_where_a_program_has_a_limit(tmp_path: Path) -> None:
    engine = engine_for(tmp_path, SHOWS, "{text}", characters=80)
    text = f"{TEXT} {TEXT}"
    assert spoken(engine, text).frames / 24_000 == pytest.approx(10.25, abs=0.05)
    assert seen(tmp_path)["argv"] == [TEXT]


def test_an_argument_too_long_for_the_system_is_an_error(tmp_path: Path) -> None:
    engine = engine_for(tmp_path, SHOWS, "{text}")
    with pytest.raises(VoiceError, match="cannot be started"):
        spoken(engine, "word " * 100_000)


def test_a_text_file_may_be_long(tmp_path: Path) -> None:
    """So may standard input; a program that does not read it is not waited for."""
    for arguments in (["{textfile}"], []):
        engine = engine_for(tmp_path, HUMS, *arguments)
        with pytest.raises(VoiceError, match=r"only 5\.00 seconds of sound"):
            spoken(engine, "word " * 100_000)


# ------------------------------------------------------------------ what comes back


def refused(engine: CommandEngine, text: str = TEXT) -> VoiceError:
    """Return the error that speaking ends in: with the text and a remedy."""
    with pytest.raises(VoiceError) as found:
        spoken(engine, text)
    error = found.value
    assert error.where == "mine, default"
    assert error.engine == "mine"
    assert error.remedy
    assert TEXT in error.what
    assert len(error.what.splitlines()) == 1
    return error


DIES = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
STARTS_ONE = "import subprocess, sys; subprocess.Popen([sys.executable, *sys.argv[:2], 'child'])\n"
HANGS = f"import sys, time\nif len(sys.argv) < 3:\n    {STARTS_ONE}time.sleep(600)"
HALF = "import sys; sys.stdout.buffer.write(open(sys.argv[1] + '/hum.wav', 'rb').read()[:99_999])"


@pytest.mark.parametrize(
    ("script", "options", "why"),
    [
        (HANGS, {"timeout": 1.5}, "did not end within 1.5 seconds"),
        ("import os, time; os.close(1); os.close(2); time.sleep(600)", {"timeout": 1}, "not end"),
        ("while True: print('x' * 9_999)", {}, "wrote without end"),
        ("import sys\nwhile True: sys.stderr.write('x' * 9_999)", {}, "wrote without end"),
        ("raise SystemExit(3)", {}, "exit code 3"),
        ("import sys; sys.exit('no\\nmodel \\x1b[31mfound')", {}, "exit code 1.*model  .31mfound"),
        (DIES, {}, "signal 11"),
        ("", {}, "wrote no sound"),
        ("import sys; sys.stderr.write('no voices')", {}, "wrote no sound, saying 'no voices'"),
        ("print('Usage: speak [-o FILE]')", {}, "no sound but 'Usage: speak"),
        ("import sys; sys.stdout.buffer.write(b'\\x00\\xff' * 9_999)", {}, "no sound but"),
        (HALF, {}, "half a sound file .99999 bytes"),
        ("import sys; sys.stdout.buffer.write(b'RIFF')", {}, "half a sound file"),
    ],
)
def test_a_program_that_fails_is_ended_and_told_of(
    tmp_path: Path, script: str, options: dict[str, Any], why: str
) -> None:
    """It hangs with all it started, floods, dies, says nothing, or something else than sound."""
    error = refused(engine_for(tmp_path, script, **options))
    assert re.search(why, error.what), error.what


def test_a_flooding_file_is_ended(tmp_path: Path) -> None:
    script = (
        "import sys\nwith open(sys.argv[2], 'wb') as f:\n    while True: f.write(bytes(999_999))"
    )
    assert "without end" in refused(engine_for(tmp_path, script, "{output}")).what


def test_talk_beside_a_file_has_a_limit_of_its_own(tmp_path: Path) -> None:
    """A megabyte, as on standard error: sound is not expected there."""
    script = "import sys\nwhile True: sys.stdout.write('x' * 9_999)"
    assert "without end" in refused(engine_for(tmp_path, script, "{output}")).what


@pytest.mark.parametrize("script", ["", "import os, sys; os.mkdir(sys.argv[2])"])
def test_a_file_that_is_not_there_is_no_sound(tmp_path: Path, script: str) -> None:
    assert "wrote no sound" in refused(engine_for(tmp_path, script, "{output}")).what


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    script = "import os, sys; os.symlink(sys.argv[1] + '/hum.wav', sys.argv[2])"
    assert "wrote no sound" in refused(engine_for(tmp_path, script, "{output}")).what


@pytest.mark.parametrize(
    ("pcm", "why"), [(bytes(240_000), "only silence"), (tone("low", 0.5), "only 0.5")]
)
def test_too_little_sound_is_an_error(tmp_path: Path, pcm: bytes, why: str) -> None:
    engine = engine_for(tmp_path, HUMS)
    (tmp_path / "hum.wav").write_bytes(wav(pcm))
    assert why in refused(engine).what


def test_what_a_program_leaves_running_is_ended(tmp_path: Path) -> None:
    """It has its sound, and does not wait for what it started, which holds its output open."""
    script = (
        f"import subprocess, sys, time\nif len(sys.argv) > 2: time.sleep(600)\n{STARTS_ONE}{HUMS}"
    )
    assert spoken(engine_for(tmp_path, script)) == Speech(HUM, 24_000)


def test_text_with_nothing_to_say_starts_nothing(tmp_path: Path) -> None:
    engine = engine_for(tmp_path, "raise SystemExit(1)")
    for text in ("", "...", "— * —"):
        assert 0 < spoken(engine, text).frames < 2_000


SPEAKER = """
import sys
from briefing.model import Utterance
from briefing.voice import Setup
from briefing.voice.command import CommandEngine
table = {"run": [sys.executable, sys.argv[1], sys.argv[2], "{output}"]}
engine = CommandEngine.configured(Setup("mine", "command", table))
print("ready", flush=True)
engine.speak(Utterance("mine", "default", 170, "Hello there, all of you.", "en"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_program_ends_when_we_are_told_to(
    tmp_path: Path, temporary: Path, number: signal.Signals
) -> None:
    """By Ctrl-C, or as a worker is; with its temporary files."""
    (tmp_path / "sleeper.py").write_text(
        "import sys, time, pathlib\npathlib.Path(sys.argv[1], 'begun').touch()\ntime.sleep(600)"
    )
    ours = subprocess.Popen(
        [sys.executable, "-c", SPEAKER, str(tmp_path / "sleeper.py"), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    try:
        deadline = time.monotonic() + 60
        while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert running(tmp_path)
        ours.send_signal(number)
        assert ours.wait(30) == -number
    finally:
        ours.kill()
        ours.communicate()


# ------------------------------------------------------------------ the settings


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"run": "flite"}, "run"),
        ({"run": []}, "run"),
        ({"run": [""]}, "run"),
        ({"run": ["{voice}"]}, "run"),
        ({"run": ["say", "{colour}"]}, "run"),
        ({"run": ["say", "x{arguments}"]}, "run"),
        ({"run": ["say", 1]}, "run"),
        ({"run": ["say", "a\x00b"]}, "run"),
        ({"run": ["say", "{voice}"]}, "voices"),
        ({"preset": "windows"}, "preset"),
        ({"encoding": "morse"}, "encoding"),
        ({"rates": {"150": 150}}, "rates"),
        ({"rates": {"150": 150, "200": 150}}, "rates"),
        ({"rates": {"fast": 150, "slow": 1}}, "rates"),
        ({"rates": {"150": "a", "200": "b"}}, "rates"),
        ({"timeout": 0}, "timeout"),
        ({"environment": {"A": 1}}, "environment"),
        ({"shell": True}, "shell"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_by_name(
    options: dict[str, Any], named: str
) -> None:
    with pytest.raises(UsageError) as found:
        CommandEngine.configured(Setup("mine", "command", options))
    assert named in found.value.what
    assert found.value.where == "engines.mine"
    assert found.value.remedy


def test_the_status_says_what_is_missing(tmp_path: Path) -> None:
    def status(**table: Any) -> Any:
        environment = {"PATH": str(tmp_path)}
        return CommandEngine.configured(Setup("mine", "command", table, environment)).status()

    assert "no program is named" in status().detail
    assert "'no-such-program'" in status(run=["no-such-program"]).detail
    assert "flite" in status(preset="flite").detail
    for file in (tmp_path / "speak.bat", tmp_path / "speak"):
        file.write_text("")
        file.chmod(0o755)
    assert status(run=["speak", "{text}"]).ok
    assert status(run=["speak.bat", "{textfile}"]).ok
    assert "batch" in status(run=["speak.bat", "{text}"]).detail
    assert all(not one.ok and one.remedy for one in (status(), status(run=["no-such-program"])))


def test_an_option_goes_before_a_presets(tmp_path: Path) -> None:
    table = {"preset": "flite", "voices": ["rms"], "roles": {}}
    engine = CommandEngine.configured(Setup("mine", "command", table))
    assert [voice.name for voice in engine.voices()] == ["rms"]


def test_the_fingerprint_changes_with_program_script_options_and_version(tmp_path: Path) -> None:
    def fingerprint(script: str = HUMS, **options: Any) -> str:
        return engine_for(tmp_path, script, **options).fingerprint()

    plain = fingerprint()
    assert fingerprint() == fingerprint(timeout=3) == plain
    changed = [
        fingerprint(HUMS + "\n"),
        fingerprint(revision="2"),
        fingerprint(voices=["a"]),
        fingerprint(encoding="latin-1"),
        fingerprint(version=["--version"]),
    ]
    assert len({plain, *changed}) == 6


# ------------------------------------------------------------------ spelling


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("plain", "ascii", "plain"),
        ("“Zoë’s” – fiancé…", "ascii", '"Zoe\'s", fiance...'),
        ("Paris–Bonn—and back", "ascii", "Paris-Bonn, and back"),
        ("Straße, Ærø, Łódź", "ascii", "Strasse, Aero, Lodz"),
        ("Straße, Łódź", "latin-1", "Straße, Lódz"),
        ("3½ and 10²", "ascii", "3 1/2 and 10 2"),
        ("漢字", "ascii", "  "),
        ("漢字 naïve", "utf-8", "漢字 naïve"),
    ],
)
def test_signs_an_encoding_lacks_are_replaced_by_near_ones(
    text: str, encoding: str, expected: str
) -> None:
    assert spelt(text, encoding) == expected


@pytest.mark.parametrize(
    ("tag", "kept"),
    [("en-GB", "en-GB"), ("--help", "help"), ("de;rm -rf /", "derm-rf"), ("", "en"), ("-", "en")],
)
def test_a_language_is_a_language(tag: str, kept: str) -> None:
    """It may come from the page an article was on."""
    assert language_tag(tag) == kept
