"""Bytes to clean text: what encoding they are in, and which characters may stay.

Order of evidence: byte order mark, strict UTF-8, the NUL pattern of UTF-16 and UTF-32, what the
sender or the text itself declares, then charset-normalizer's detection. What comes out is NFC,
holds only characters XML 1.0 allows, and has no invisible ones, so no later step has to think of
them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from briefing.errors import SourceError
from briefing.model import Notice, Source


class Decoded(NamedTuple):
    """Clean text and what had to be done to get it."""

    text: str
    notices: tuple[Notice, ...]


_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"ID3", "an MP3"),
    (b"\xff\xfb", "an MP3"),
    (b"OggS", "an Ogg media file"),
    (b"fLaC", "a FLAC audio file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text (RTF) document"),
)

_ZIPPED = ((b"mimetypeapplication/epub", "an EPUB book"), (b"word/", "a Word document"))

_MARKED_UP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(!doctype|[a-z]+)", re.I | re.S
)

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MOST_BROKEN = 0.01
"""Share of undecodable places above which a text is refused rather than mended."""

_PROBE = 64 * 1024


LARGEST = 4 * 1024 * 1024
"""Bytes of text; a voice needs seventy hours for as much, so more is a mistake and no article."""


def decode(source: Source, declared: tuple[str, ...] = (), *, markup: bool = False) -> Decoded:
    """Return the clean text of ``source``.

    ``declared`` are the names of character sets the text itself states, likeliest first; the one
    in the media type goes before them. Only with ``markup`` may it be a page or other XML. A few
    broken bytes become U+FFFD, with a notice; so do removed control characters. Raises
    ``SourceError`` naming the source when it is empty, larger than :data:`LARGEST`, no text
    (naming what it looks like), or broken in too many places to be read out.
    """
    if len(source.body) > LARGEST:
        raise _refused(
            source, "This is more than 4 MB of text.", "Give the article's text alone, or a part."
        )
    if not source.body.strip(b" \t\r\n\0"):
        raise _refused(source, "There is nothing in it.", "Give a file with an article in it.")
    _refuse_binary(source, markup=markup)
    text, broken = _decoded(source, (*_sent_charset(source), *declared))
    cleaned, removed = clean(text)
    notices = []
    if broken:
        notices.append(
            Notice("undecodable", f"{broken} undecodable bytes were replaced.", source.origin)
        )
    if removed:
        notices.append(
            Notice("control-characters", f"{removed} control characters removed.", source.origin)
        )
    return Decoded(cleaned, tuple(notices))


def probe(source: Source) -> str:
    """Return the beginning of the source as text, best effort; never raises. For ``claims``."""
    head = source.body[:4096]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").replace("\r\n", "\n")
    return head.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _refused(source: Source, what: str, remedy: str) -> SourceError:
    return SourceError(what, where=source.origin, remedy=remedy)


def _refuse_binary(source: Source, *, markup: bool) -> None:
    kind = _kind_of(source.body) or (None if markup else _marked_up(source.body))
    if kind:
        raise _refused(
            source,
            f"This looks like {kind}, which is not read as text.",
            "Name the file for what it is, or save its text as plain text and give that.",
        )


def _kind_of(body: bytes) -> str | None:
    """Return what the bytes are when they are plainly no text of ours, by signature or density."""
    if body.startswith(tuple(mark for mark, _ in _BOMS)):
        return None
    for mark, name in _SIGNATURES:
        if body.startswith(mark) and not (mark.isalnum() and _is_utf8(body[:512])):
            return name
    if body.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _ZIPPED if mark in body[:4096]), "a zip archive")
    return "a binary file" if _is_dense(body) else None


def _marked_up(body: bytes) -> str | None:
    """Return what the bytes are when they begin as a page or another XML document."""
    match = _MARKED_UP.match(body[:2048])
    if match and match[1].lower() in (b"!doctype", b"html", b"head", b"body"):
        return "a web page (HTML)"
    return "an XML document" if match and body.lstrip().startswith(b"<?xml") else None


def _is_dense(body: bytes) -> bool:
    """Tell whether more of the bytes are control codes than any text in a known encoding has."""
    head = body[:_PROBE]
    controls = sum(head.count(code) for code in _CONTROL_BYTES)
    return _wide_encoding(body) is None and controls > 0.1 * len(head)


_CONTROL_BYTES = tuple(bytes([code]) for code in range(32) if code not in (9, 10, 12, 13, 27))


def _is_utf8(head: bytes) -> bool:
    """Tell whether the head reads as UTF-8 text: "ID3 tags" is also how a sentence can begin."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


