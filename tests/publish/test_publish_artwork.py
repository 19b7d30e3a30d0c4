"""Artwork: a cover directories take, drawn from any title or made of a person's own image."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from publishing import HOSTILE, SHOW, put

from briefing import publish
from briefing.errors import UsageError
from briefing.publish.artwork import drawing as artwork
from briefing.publish.artwork import own_image
from briefing.publish.artwork.bare import bare_jpeg, bare_png
from briefing.publish.artwork.breaking import joined, pieces, shown
from briefing.publish.artwork.drawing import (
    COVER_LIMIT,
    SMALL_LIMIT,
    draw_cover,
    draw_episode,
    draw_small,
)
from briefing.publish.artwork.lettering import Box, _fitted, initials, lettering, monogram
from briefing.publish.artwork.own_image import OwnImage, read_image
from briefing.publish.artwork.palette import (
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    palette,
    parsed,
)
from briefing.publish.artwork.typeface import BOLD
from briefing.publish.cover import episode_image, show_cover

COLOURS = ("#000000", "#ffffff", "#ffee00", "#777777", "#1c4f9c", "#e4002b")

TITLES = (
    "Briefing",
    "The Long Read from the Harbour and Hill Gazette",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Łódź w środę",
    "Новости дня",
    "Ειδήσεις",
    "日本語ニュース",
    "أخبار اليوم",
    "🎧",
    "",
    "BBC",
)


def opened(body: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(body))
    picture.load()
    return picture


def check_picture(body: bytes, limit: int, side: int) -> Image.Image:
    """Check what any directory asks of a picture, and that its file holds nothing else."""
    picture = opened(body)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (side, side))
    assert len(body) < limit
    assert not set(picture.info) & {"icc_profile", "exif", "comment"}
    return picture


def outline(picture: Image.Image) -> int:
    """Return how many neighbours at the size of an app's list differ as shapes must (3 to 1)."""
    small = picture.resize((55, 55), Image.Resampling.LANCZOS)
    pixels = [small.getpixel((n % 55, n // 55)) for n in range(55 * 55)]
    pairs = [(n, n + 1) for n in range(55 * 55) if n % 55 < 54]
    pairs += [(n, n + 55) for n in range(55 * 54)]
    return sum(contrast(pixels[one], pixels[two]) >= SHAPE_CONTRAST for one, two in pairs)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ drawn


@pytest.mark.parametrize("title", TITLES)
def test_a_cover_is_what_directories_ask_for_and_known_at_the_size_of_a_list(title: str) -> None:
    picture = check_picture(draw_cover(title), COVER_LIMIT, 3000)
    small = check_picture(draw_small(title), SMALL_LIMIT, 600)
    # as much outline as a square has whose side is a quarter of the picture's
    assert outline(picture) >= 55
    assert outline(small) >= 55


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.none() | st.sampled_from(COLOURS))
def test_any_title_in_any_colour_gives_a_cover(title: str, colour: str | None) -> None:
    picture = check_picture(draw_cover(title, colour), COVER_LIMIT, 3000)
    check_picture(draw_small(title, colour), SMALL_LIMIT, 600)
    assert outline(picture) >= 55


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_give_pictures_of_episodes(title: str) -> None:
    picture = check_picture(draw_episode(SHOW.title, title), COVER_LIMIT, 1500)
    check_picture(draw_episode(title, SHOW.title), COVER_LIMIT, 1500)
    assert outline(picture) >= 55


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_episode_of_any_show_gets_a_picture(show: str, title: str) -> None:
    check_picture(draw_episode(show, title), COVER_LIMIT, 1500)


def test_a_cover_is_the_same_each_time_and_another_for_another_title_or_colour() -> None:
    first = draw_cover("Briefing")
    artwork._drawn.cache_clear()
    assert draw_cover("Briefing") == first
    assert draw_cover("Briefings") != first
    assert draw_cover("Briefing", "#1c4f9c") != first


@pytest.mark.parametrize("colour", COLOURS)
def test_the_ground_is_the_colour_asked_for(colour: str) -> None:
    shown = opened(draw_small("Briefing", colour)).getpixel((5, 5))
    assert isinstance(shown, tuple)
    assert all(abs(int(a) - b) <= 3 for a, b in zip(shown, parsed(colour), strict=True))


def test_an_episode_has_the_colours_of_its_show_and_a_pattern_of_its_own() -> None:
    def corner(body: bytes) -> tuple[int, ...]:
        pixel = opened(body).resize((100, 100)).getpixel((2, 2))
        assert isinstance(pixel, tuple)
        return pixel

    first, other = (draw_episode("Briefing", title) for title in ("One", "Two"))
    assert first != other
    assert corner(first) == corner(other)
    assert all(
        abs(a - b) <= 3 for a, b in zip(corner(first), corner(draw_cover("Briefing")), strict=True)
    )


def test_a_word_that_is_no_colour_is_refused() -> None:
    for word in ("red", "#12345", "#12345g", "#1234567", ""):
        with pytest.raises(ValueError, match=r"colour|hex"):
            draw_cover("Briefing", word)


# ------------------------------------------------------------------------------ colours


@settings(max_examples=400)
@given(
    st.binary(min_size=32, max_size=32), st.none() | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
)
def test_letters_and_shapes_stand_out_whatever_the_colour(seed: bytes, ground: str | None) -> None:
    colours = palette(seed, ground)
    if ground:
        assert colours.ground == parsed(ground)
    assert contrast(colours.ink, colours.ground) >= TEXT_CONTRAST
    assert contrast(colours.accent_ink, colours.accent) >= TEXT_CONTRAST
    assert contrast(colours.accent, colours.ground) >= SHAPE_CONTRAST
    assert contrast(colours.second, colours.ground) >= SHAPE_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), (118, 118, 118)) == pytest.approx(4.54, abs=0.005)


