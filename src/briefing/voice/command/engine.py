"""The engine ``command``: speaks with any program that reads text and writes sound."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import ClassVar

from briefing.errors import VoiceError
from briefing.model import Speech, Utterance, Voice
from briefing.voice._heard import NOTHING, lacking, shown
from briefing.voice._listed import Speaker
from briefing.voice._parts import joined, parts, plain
from briefing.voice._soundfiles import NotWholeError, read_sound, sound_kind
from briefing.voice._transposed import pace_for, transposed
from briefing.voice.command.options import filled, program_of
from briefing.voice.command.program import LARGEST, Ended, ProgramError, run
from briefing.voice.command.spelling import language_tag, spelt
from briefing.voice.engine import Setup, Status

_VERSION = 1
"""Changes whenever the same program could be asked in another way."""

_HASHED = 512 * 1024 * 1024
"""Bytes of a file that is read for the fingerprint; of a larger one the size has to do."""

_UNKNOWN = 1 << 20
"""More characters than any line has: programs take what they are given."""

_RELEASE_SECONDS = 10.0


class CommandEngine:
    """Speaks through a program, run anew for each text, without a shell.

    Whether equal texts give equal bytes is the program's affair.
    """

    variables: ClassVar[tuple[str, ...]] = (
        *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "XDG_DATA_HOME"),
        *("SYSTEMROOT", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    )
    """All that a program is told of the environment, beside what its table adds."""

    def __init__(self, setup: Setup | None = None) -> None:
        """Take what is said of the program; nothing is run. Raises ``UsageError``."""
        setup = setup or Setup("command")
        self.name = setup.name
        self._program = program_of(setup)
        told = {
            name: setup.environment[name] for name in self.variables if name in setup.environment
        }
        if not {"LANG", "LC_ALL", "LC_CTYPE"} & set(told):
            told["LANG"] = "C.UTF-8"
        self._environment = told | dict(self._program.environment)
        self._fingerprint: str | None = None

    @classmethod
    def configured(cls, setup: Setup) -> CommandEngine:
        """Return an engine for the program ``setup`` names; ``UsageError`` for a bad option."""
        return cls(setup)

    @property
    def patience(self) -> float:
        """Seconds the program may take for a text it is given in one part."""
        return self._program.timeout

    def status(self) -> Status:
        """Return whether the program is there."""
        program = self._program
        if not program.run:
            remedy = f'Write run = ["program", ...] into the table [engines.{self.name}].'
            return Status(False, "no program is named", remedy)
        found = self._found()
        if found is None:
            remedy = "Install it, or give its whole path in the option run."
            return Status(False, f"there is no program {program.run[0]!r}", remedy)
        if found.lower().endswith((".bat", ".cmd")) and program.uses("text"):
            remedy = "Hand it the text in a file: {textfile} in the option run."
            return Status(False, "a batch file reads commands in the text it is given", remedy)
        return Status(True, f"{found}, {len(self.voices())} voices")

    def fingerprint(self) -> str:
        """Return a text that changes with the program, its arguments and the files they name.

        Of libraries and voices that a program loads by itself only its version tells, or the
        option ``revision``.
        """
        if self._fingerprint is None:
            told = asdict(self._program)
            del told["timeout"]
            told["voices"] = [asdict(speaker) for speaker in self._program.voices.speakers]
            told["files"] = self._digests()
            told["release"] = self._release()
            self._fingerprint = f"command {_VERSION} {json.dumps(told, sort_keys=True)}"
        return self._fingerprint

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices the settings list; without a list, one called ``default``."""
        return self._program.voices.voices

    def find(self, name: str) -> Voice:
        """Return the voice called ``name``; raises ``VoiceError`` naming near ones."""
        return self._program.voices.speaker(name).voice

    def suggest(self, role: str, language: str) -> Voice:
        """Return the voice the settings give ``role``, or one of the language."""
        return self._program.voices.suggest(role, language)

    def speak(self, utterance: Utterance) -> Speech:
        """Return the sound of ``utterance``.

        Text with neither letters nor digits gives next to nothing. Raises ``VoiceError``, with the
        text, when there is no such voice, or the program hangs, dies, or writes no sound, half a
        file, or too little for the text.
        """
        speaker = self._program.voices.speaker(utterance.voice)
        try:
            spoken = [
                (self._spoken(part.text, speaker, utterance), part.pause)
                for part in parts(utterance.spoken, self._program.characters or _UNKNOWN)
            ]
            speech = joined(spoken) if spoken else NOTHING
        except ProgramError as error:
            raise self._unspeakable(utterance, f"{self._called}: {error}.") from error
        except VoiceError as error:
            raise self._unspeakable(utterance, f"{self._called}: {error.what}") from error
        return transposed(speech, utterance.pitch) if self._program.paced else speech

    def close(self) -> None:
        """Hold nothing, let go of nothing."""

    # ------------------------------------------------------------------------ one run

    def _spoken(self, text: str, speaker: Speaker, utterance: Utterance) -> Speech:
        program = self._program
        writable = self._writable(text)
        with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            sound, written = folder / "speech.wav", folder / "text.txt"
            body = writable.encode(program.encoding, "replace")
            if program.uses("textfile"):
                written.write_bytes(body + b"\n")
            values = self._values(writable, speaker, utterance)
            values |= {"output": str(sound), "textfile": str(written)}
            quiet = program.uses("text") or program.uses("textfile")
            ended = run(
                (self._path(), *filled(program.run, values, speaker.arguments)[1:]),
                self._environment,
                program.timeout,
                text=b"" if quiet else body + b"\n",
                folder=folder,
                writes=sound if program.uses("output") else None,
            )
            heard = _heard(ended, sound if program.uses("output") else None)
        rate = pace_for(utterance.rate, utterance.pitch) if program.paced else speaker.natural
        wrong = lacking(heard, text, max(rate, speaker.natural))
        if wrong:
            raise ProgramError(wrong)
        return heard

    def _writable(self, text: str) -> str:
        """Return ``text`` as the program's encoding can hold it and its notation leaves it alone.

        Raises ``ProgramError`` when nothing is left of it.
        """
        writable = plain(text)
        for old, new in self._program.replaced:
            writable = writable.replace(old, new)
        writable = spelt(writable, self._program.encoding)
        if not any(map(str.isalnum, writable)):
            raise ProgramError(f"nothing of the text can be written in {self._program.encoding}")
        return writable

    def _values(self, text: str, speaker: Speaker, utterance: Utterance) -> dict[str, str]:
        """Return what goes in place of the names in the argument list, but for files."""
        pace = pace_for(utterance.rate, utterance.pitch)
        language = speaker.voice.language
        return {
            "text": text,
            "voice": speaker.called,
            "language": language if language != "mul" else language_tag(utterance.language),
            "rate": str(self._program.figure(pace)),
            "speed": f"{pace / speaker.natural:.3f}",
            "stretch": f"{speaker.natural / pace:.3f}",
        }

    # ------------------------------------------------------------------------ the program

    @property
    def _called(self) -> str:
        return Path(self._program.run[0]).name if self._program.run else self.name

    def _found(self) -> str | None:
        return shutil.which(self._program.run[0], path=self._environment.get("PATH", os.defpath))

    def _path(self) -> str:
        status = self.status()
        found = self._found() if self._program.run else None
        if not status.ok or found is None:
            raise ProgramError(status.detail)
        return found

    def _digests(self) -> dict[str, str]:
        """Return a digest of the program and of each file the argument list names."""
        named = [self._found() or ""] if self._program.run else []
        named += [argument for argument in self._program.run[1:] if not argument.startswith("-")]
        digests = (_digest(Path(name)) for name in named if name)
        return {f"{place}": digest for place, digest in enumerate(digests) if digest}

    def _release(self) -> str:
        """Return what the program says of its version; nothing, if it does not."""
        found = self._found() if self._program.run else None
        if found is None or not self._program.version:
            return ""
        try:
            ended = run((found, *self._program.version), self._environment, _RELEASE_SECONDS)
        except ProgramError:
            return ""
        return hashlib.sha256(ended.output + ended.messages.encode()).hexdigest()[:16]

    def _unspeakable(self, utterance: Utterance, why: str) -> VoiceError:
        error = VoiceError(
            f"This could not be spoken: {why} The text: {shown(utterance.spoken)}",
            where=f"{self.name}, {utterance.voice}",
            remedy="Try the program by hand, or choose another voice or engine.",
        )
        error.engine = self.name
        return error