def _wide_encoding(body: bytes) -> str | None:
    """Return UTF-16 or UTF-32 when NUL bytes stand where ASCII text in it would have them."""
    head = body[:_PROBE]
    if len(head) < 4:
        return None
    shares = [head[place::4].count(0) / max(1, len(head[place::4])) for place in range(4)]
    high = [share > 0.7 for share in shares]
    low = [share < 0.2 for share in shares]
    if len(body) % 4 == 0 and all(high[1:]) and low[0]:
        return "utf-32-le"
    if len(body) % 4 == 0 and all(high[:3]) and low[3]:
        return "utf-32-be"
    if high[1] and high[3] and low[0] and low[2]:
        return "utf-16-le"
    if high[0] and high[2] and low[1] and low[3]:
        return "utf-16-be"
    return None


def media_type(source: Source) -> str:
    """Return the media type the sender gave, lower case and without parameters; "" if none."""
    return (source.media_type or "").partition(";")[0].strip().lower()


_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


def _sent_charset(source: Source) -> tuple[str, ...]:
    return tuple(_CHARSET.findall(source.media_type or "")[:1])


def _decoded(source: Source, declared: tuple[str, ...]) -> tuple[str, int]:
    body = source.body
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _mended(source, body[len(mark) :], encoding)
    wide = _wide_encoding(body)
    if wide:
        return _mended(source, body, wide)
    try:
        return body.decode("utf-8"), 0
    except UnicodeDecodeError as error:
        mostly = _mostly_utf8(body) or _as_declared(body, declared)
        return mostly or _detected(source, error)


def _mostly_utf8(body: bytes) -> tuple[str, int] | None:
    """Return a UTF-8 text with a few broken bytes; ``None`` if it is something else."""
    multibyte = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", body))
    replaced = body.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    fine = broken <= max(1, MOST_BROKEN * len(body)) and multibyte > 2 * broken
    return (replaced, broken) if fine else None


def _as_declared(body: bytes, declared: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the text in the first declared encoding that is true of it, if one is."""
    for name in declared:
        try:
            text = body.decode(_WEB_NAMES.get(name.lower(), name))
        except (LookupError, UnicodeError):  # unknown, no text encoding, or not the true one
            continue
        if _looks_written(text):
            return text, 0
    return None


_WEB_NAMES = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"),
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
"""What a declared name means on the web (WHATWG Encoding Standard, section 4.2)."""


def _mended(source: Source, body: bytes, encoding: str) -> tuple[str, int]:
    text = body.decode(encoding, "replace")
    broken = text.count("\ufffd") - body.count("\ufffd".encode(encoding))
    if broken > max(3, MOST_BROKEN * len(text)):
        raise _refused(
            source,
            f"This is not readable as {encoding.upper()}: {broken} places are broken.",
            "Save it again as UTF-8.",
        )
    return text, max(0, broken)


def _detected(source: Source, error: UnicodeDecodeError) -> tuple[str, int]:
    """Return the text in the encoding that detection finds; raises ``SourceError`` if none."""
    body = source.body
    from charset_normalizer import from_bytes  # only here: most texts are UTF-8

    guess = from_bytes(body[: 8 * _PROBE]).best()
    encoding = guess.encoding if guess else "cp1252"
    text = body.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(1, MOST_BROKEN * len(text)) or not _looks_written(text):
        raise _refused(
            source, "Its characters cannot be decoded.", "Save it again as UTF-8."
        ) from error
    return text, lost


def _looks_written(text: str) -> bool:
    """Tell text from bytes that merely decode: of what is not blank, most is letters."""
    head = text[:_PROBE]
    inked = sum(not character.isspace() for character in head)
    written = sum(character.isalpha() for character in head)
    controls = len(_NOT_XML.findall(head))
    return written >= 0.5 * inked and controls <= 0.02 * len(head)


# ------------------------------------------------------------------------------- cleaning

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
"""What XML 1.0 (section 2.2) forbids, and the controls it discourages (C1 but for NEL)."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Soft hyphens, bidirectional controls, zero-width spaces, variation selectors, tags, marks."""

_JOINERS = re.compile("[\u200c\u200d]+")
_JOINING_SCRIPTS = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\f\v]")


def clean(text: str) -> tuple[str, int]:
    """Return ``text`` in NFC with line feeds and visible characters only, and how many control
    characters, lone surrogates and noncharacters were taken out on the way."""
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text, removed = _NOT_XML.subn("", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub(_kept_joiner, text)
    text = _SPACES.sub(" ", text)
    return unicodedata.normalize("NFC", text), removed


def _kept_joiner(match: re.Match[str]) -> str:
    """Keep one joiner after a letter of a script that is written with them; drop the others."""
    before = match.string[match.start() - 1 : match.start()]
    return match[0][0] if before and _JOINING_SCRIPTS.match(before) else ""