# ------------------------------------------------------------------------------ letters

BOX = Box(180, 180, 2640, 1230, 1110)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(codec="latin-1") | st.characters(min_codepoint=0x370, max_codepoint=0x4FF),
        max_size=120,
    )
)
def test_a_title_that_is_set_stays_between_the_margins(title: str) -> None:
    mask = lettering(title, 3000, BOX)
    if mask is None:
        return
    left, top, right, bottom = mask.getbbox() or (180, 180, 180, 180)
    # accents may rise above the capitals, and the foot of a j reach out to the left
    assert left >= 60
    assert top >= 60
    assert right <= 2940
    assert bottom <= 1500


@pytest.mark.parametrize("title", ["Łódź żółć", "Ünïcödé", "Новости", "Ειδήσεις", "Việt Nam", "ß"])
def test_letters_of_latin_cyrillic_and_greek_are_set(title: str) -> None:
    assert lettering(title, 3000, BOX) is not None


@pytest.mark.parametrize("words", range(1, 21))
def test_a_title_of_up_to_twenty_words_is_set_whole(words: int) -> None:
    title = " ".join(("harbour ferry council lamps " * 5).split()[:words])
    lines, _ = _fitted(tuple(title.split()), BOX, BOLD)
    assert " ".join(lines) == title


def test_a_page_for_a_title_ends_in_an_ellipsis() -> None:
    lines, size = _fitted(("harbour", "ferry") * 100, BOX, BOLD)
    assert lines[-1].endswith("…")
    assert len(lines) * size <= BOX.height


def test_accents_are_drawn_composed_or_not() -> None:
    def ink(title: str) -> int:
        mask = lettering(title, 3000, Box(180, 180, 2640, 1230, 300))
        assert mask is not None
        return mask.histogram()[255]

    for plain, accented, apart in (
        ("cafe", "café", "cafe\u0301"),
        ("Zolc", "Żółć", "Z\u0307o\u0301łc\u0301"),
    ):
        assert ink(accented) > ink(plain) * 1.01
        assert ink(accented) == ink(apart)


@pytest.mark.parametrize(
    "title", ["日本語", "أخبار", "שלום", "🎧", "Новости 日本", "!", "", "a\u20d7"]
)
def test_a_title_the_font_cannot_set_is_not_set(title: str) -> None:
    assert lettering(title, 3000, BOX) is None
    assert lettering(f"{title} 🎧", 3000, BOX) is None


