"""Artwork: a cover directories take, from any title and from a person's own image."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from publishing import HOSTILE, SHOW, put

from briefing import publish
from briefing.errors import UsageError
from briefing.publish.artwork import COVER_LIMIT, SMALL_LIMIT, draw_cover, draw_small
from briefing.publish.cover import convert_cover
from briefing.publish.lettering import lettering


def opened(body: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(body))
    picture.load()
    return picture


def luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    linear = [
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
        for c in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("title", ["Briefing", "Ünïcödé & Łódź", "Новости", *HOSTILE])
def test_a_cover_is_what_directories_ask_for(title: str) -> None:
    body, small = draw_cover(title), draw_small(title)
    picture = opened(body)
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert picture.width == picture.height
    assert 1400 <= picture.width <= 3000
    assert len(body) < COVER_LIMIT
    assert opened(small).size == (600, 600)
    assert len(small) < SMALL_LIMIT


def test_a_cover_is_the_same_each_time_and_another_for_another_title() -> None:
    from briefing.publish import artwork

    first = draw_cover("Briefing")
    artwork._drawn.cache_clear()
    assert draw_cover("Briefing") == first
    assert draw_cover("Briefings") != first


@pytest.mark.parametrize("number", range(12))
def test_the_title_stands_out_from_the_paper(number: int) -> None:
    picture = opened(draw_cover(f"Show {number}"))
    paper = picture.getpixel((5, 5))
    assert isinstance(paper, tuple)
    red, green, blue = paper[:3]
    assert (1.05) / (luminance((int(red), int(green), int(blue))) + 0.05) > 7


def ink(title: str) -> int:
    mask = lettering(title, 1500, 130, 640)
    assert mask is not None
    assert mask.getbbox() is not None
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    assert left >= 100
    assert top >= 60
    assert right <= 1400
    assert bottom <= 130 + 640 + 60
    return sum(n * count for n, count in enumerate(mask.histogram()))


def test_accents_are_set_and_titles_fit_their_box() -> None:
    for plain, accented in (("cafe", "café"), ("Lodz", "Łódź"), ("facade", "façade")):
        assert ink(accented) > ink(plain) * 1.01
    ink("Donaudampfschifffahrtsgesellschaftskapitän")
    ink("a very long title of a show " * 4)


def test_a_title_the_font_cannot_set_is_not_set() -> None:
    assert lettering("Новости", 1500, 130, 640) is None
    assert lettering("日本語", 1500, 130, 640) is None
    assert lettering("🎧", 1500, 130, 640) is None
    assert lettering("🎧 News", 1500, 130, 640) is not None


# ------------------------------------------------------------------------------ one's own


def saved(path: Path, picture: Image.Image, kind: str = "PNG", **options: object) -> Path:
    picture.save(path, kind, **options)
    return path


@pytest.mark.parametrize(
    ("size", "mode", "side"),
    [
        ((1400, 1400), "RGB", 1400),
        ((3600, 3600), "RGB", 3000),
        ((2000, 1500), "L", 1500),
        ((1500, 4000), "RGBA", 1500),
        ((1600, 1600), "P", 1600),
        ((1500, 1500), "CMYK", 1500),
    ],
)
def test_ones_own_image_becomes_a_cover(
    tmp_path: Path, size: tuple[int, int], mode: str, side: int
) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    path = saved(tmp_path / "cover", Image.new(mode, size), kind)
    picture = opened(convert_cover(path))
    assert (picture.size, picture.mode, picture.format) == ((side, side), "RGB", "JPEG")


def test_a_busy_image_is_made_small_enough(tmp_path: Path) -> None:
    noise = Image.effect_noise((2400, 2400), 120).convert("RGB")
    body = convert_cover(saved(tmp_path / "noise.png", noise, compress_level=1))
    assert len(body) < COVER_LIMIT
    assert opened(body).width >= 1400


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be ``width`` by ``height``."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(99))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "image"),
        (b"GIF89a" + bytes(99), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "image"),
        (bomb(100, 100), "too small"),
        (bomb(60_000, 60_000), "too large|exceeds limit"),
        (bomb(2000, 2000), "image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image"),
    ],
)
def test_an_image_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, body: bytes, word: str
) -> None:
    path = tmp_path / "cover.png"
    path.write_bytes(body)
    with pytest.raises(UsageError, match=word) as caught:
        convert_cover(path)
    assert caught.value.where == str(path)
    assert "--cover" in caught.value.remedy


@pytest.mark.parametrize("name", ["missing.png", ".", "nul\0.png"])
def test_a_cover_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="--cover"):
        convert_cover(tmp_path / name)


def test_the_cover_is_kept_until_title_or_image_change(tmp_path: Path) -> None:
    output = tmp_path / "out"
    put(output)
    drawn = publish.show_cover(SHOW, output)
    assert (output / drawn.files.image.name).read_bytes() == drawn.image
    path = saved(tmp_path / "mine.png", Image.new("RGB", (1400, 1400), "teal"))
    show = replace(SHOW, cover=path)
    mine = publish.show_cover(show, output)
    assert mine.image != drawn.image
    put(output, show)
    assert publish.show_cover(show, output) == mine
    assert {p.name for p in output.glob("cover*")} == {
        mine.files.image.name,
        mine.files.small.name,
    }
    (output / mine.files.small.name).write_bytes(b"damaged")
    assert publish.show_cover(show, output) == mine, "made again"
