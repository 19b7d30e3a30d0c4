"""Which voices a folder holds: models of the families sherpa-onnx loads, told by their files.

A folder of a voice is laid out as its makers publish it. Piper's own form, ``X.onnx`` beside
``X.onnx.json``, may lie anywhere in it, many in one folder; the others have a folder each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from briefing.errors import VoiceError
from briefing.voice.neural import configuration, vocabulary
from briefing.voice.neural.onnxfile import OnnxFile, broken, described
from briefing.voice.neural.speakers import Speaker, language_of, speakers_of

Family = Literal["vits", "kokoro", "kitten", "matcha"]

_KINDS: Mapping[str, Family] = {
    "kokoro": "kokoro", "kitten-tts": "kitten", "matcha-tts": "matcha",
}  # fmt: skip
"""By the metadata's ``model_type``; any other speaks as VITS does."""

_SPELLING = ("piper", "coqui", "icefall", "Inflect")
"""What the metadata's comment holds if a VITS model takes phonemes from outside."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be loaded: its files and what is to be known before loading it."""

    name: str
    family: Family
    file: Path
    metadata: Mapping[str, str]
    """Of the file, and what is missing there."""
    missing: Mapping[str, str]
    """What the file itself lacks of it."""
    speakers: tuple[Speaker, ...]
    tokens: Path | None
    """The file of its symbols; ``None`` when they are made from ``symbols``."""
    symbols: Mapping[str, int]
    from_text: bool
    """Whether it takes text; if not, it takes phonemes."""
    letters: bool
    """Whether its phonemes are just the letters."""
    styles: Path | None
    vocoder: Path | None
    lexicons: tuple[Path, ...]
    rules: tuple[Path, ...]
    noise: tuple[float, float]
    """How lively it is: the spread of the voice's noise, and of the lengths'."""

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every file its sound depends on, in a stable order."""
        named = (self.file, self.tokens, self.styles, self.vocoder, *self.lexicons, *self.rules)
        beside = self.file.with_name(f"{self.file.name}.json")
        return tuple(path for path in (*named, beside) if path is not None and path.is_file())


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a folder of voices holds."""

    models: tuple[Model, ...]
    refused: Mapping[str, VoiceError]
    """By the name of a voice that is there but cannot be used: why."""


def shelf(folder: Path, beside: Path | None = None) -> Shelf:
    """Return the voices in ``folder`` and its sub-folders, by name.

    A folder that does not exist or may not be read holds none. What several voices share may lie in
    ``beside``, too.
    """
    models: dict[str, Model] = {}
    refused: dict[str, VoiceError] = {}
    for name, file in _found(folder):
        if name in models or name in refused:
            continue
        try:
            models[name] = _model(name, file, beside)
        except VoiceError as error:
            refused[name] = error
    return Shelf(tuple(models[name] for name in sorted(models)), refused)


