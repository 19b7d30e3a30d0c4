"""eSpeak NG asked what it would say: the phonemes of a text, in IPA, from the wheel's library."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

_RATE = 1
_SYNCHRONOUS, _DO_NOT_EXIT, _UTF8, _PHONEMES, _IPA = 2, 0x8000, 1, 0x100, 3


class Trace:
    """The library, opened once; ``folder`` is where its trace goes."""

    def __init__(self, folder: Path) -> None:
        import espeakng_loader

        self._file = folder / "trace.txt"
        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        assert self._library.espeak_Initialize(_SYNCHRONOUS, 1000, data, _DO_NOT_EXIT) > 0
        self._library.espeak_SetParameter(_RATE, 450, 0)  # the less sound, the sooner
        taken = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        self._callback = taken(lambda pcm, count, events: 0)
        self._library.espeak_SetSynthCallback(self._callback)
        self._c = ctypes.CDLL(None)
        self._c.fopen.restype = ctypes.c_void_p
        self._c.fclose.argtypes = [ctypes.c_void_p]

    def ipa(self, text: str, voice: str) -> str:
        """Return the IPA of a text, in which ``[[...]]`` holds mnemonics."""
        assert self._library.espeak_SetVoiceByName(voice.encode()) == 0, voice
        stream = self._c.fopen(bytes(self._file), b"w")
        self._library.espeak_SetPhonemeTrace(_IPA, ctypes.c_void_p(stream))
        raw = text.encode()
        size = ctypes.c_size_t(len(raw) + 1)
        self._library.espeak_Synth(raw, size, 0, 1, 0, _UTF8 | _PHONEMES, None, None)
        self._library.espeak_SetPhonemeTrace(0, None)
        self._c.fclose(stream)
        return self._file.read_text("utf-8").strip()

    def close(self) -> None:
        """Let go of the library's memory."""
        self._library.espeak_Terminate()