def test_a_picture_beside_words_is_passed_over() -> None:
    plain, decorated = (lettering(title, 3000, BOX) for title in ("News", "🎧 News\ufe0f"))
    assert plain is not None
    assert decorated is not None
    assert plain.tobytes() == decorated.tobytes()


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("Briefing", "B"),
        ("the long read", "L"),
        ("Die Zeit", "Z"),
        ("The", "T"),
        ("BBC", "B"),
        ("BBC News", "BBC"),
        ("99 Percent", "99"),
        ("“Quoted” words", "Q"),
        ("łódź", "Ł"),
        ("ßtrange", "ß"),
        ("!", ""),
        ("", ""),
    ],
)
def test_the_initial_is_what_one_would_call_it_by(title: str, letters: str) -> None:
    assert initials(title) == letters
    mask = monogram(letters, 300)
    assert (mask is not None) == bool(letters)
    if mask:
        left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
        assert abs((left + right) / 2 - 150) <= 2
        assert abs((top + bottom) / 2 - 150) <= 2


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Briefing", "Briefing"),
        ("Wirtschaftsnachrichten", "Wirtschafts-nachrichten"),
        ("Arbeitsmarktforschungsinstitut", "Arbeitsmarkt-forschungs-institut"),
        (
            "Donaudampfschifffahrtsgesellschaftskapitän",
            "Donaudampf-schifffahrts-gesellschafts-kapitän",
        ),
        ("Antidisestablishmentarianism", "Antidisestab-lishmen-tarianism"),
    ],
)
def test_a_long_word_is_parted_between_syllables(word: str, parts: str) -> None:
    assert "".join(shown(piece) for piece in pieces(word)) == parts


@given(
    st.text(min_size=1, max_size=200).filter(lambda text: "-" not in text and "\u00ad" not in text)
)
def test_the_pieces_of_a_word_are_the_word(word: str) -> None:
    whole = ""
    for piece in pieces(word):
        assert 1 <= len(piece) <= 15
        whole = joined(whole, piece) if whole else piece
    assert whole == word


# ------------------------------------------------------------------------------ one's own


def saved(path: Path, picture: Image.Image, kind: str = "PNG", **options: object) -> Path:
    picture.save(path, kind, **options)
    return path


def made(path: Path) -> OwnImage:
    return own_image.own_image(read_image(path), str(path))


