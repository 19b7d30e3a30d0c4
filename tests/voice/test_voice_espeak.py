"""eSpeak NG as we drive it: its voices, its text, its word times, its files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import espeakng_loader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import VoiceError
from briefing.model import Pronunciation, Speech
from briefing.testing.engine import check_speech, semitones, sounding
from briefing.voice.espeak import BY_SEX, PARTS, Espeak
from briefing.voice.espeak import library as _libespeak
from briefing.voice.espeak.text import prepared

SENTENCE = "The minister said on Monday that the talks would go on."
WHEEL = Path(espeakng_loader.__file__).parent


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


def words(text: str, speech: Speech) -> list[str]:
    return [text[mark.offset : mark.offset + mark.length] for mark in speech.marks]


# ------------------------------------------------------------------------------ voices


@pytest.mark.parametrize(
    ("language", "base"),
    [
        ("en", "en-us"),
        ("en-gb", "en-us"),
        ("EN_au", "en-us"),
        ("de", "de"),
        ("de-at", "de"),
        ("pt", "pt"),
        ("pt-br", "pt-br"),
        ("fr", "fr-fr"),
        ("fr-ca", "fr-fr"),
        ("es-mx", "es-419"),
        ("zh", "cmn"),
        ("zh-hant-tw", "cmn"),
        ("zh-hk", "yue"),
        ("no", "nb"),
        ("nn", "nb"),
        ("sr-latn", "sr"),
        ("xx", "en-us"),
        ("", "en-us"),
        ("-", "en-us"),
    ],
)
def test_a_language_is_spoken_by_the_base_that_serves_it_best(
    espeak: Espeak, language: str, base: str
) -> None:
    for role, variant in PARTS.items():
        assert espeak.suggest(role, language).name == f"{base}+{variant}"


def test_the_three_parts_are_three_voices_and_the_host_and_questioner_differ_in_sex(
    espeak: Espeak,
) -> None:
    host, questioner, quote = (espeak.suggest(role, "en") for role in PARTS)
    assert (host.name, questioner.name) == ("en-us+klatt2", "en-us+f2")
    assert len({host.name, questioner.name, quote.name}) == 3
    assert (host.sex, questioner.sex) == ("male", "female")


def test_voices_are_listed_under_the_tag_people_use(espeak: Espeak) -> None:
    named = {voice.name: voice.language for voice in espeak.voices}
    assert (named["cmn+f2"], named["yue"], named["de"], named["haw"]) == (
        "zh-cmn", "zh-yue", "de", "haw",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("en-us", "en-us"),
        ("EN-US+KLATT2", "en-us+klatt2"),
        ("en+f2", "en-us+f2"),
        ("en-gb+f2", "en-gb+f2"),
        ("fr+f2", "fr-fr+f2"),
        ("zh", "cmn"),
        ("en-us+andy", "en-us+Andy"),
        ("female", "en-us+f2"),
        ("Male", "en-us+klatt2"),
        ("de+female", "de+f2"),
        ("EN-gb+male", "en-gb+klatt2"),
    ],
)
def test_a_voice_is_found_however_its_language_is_written(
    espeak: Espeak, written: str, name: str
) -> None:
    assert espeak.find(written).name == name


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("en-us+klat2", "en-us+klatt2"),
        ("klatt2", "en-us+klatt2"),
        ("en-uk", "en"),
        ("en-us+", ""),
        ("en-us+../../lang/gmw/de", ""),
        ("+f2", ""),
        ("en-us+Mr serious", ""),
        ("de+femal", "de+female"),
        ("femal", "female"),
        ("en-us+female9", "en-us+female"),
        ("en-us+female0", "en-us+female"),
    ],
)
def test_a_voice_that_does_not_exist_is_refused_with_near_names(
    espeak: Espeak, name: str, near: str
) -> None:
    with pytest.raises(VoiceError, match="no voice called") as caught:
        espeak.find(name)
    assert near in caught.value.remedy


@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_sex_means_voices_of_that_sex_the_clearest_first(espeak: Espeak, sex: str) -> None:
    """``female2`` is the second woman, and so on; each is another voice."""
    found = [espeak.find(f"fr+{sex}{place + 1}") for place in range(len(BY_SEX[sex]))]
    assert found[0] == espeak.find(f"fr+{sex}")
    assert {voice.sex for voice in found} == {sex}
    assert len({voice.name for voice in found}) == len(found) > 3


def test_every_variant_that_can_be_named_changes_the_sound(espeak: Espeak) -> None:
    """The library takes a variant it cannot load for none at all, and says nothing."""
    plain = espeak.speak("Hello.", "en-us", 150).pcm
    same = {
        variant
        for variant in espeak._variants.values()
        if espeak.speak("Hello.", f"en-us+{variant}", 150).pcm == plain
    }
    assert same == {"fast"}  # which only raises the limit of the rate


def test_every_language_speaks(espeak: Espeak) -> None:
    languages = {voice.name for voice in espeak.voices if "+" not in voice.name}
    assert len(languages) > 100
    own = {"chr-us-qaaa-x-west": "tsalagi", "cv": "Чӑваш чӗлхи", "sjn": "mellon"}
    for language in languages:
        speech = espeak.speak(own.get(language, "2 3"), f"{language}+klatt2", 150)
        assert speech.frames > 0.2 * 22_050, language


@pytest.mark.parametrize("language", ["fo", "kaa", "xex"])
def test_a_language_without_a_dictionary_is_not_offered(espeak: Espeak, language: str) -> None:
    """The library would say nothing at all in it."""
    assert espeak.suggest("host", language).name == "en-us+klatt2"
    with pytest.raises(VoiceError):
        espeak.find(language)


# ---------------------------------------------------------------------------- the text


def test_marks_are_the_words_where_they_are_heard(espeak: Espeak) -> None:
    text = "Naïve 😀 words, 1999 of them: “here”."
    speech = espeak.speak(text, "en-us+klatt2", 150)
    assert words(text, speech)[:4] == ["Naïve", "😀", "words", "1999"]
    assert speech.marks[0].start == 0
    assert all(a.start < b.start for a, b in zip(speech.marks, speech.marks[1:], strict=False))
    first = espeak.speak("Naïve", "en-us+klatt2", 150)
    assert abs(speech.marks[1].start - first.frames) < 0.3 * 22_050


@pytest.mark.parametrize(
    "notation",
    ["[[h@l'oU]]", "<speak>", "<break time='9s'/>", "&amp;", "<mark name='x'/>", "{x}"],
)
def test_notation_is_spoken_as_text(espeak: Espeak, notation: str) -> None:
    """Read as notation it would be silent or a phoneme or two; its letters take longer."""
    spoken = espeak.speak(notation, "en-us", 150).frames / 22_050
    assert spoken > 0.06 * sum(map(str.isalnum, notation))


def test_control_characters_are_blanks(espeak: Espeak) -> None:
    clean = espeak.speak("one two three", "en-us", 150)
    assert espeak.speak("one\x00two\x1bthree", "en-us", 150) == clean
    assert espeak.speak("one\ud800two\nthree", "en-us", 150) == clean


@pytest.mark.parametrize("text", ["", " ", "...", "—", ",,,"])
def test_nothing_to_say_is_next_to_no_sound(espeak: Espeak, text: str) -> None:
    speech = espeak.speak(text, "en-us+klatt2", 150)
    assert speech.frames < 0.05 * 22_050
    assert speech.marks == ()


@pytest.mark.parametrize(
    ("voice", "unit"),
    [("en-us", "7"), ("en-us", "x"), ("de", "donau"), ("th", "กา"), ("ja", "あ"), ("cmn", "中")],
)
def test_no_part_of_a_long_word_is_lost(espeak: Espeak, voice: str, unit: str) -> None:
    """The library by itself stops at a few dozen characters without a blank."""
    short = espeak.speak(unit * (20 // len(unit)), voice, 150).frames
    long = espeak.speak(unit * (400 // len(unit)), voice, 150).frames
    assert long > 14 * short


@given(
    st.text(alphabet="ab7, \n\u0301\u200d中é\x00\ud800", max_size=300).map(lambda text: text * 5)
)
def test_preparing_only_puts_in_blanks_and_commas(text: str) -> None:
    spaced, places = prepared(text)
    assert len(spaced) == len(places) >= len(text)
    last_of = {place: character for character, place in zip(spaced, places, strict=True)}
    restored = "".join(last_of[place] for place in range(len(text)))
    assert restored == re.sub("[\n\x00\ud800]", " ", text)
    assert set(spaced) <= set(restored) | {" ", ","}
    joined = re.compile("[\u0301\u200d]")
    assert all(len(joined.sub("", word)) <= 40 for word in spaced.split())
    spaced.encode()


@pytest.mark.parametrize(
    ("voice", "unit"),
    [
        ("en-us", "4096 "),
        ("en-us", "harbour "),
        ("cmn", "中国人 "),
        ("de", "neunzig "),
        ("ar", "مرحبا "),
    ],
)
def test_no_part_of_a_long_clause_is_lost(espeak: Espeak, voice: str, unit: str) -> None:
    """The library by itself stops after about a thousand sounds without a comma."""
    short = espeak.speak(unit * 20, voice, 300).frames
    long = espeak.speak(unit * 400, voice, 300).frames
    assert 18 * short < long < 24 * short


def test_words_left_out_are_an_error(espeak: Espeak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.voice.espeak.prepared", lambda text, _: (text, range(len(text))))
    with pytest.raises(VoiceError, match="passed over"):
        espeak.speak("1234567890 " * 40, "en-us", 300)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_sound_speech(text: str) -> None:
    check_speech(ANY.speak(text, "en-us+f2", 300), text)


ANY = Espeak()


def test_a_long_text_is_spoken_to_its_last_word(espeak: Espeak) -> None:
    """At 14,000 bytes the stock driver crashes."""
    text = " ".join([SENTENCE] * 280) + " Goodbye"
    assert len(text) > 15_000
    speech = espeak.speak(text, "en-us+klatt2", 300)
    assert words(text, speech)[-1] == "Goodbye"
    assert len(speech.marks) > 0.9 * len(text.split())


# ---------------------------------------------------------------------------- pace and pitch

RIGHTS = {
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft "
    "und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with "
    "reason and conscience and should act towards one another in a spirit of brotherhood.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como "
    "están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    "fi": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on "
    "annettu järki ja omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués "
    "de raison et de conscience et doivent agir les uns envers les autres dans un esprit de "
    "fraternité.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati "
    "di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
    "nl": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd "
    "met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te "
    "gedragen.",
    "pl": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni "
    "obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    "pt": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de "
    "razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
    "ru": "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены "
    "разумом и совестью и должны поступать в отношении друг друга в духе братства.",
    "sv": "Alla människor är födda fria och lika i värde och rättigheter. De är utrustade med "
    "förnuft och samvete och bör handla gentemot varandra i en anda av broderskap.",
    "tr": "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana "
    "sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket etmelidirler.",
}
"""The first article of the Universal Declaration of Human Rights."""


def heard_rate(espeak: Espeak, text: str, voice: str, rate: int) -> float:
    return len(text) * 10 / sounding(espeak.speak(text, voice, rate))


@pytest.mark.parametrize("rate", [130, 165, 210])
@pytest.mark.parametrize("language", RIGHTS)
def test_words_a_minute_are_as_asked_in_any_language(
    espeak: Espeak, language: str, rate: int
) -> None:
    """A word is six characters; without the table languages are up to half as fast as others."""
    heard = heard_rate(espeak, RIGHTS[language], f"{language}+klatt2", rate)
    assert 0.875 * rate < heard < 1.125 * rate


@pytest.mark.parametrize("variant", [*PARTS.values(), "Andrea", "Alicia", "antonio"])
@pytest.mark.parametrize("rate", [110, 165, 210])
def test_words_a_minute_are_as_asked_of_any_variant(
    espeak: Espeak, variant: str, rate: int
) -> None:
    heard = heard_rate(espeak, RIGHTS["en"], f"en-us+{variant}", rate)
    assert 0.85 * rate < heard < 1.15 * rate


@pytest.mark.parametrize("variant", PARTS.values())
@pytest.mark.parametrize("pitch", [-6, -4, -2, -1, 1, 2, 4, 6])
def test_a_pitch_is_heard_and_leaves_the_throat_as_it_is(
    espeak: Espeak, variant: str, pitch: int
) -> None:
    """Within a semitone; played faster or slower, the formants would move as far as the pitch."""
    voice = f"en-us+{variant}"
    plain, other = (espeak.speak(SENTENCE, voice, 165, semitones) for semitones in (0, pitch))
    assert abs(semitones(plain, other) - pitch) < 1
    assert other.rate == plain.rate
    assert 0.95 < sounding(other) / sounding(plain) < 1.05


def test_a_pitch_beyond_the_librarys_reach_is_played_faster(espeak: Espeak) -> None:
    plain, high = (espeak.speak(SENTENCE, "en-us+f2", 165, pitch) for pitch in (0, 12))
    assert abs(semitones(plain, high) - 12) < 1
    assert 0.9 < sounding(high) / sounding(plain) < 1.1


# ---------------------------------------------------------------------------- pronunciations


def said(espeak: Espeak, text: str, *parts: tuple[str, str], voice: str = "en-us+f2") -> Speech:
    """Return ``text`` spoken, with IPA for its parts."""
    pronunciations = tuple(Pronunciation(text.index(part), len(part), ipa) for part, ipa in parts)
    return espeak.speak(text, voice, 165, 0.0, pronunciations)


@pytest.mark.parametrize(
    ("text", "part", "ipa", "alike"),
    [
        ("The qzx is here.", "qzx", "bɛd", "The bed is here."),
        ("The qzxs are here.", "qzx", "bɛd", "The beds are here."),
        ("The qzx's tail.", "qzx", "bɛd", "The bed's tail."),
        ("The qzx’s tail.", "qzx", "kæt", "The cat's tail."),
        ("The qzxs are here.", "qzx", "bʌs", "The buses are here."),
        ("qzx", "qzx", "bɛd", "bed"),
        ("(qzx), yes?", "qzx", "kæt", "(cat), yes?"),
    ],
)
def test_a_pronunciation_sounds_like_the_word_it_spells(
    espeak: Espeak, text: str, part: str, ipa: str, alike: str
) -> None:
    """To the sample, an s at its end included; the spelling says something else."""
    wanted = espeak.speak(alike, "en-us+f2", 165)
    heard = said(espeak, text, (part, ipa))
    assert heard.pcm == wanted.pcm
    assert espeak.speak(text, "en-us+f2", 165).pcm != wanted.pcm


def test_a_pronounced_word_is_marked_where_it_is_written(espeak: Espeak) -> None:
    text = "Naïve GIFs and Siobhan [[h@l'oU]], 1999."
    speech = said(espeak, text, ("GIF", "dʒɪf"), ("Siobhan", "ʃɪˈvɔːn"))
    assert words(text, speech)[:4] == ["Naïve", "GIFs", "and", "Siobhan"]
    check_speech(speech, text)


@pytest.mark.parametrize("notation", ["[[h@l'oU]]", "[[[x]]]", "[ [[_:]] [", "]] [[dZ'If"])
def test_brackets_of_the_text_are_text_beside_a_pronunciation(
    espeak: Espeak, notation: str
) -> None:
    """They are read out as they are without one."""
    alone = espeak.speak(f"The cat, {notation}.", "en-us+f2", 165)
    beside = said(espeak, f"The qzx, {notation}.", ("qzx", "kæt"))
    assert beside.pcm == alone.pcm


@pytest.mark.parametrize(
    ("text", "offset", "length", "ipa"),
    [
        ("The cat is here.", 4, 3, "☃"),
        ("The cat is here.", 4, 3, ""),
        ("The cat is here.", 4, 3, "]] [[h@l'oU"),
        ("The cat is here.", 5, 2, "dɔɡ"),
        ("The cat is here.", 4, 2, "dɔɡ"),
        ("The cat is here.", 4, 0, "dɔɡ"),
        ("The cat is here.", -4, 3, "dɔɡ"),
        ("The cat is here.", 15, 30, "dɔɡ"),
    ],
)
def test_what_cannot_be_pronounced_is_said_as_it_is_spelt(
    espeak: Espeak, text: str, offset: int, length: int, ipa: str
) -> None:
    wanted = espeak.speak(text, "en-us+f2", 165)
    one = Pronunciation(offset, length, ipa)
    assert espeak.speak(text, "en-us+f2", 165, 0.0, [one]) == wanted


def test_a_language_without_a_table_of_sounds_says_the_spelling(espeak: Espeak) -> None:
    text = "Minä näin GIF kuvan."
    wanted = espeak.speak(text, "fi", 165)
    assert said(espeak, text, ("GIF", "dʒɪf"), voice="fi") == wanted
    assert said(espeak, text, ("GIF", "dʒɪf"), voice="de") != espeak.speak(text, "de", 165)


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet="ab[] ,.'s7é", max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-1, 20)), max_size=4),
    st.text(alphabet="dɔɡ[]|'ˈ ː☃", max_size=8),
)
def test_any_pronunciations_give_sound_speech(
    text: str, spans: list[tuple[int, int]], ipa: str
) -> None:
    """Neither spans nor sounds are believed: at worst the text is said as it is spelt."""
    parts = [Pronunciation(offset, length, ipa) for offset, length in spans]
    check_speech(ANY.speak(text, "en-us+f2", 300, 0.0, parts), text)


# ------------------------------------------------------------------ the library and its files


@pytest.mark.parametrize("variant", ["klatt2", "f2", "f5", "whisper", "klatt6", "croak"])
def test_noise_is_the_same_noise_each_time(espeak: Espeak, variant: str) -> None:
    """Breathy voices draw on the library's random numbers, klatt6 on the C library's."""
    voice = f"en-us+{variant}"
    first = espeak.speak(SENTENCE, voice, 150)
    espeak.speak("Something else?", "de+whisper", 200)
    assert espeak.speak(SENTENCE, voice, 150) == first
    assert Espeak().speak(SENTENCE, voice, 150) == first


def test_two_in_one_process_and_in_two_threads_do_not_disturb_each_other() -> None:
    wanted = {voice: ANY.speak(SENTENCE, voice, 150) for voice in ("en-us+klatt2", "de+f2")}
    heard: dict[str, list[Speech]] = {voice: [] for voice in wanted}

    def talk(voice: str) -> None:
        espeak = Espeak()
        heard[voice].extend(espeak.speak(SENTENCE, voice, 150) for _ in range(15))

    threads = [threading.Thread(target=talk, args=[voice]) for voice in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(set(heard[voice]) == {speech} for voice, speech in wanted.items())


@pytest.mark.parametrize("length", [165, 900])
def test_the_wheel_may_lie_deep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    """The library has room for 160 characters of path; virtual environments can lie deeper."""
    folder = tmp_path
    while len(str(folder)) < length:
        folder /= "x" * 60
    shutil.copytree(WHEEL / "espeak-ng-data", folder / "espeak-ng-data")
    library = Path(espeakng_loader.get_library_path())
    monkeypatch.setattr(_libespeak, "_installed", lambda: (library, folder / "espeak-ng-data"))
    assert Espeak().speak(SENTENCE, "en-us+f2", 150) == ANY.speak(SENTENCE, "en-us+f2", 150)


@pytest.mark.parametrize("missing", ["espeak-ng-data/phontab", "espeak-ng-data", "library"])
def test_a_wheel_with_a_part_missing_is_an_error_and_not_the_end_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    name = Path(espeakng_loader.get_library_path()).name
    folder = tmp_path / "espeakng_loader"
    shutil.copytree(WHEEL, folder)
    gone = folder / (name if missing == "library" else missing)
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    monkeypatch.setattr(espeakng_loader, "__file__", str(folder / "__init__.py"))
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: str(folder / name))
    with pytest.raises(VoiceError, match="missing") as caught:
        Espeak()
    assert "espeakng-loader" in caught.value.remedy


def test_a_broken_data_file_is_an_error_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "espeak-ng-data"
    shutil.copytree(WHEEL / "espeak-ng-data", data)
    (data / "phondata").unlink()
    library = Path(espeakng_loader.get_library_path())
    monkeypatch.setattr(_libespeak, "_installed", lambda: (library, data))
    with pytest.raises(VoiceError, match="data"):
        Espeak().speak(SENTENCE, "en-us", 150)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the copy lies in a folder")
def test_a_process_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    program = (
        "import os, signal; from briefing.voice.espeak import Espeak;"
        "Espeak().speak('Hello.', 'en-us', 150); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], env={"TMPDIR": str(tmp_path)}, check=False
    )
    assert ended.returncode == -9
    assert list(tmp_path.iterdir()) == []


def test_the_copy_in_a_folder_speaks_the_same_and_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What systems without files in memory get."""
    monkeypatch.setattr(_libespeak, "_DESCRIPTORS", tmp_path / "none")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    espeak = Espeak()
    assert list(tmp_path.rglob("*.dll"))
    assert espeak.speak(SENTENCE, "en-us+f2", 150) == ANY.speak(SENTENCE, "en-us+f2", 150)
    del espeak
    assert list(tmp_path.iterdir()) == []