def _heard(ended: Ended, sound: Path | None) -> Speech:
    """Return what a program wrote; ``ProgramError`` or ``VoiceError`` when it is no sound."""
    if ended.code:
        how = f"exit code {ended.code}" if ended.code > 0 else f"signal {-ended.code}"
        raise ProgramError(f"it failed ({how}){_last_line(ended.messages)}")
    content = _content(sound) if sound else ended.output
    if not content:
        raise ProgramError(f"it wrote no sound{_last_line(ended.messages)}")
    if sound_kind(content) is None:
        raise ProgramError(
            f"it wrote no sound but {shown(content[:80].decode('utf-8', 'replace'))}"
        )
    try:
        return read_sound(content)
    except NotWholeError as error:
        raise ProgramError(f"it wrote half a sound file ({len(content)} bytes)") from error


def _content(file: Path) -> bytes:
    if not file.is_file() or file.is_symlink():
        return b""
    with file.open("rb") as opened:
        return opened.read(LARGEST)


def _last_line(messages: str) -> str:
    """Return a program's last message as the end of a sentence."""
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    if not lines:
        return ""
    return ", saying " + shown("".join(one if one.isprintable() else " " for one in lines[-1]))


def _digest(file: Path) -> str | None:
    try:
        if not file.is_file():
            return None
        size = file.stat().st_size
        if size > _HASHED:
            return f"{size} bytes"
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()[:16]
    except (OSError, ValueError):
        return None