def photo(width: int, height: int) -> Image.Image:
    """Return a picture whose four corners are told apart."""
    picture = Image.new("RGB", (width, height), "white")
    for place, colour in (((0, 0), "red"), ((1, 0), "lime"), ((0, 1), "blue"), ((1, 1), "black")):
        corner = (place[0] * (width - width // 2), place[1] * (height - height // 2))
        picture.paste(colour, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    return picture


def near(
    body: bytes, place: tuple[float, float], colour: tuple[int, int, int], by: int = 6
) -> bool:
    picture = opened(body)
    pixel = picture.getpixel((int(place[0] * picture.width), int(place[1] * picture.height)))
    assert isinstance(pixel, tuple)
    return all(abs(int(a) - b) <= by for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("size", "mode", "side"),
    [
        ((3600, 3600), "RGB", 3000),
        ((2000, 1500), "L", 1500),
        ((1500, 4000), "RGBA", 1500),
        ((1600, 1600), "LA", 1600),
        ((1600, 1600), "P", 1600),
        ((1400, 1400), "1", 1400),
        ((1500, 1500), "CMYK", 1500),
        ((1500, 1500), "I;16", 1500),
        ((4800, 3600), "JPEG", 3000),
    ],
)
def test_ones_own_image_becomes_a_cover(
    tmp_path: Path, size: tuple[int, int], mode: str, side: int
) -> None:
    kind = "JPEG" if mode in {"CMYK", "JPEG"} else "PNG"
    path = saved(tmp_path / "cover", Image.new("RGB" if mode == "JPEG" else mode, size), kind)
    result = made(path)
    check_picture(result.body, COVER_LIMIT, side)
    check_picture(result.small, SMALL_LIMIT, 600)
    assert result.type == "image/jpeg"
    cut = [notice.code for notice in result.notices]
    assert cut == ([] if size[0] == size[1] else ["image-cropped"])


def test_a_picture_is_cut_evenly_and_turned_as_the_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x8825] = {1: "N", 2: (59.0, 20.0, 0.0)}  # where it was taken
    path = saved(tmp_path / "photo.jpg", photo(2400, 1600), "JPEG", exif=exif, quality=95)
    body = made(path).body
    assert near(body, (0.1, 0.1), (0, 0, 255))
    assert near(body, (0.9, 0.1), (255, 0, 0))
    assert near(body, (0.9, 0.9), (0, 255, 0))
    check_picture(body, COVER_LIMIT, 1600)


def test_sixteen_bits_and_transparency_keep_their_look(tmp_path: Path) -> None:
    deep = Image.frombytes("I;16", (1400, 1400), struct.pack("<H", 0x8000) * 1400 * 1400)
    assert near(made(saved(tmp_path / "deep.png", deep)).body, (0.5, 0.5), (128, 128, 128))
    clear = Image.new("RGBA", (1400, 1400), (200, 0, 0, 0))
    assert near(made(saved(tmp_path / "clear.png", clear)).body, (0.5, 0.5), (255, 255, 255))


def test_colours_of_another_profile_are_brought_to_srgb(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    swapped = swapped_profile()
    path = saved(
        tmp_path / "swapped.png", Image.new("RGB", (1400, 1400), (255, 0, 0)), icc_profile=swapped
    )
    result = made(path)
    assert near(result.body, (0.5, 0.5), (0, 255, 0)), "the profile calls the first channel green"
    assert result.type == "image/jpeg", "not passed on with a profile that apps may ignore"
    for profile in (lab.tobytes(), b"no profile", swapped[:200]):
        path = saved(
            tmp_path / "odd.png", Image.new("RGB", (1400, 1400), (255, 0, 0)), icc_profile=profile
        )
        assert near(made(path).body, (0.5, 0.5), (255, 0, 0)), "what cannot be used is ignored"


def swapped_profile() -> bytes:
    """Return sRGB's profile under another name, with the primaries of red and green exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack_from(">I", profile, 128)[0]
    places = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green, name = (places[tag] for tag in (b"rXYZ", b"gXYZ", b"desc"))
    values = (profile[red + 4 : red + 12], profile[green + 4 : green + 12])
    profile[green + 4 : green + 12], profile[red + 4 : red + 12] = values
    start, length = struct.unpack_from(">II", profile, name + 4)
    text = bytes(profile[start : start + length])
    for plain in ("sRGB".encode("utf-16-be"), b"sRGB"):
        text = text.replace(plain, plain.replace(b"s", b"x"))
    profile[start : start + length] = text
    return bytes(profile)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 88}),
        ("JPEG", {"quality": 88, "progressive": True, "subsampling": 0}),
        ("JPEG", {"quality": 88, "restart_marker_rows": 2}),
        ("PNG", {}),
    ],
)
def test_what_is_right_already_is_published_as_it_is_but_for_its_metadata(
    tmp_path: Path, kind: str, options: dict[str, object]
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "our kitchen, from the back door"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "mine"
    saved(path, photo(1500, 1500), kind, exif=exif, icc_profile=srgb, **options)
    path.write_bytes(path.read_bytes() + b"and a secret")
    result = made(path)
    assert result.type == f"image/{kind.lower()}"
    assert opened(result.body).tobytes() == opened(path.read_bytes()).tobytes()
    for word in (b"kitchen", b"secret", b"Exif", b"acsp"):
        assert word not in result.body
    again = bare_jpeg(result.body) if kind == "JPEG" else bare_png(result.body)
    assert again == result.body


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(max_examples=200)
def test_damaged_files_are_not_taken_for_whole_ones(noise: bytes, cut: int) -> None:
    buffers = []
    for kind in ("JPEG", "PNG"):
        buffer = io.BytesIO()
        photo(40, 40).save(buffer, kind)
        buffers.append(buffer.getvalue())
    for body, bare in zip(buffers, (bare_jpeg, bare_png), strict=True):
        assert bare(noise) is None
        assert bare(body[: min(cut, len(body) - 3)]) is None
        found = bare(body[:cut] + noise + body[cut:])
        assert found is None or len(found) <= len(body) + len(noise)


def test_a_busy_image_is_made_smaller_before_it_is_made_ugly(tmp_path: Path) -> None:
    noise = Image.effect_noise((2400, 2400), 120).convert("RGB")
    body = made(saved(tmp_path / "noise.png", noise, compress_level=1)).body
    assert len(body) < COVER_LIMIT
    assert opened(body).width == 1400
    soft = noise.resize((400, 400)).resize((2900, 2900), Image.Resampling.BICUBIC)
    body = made(saved(tmp_path / "soft.png", soft, compress_level=1)).body
    assert 1400 < opened(body).width < 2900


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be ``width`` by ``height``."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(99))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def cut_short(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    photo(1500, 1500).save(buffer, kind, **options)
    return buffer.getvalue()[: len(buffer.getvalue()) // 2]


def moving(kind: str) -> bytes:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (1400, 1400), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "no image that can be used"),
        (b"These are words.", "no image that can be used"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "no image that can be used"),
        (b"GIF89a" + bytes(99), "GIF"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "HEIC"),
        (b"\0\0\0\x18ftypavif" + bytes(99), "AVIF"),
        (b"II*\0" + bytes(99), "TIFF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (bomb(1, 1), "too small"),
        (bomb(60_000, 60_000), "too large|exceeds limit"),
        (bomb(5000, 5000), "too large"),
        (bomb(2000, 2000), "no image that can be used"),
        (cut_short("PNG"), "no image that can be used"),
        (cut_short("JPEG"), "no image that can be used"),
        (cut_short("JPEG", progressive=True), "no image that can be used"),
        (cut_short("WEBP"), "no image that can be used"),
        (moving("PNG"), "moves"),
        (moving("WEBP"), "moves"),
    ],
)
def test_an_image_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, body: bytes, word: str
) -> None:
    path = tmp_path / "cover.png"
    path.write_bytes(body)
    with pytest.raises(UsageError, match=word) as caught:
        made(path)
    assert caught.value.where == str(path)
    assert "JPEG or PNG of 1400 to 3000" in caught.value.remedy


@pytest.mark.parametrize("name", ["missing.png", ".", "nul\0.png"])
def test_an_image_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="name of the image") as caught:
        made(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


# ------------------------------------------------------------------------------ kept


def test_the_cover_is_kept_until_title_colour_or_image_change(tmp_path: Path) -> None:
    output = tmp_path / "out"
    put(output)
    drawn = publish.show_cover(SHOW, output)
    assert (output / drawn.files.image.name).read_bytes() == drawn.image
    blue = publish.show_cover(replace(SHOW, colour="#1c4f9c"), output)
    assert blue.image != drawn.image
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


def test_a_png_is_named_and_told_as_one_and_its_small_one_is_a_jpeg(tmp_path: Path) -> None:
    path = saved(tmp_path / "mine.png", Image.new("RGB", (1400, 1400), "teal"))
    cover = show_cover(replace(SHOW, cover=path), tmp_path / "out")
    assert (cover.files.image.type, cover.files.image.name[-4:]) == ("image/png", ".png")
    assert (cover.files.small.type, cover.files.small.name[-4:]) == ("image/jpeg", ".jpg")
    assert (opened(cover.image).format, opened(cover.tag).format) == ("PNG", "JPEG")


def test_it_is_said_in_each_run_that_an_image_was_cut(tmp_path: Path) -> None:
    path = saved(tmp_path / "wide.png", photo(2000, 1400))
    show = replace(SHOW, cover=path)
    first = show_cover(show, tmp_path / "out")
    put(tmp_path / "out", show)
    assert [notice.code for notice in first.notices] == ["image-cropped"]
    assert show_cover(show, tmp_path / "out").notices == first.notices


def test_an_episode_has_a_drawn_picture_or_ones_own(tmp_path: Path) -> None:
    drawn = episode_image(SHOW, "Lamps on the harbour wall")
    assert drawn == episode_image(SHOW, "Lamps on the harbour wall")
    assert drawn.body == draw_episode(SHOW.title, "Lamps on the harbour wall")
    path = saved(tmp_path / "mine.jpg", photo(1600, 1500), "JPEG", quality=90)
    mine = episode_image(SHOW, "Lamps on the harbour wall", path)
    for image in (drawn, mine):
        assert image.file.name == f"image-{image.file.sha256[:8]}.jpg"
        assert image.file.bytes == len(image.body)
    assert [notice.code for notice in mine.notices] == ["image-cropped"]