def _found(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the main file of what looks like a voice."""
    yield from _in_folder(folder, outer=True)
    for inner in _listed(folder):
        if inner.is_dir() and not inner.name.startswith("."):
            yield from _in_folder(inner, outer=False)


def _in_folder(folder: Path, *, outer: bool) -> Iterator[tuple[str, Path]]:
    """Yield the models right in ``folder``: one is called as the folder, several as their files."""
    files = [path for path in _listed(folder) if path.suffix == ".onnx" and path.is_file()]
    piper = [path for path in files if path.with_name(f"{path.name}.json").is_file()]
    has_symbols = (folder / "tokens.txt").is_file()
    if len(piper) == 1 and (has_symbols or not outer):
        yield folder.resolve().name, piper[0]
    elif piper:
        yield from ((path.stem, path) for path in piper)
    elif has_symbols:
        speaking = [path for path in files if not _is_vocoder(path)]
        whole = [path for path in speaking if not path.stem.partition(".")[2]]
        yield from ((folder.resolve().name, path) for path in (whole or speaking)[:1])


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_vocoder(path: Path) -> bool:
    return path.name.startswith(("vocos", "hifigan"))


# ------------------------------------------------------------------------------ one model


def _model(name: str, file: Path, beside: Path | None) -> Model:
    """Return the model in ``file``; raises ``VoiceError`` when it lacks what a loader needs.

    The loader ends the process where these checks refuse.
    """
    if not name.isprintable() or name != name.strip():
        raise broken(file, "its name has characters that cannot be typed")
    seen = described(file)
    companion = file.with_name(f"{file.name}.json")
    said = configuration.read(companion) if companion.is_file() else {}
    missing = {} if "sample_rate" in seen.metadata else configuration.metadata(said, companion)
    metadata = dict(seen.metadata) | missing
    family = _KINDS.get(metadata.get("model_type", ""), "vits")
    _check(file, family, metadata, seen)
    tokens = file.with_name("tokens.txt")
    spelt = _is_spelt(family, metadata)
    symbols = _symbols(file, metadata, said, single=spelt and family == "vits")
    styles = _styles(file, family, metadata)
    accent = language_of(metadata, name)
    metadata |= {"voice": metadata.get("voice") or accent}
    speakers = speakers_of(name, family, metadata, said)
    if not speakers:
        raise broken(file, "none of its speakers has a language whose phonemes can be made here")
    return Model(
        name=name, family=family, file=file, metadata=metadata, missing=missing,
        speakers=speakers, symbols=symbols,
        tokens=tokens if tokens.is_file() else None, from_text=not spelt,
        letters=said.get("phoneme_type") == "text", styles=styles,
        vocoder=_vocoder(file, seen, metadata, beside) if family == "matcha" else None,
        lexicons=() if spelt else tuple(sorted(file.parent.glob("lexicon*.txt"))),
        rules=() if spelt else tuple(sorted(file.parent.glob("*.fst"))),
        noise=configuration.noise(said),
    )  # fmt: skip


_NEEDED: Mapping[Family, tuple[str, ...]] = {
    "vits": ("sample_rate", "n_speakers", "language", "comment"),
    "kokoro": ("sample_rate", "n_speakers", "style_dim"),
    "kitten": ("sample_rate", "n_speakers", "style_dim"),
    "matcha": ("sample_rate", "n_speakers", "use_eos_bos", "pad_id"),
}

_WORDS = frozenset({"language", "comment", "style_dim"})


def _check(file: Path, family: Family, metadata: Mapping[str, str], seen: OnnxFile) -> None:
    """Refuse a model whose metadata the loader would not take."""
    for key in _NEEDED[family]:
        value = metadata.get(key, "")
        number = value.isascii() and value.isdigit() and len(value) < 9
        if not value or not (number or key in _WORDS):
            raise broken(file, f"it does not say its {key}, as models for sherpa-onnx do")
    if not 8_000 <= int(metadata["sample_rate"]) <= 96_000:
        raise broken(file, f"{metadata['sample_rate'][:12]} Hz is no rate for speech")
    if not 0 <= int(metadata["n_speakers"]) < 10_000:
        raise broken(file, "so many speakers cannot be")
    if len(seen.inputs) < (2 if family == "vits" else 3):
        raise broken(file, "it takes too few inputs for a voice")
    if "melo" in metadata.get("comment", "") and metadata.get("version", "0") < "2":
        raise broken(file, "it is an old MeloTTS model, which sherpa-onnx no longer loads")


def _is_spelt(family: Family, metadata: Mapping[str, str]) -> bool:
    """Return whether phonemes are made for the model outside of it."""
    if family == "vits":
        comment = metadata.get("comment", "")
        return metadata.get("frontend") != "characters" and any(w in comment for w in _SPELLING)
    return metadata.get("voice", "en-us").partition("-")[0] not in {"zh", "zh en", "cmn"}


def _symbols(
    file: Path, metadata: Mapping[str, str], said: Mapping[str, Any], *, single: bool
) -> dict[str, int]:
    """Return the model's symbols; raises ``VoiceError`` where the loader would end the process."""
    tokens = file.with_name("tokens.txt")
    if tokens.is_file():
        symbols = vocabulary.read(tokens, single=single)
    else:
        symbols = configuration.symbols(said, file)
    comment = metadata.get("comment", "")
    marks = "," if "coqui" in comment else "_" if "Inflect" in comment else "_^$"
    if single and not set(marks) <= symbols.keys():
        raise broken(tokens, f"the marks {' '.join(marks)} are not among its symbols")
    return symbols


_ROWS = 400
"""Kokoro has a style for each length of a sentence; a longer one than it has ends the process."""


def _styles(file: Path, family: Family, metadata: Mapping[str, str]) -> Path | None:
    """Return the file of the speakers' styles, which must be exactly as long as it should."""
    if family not in {"kokoro", "kitten"}:
        return None
    styles = file.with_name("voices.bin")
    sizes = metadata["style_dim"].split(",")
    if len(sizes) != (3 if family == "kokoro" else 2) or not all(
        size.strip().isdigit() for size in sizes
    ):
        raise broken(file, "its style_dim makes no sense")
    wanted = 4 * int(metadata["n_speakers"])
    for size in sizes:
        wanted *= int(size)
    if family == "kokoro" and (int(sizes[1]) != 1 or int(sizes[0]) < _ROWS):
        raise broken(file, "its style_dim makes no sense")
    if not styles.is_file() or styles.stat().st_size != wanted or not wanted:
        raise broken(styles, f"it should be there and be {wanted} bytes long")
    return styles


def _vocoder(
    file: Path, seen: OnnxFile, metadata: Mapping[str, str], beside: Path | None
) -> Path | None:
    """Return the vocoder a Matcha model needs: beside it, or where its folder lies."""
    if seen.outputs[0] == "audio_output":
        return None
    folders = (file.parent, beside or file.parent.parent)
    for path in (path for folder in folders for path in _listed(folder)):
        if path.suffix == ".onnx" and _is_vocoder(path):
            said = described(path).metadata
            kind = said.get("model_type")
            fits = said.get("sample_rate", "22050") == metadata["sample_rate"]
            if kind in {"hifigan", "vocos", "matcha-tts vocos"} and fits:
                return path
    raise broken(file, "no vocoder (vocos-*.onnx or hifigan*.onnx) of its rate lies near it")
