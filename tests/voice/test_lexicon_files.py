"""Lexicons in files: PLS and TOML, read, refused and written."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.voice.lexicon import Entry, Lexicon, compose_pls, compose_toml, read_lexicon
from briefing.voice.lexicon.entries import checked_entry
from briefing.voice.lexicon.sampa import ipa_of

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- <!DOCTYPE in a comment is none -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" alphabet="ipa" xml:lang="en-GB">
  <meta name="author" content="somebody"/>
  <lexeme>
    <grapheme>centre</grapheme>
    <grapheme>center</grapheme>
    <phoneme>ˈsɛntə</phoneme>
    <example>the centre</example>
  </lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
  <lexeme>
    <grapheme>huge</grapheme>
    <phoneme>hjuːdʒ</phoneme>
    <phoneme prefer="true">juːdʒ</phoneme>
  </lexeme>
  <lexeme>
    <grapheme>Siobhán</grapheme>
    <phoneme alphabet="x-sampa">SI"vO:n</phoneme>
    <alias>shi-<!-- not heard -->vawn</alias>
  </lexeme>
  <lexeme><grapheme>Dr</grapheme><alias prefer="true">Doctor</alias><phoneme>x</phoneme></lexeme>
</lexeme>
"""
PLS = PLS.removesuffix("</lexeme>\n") + "</lexicon>\n"

TOML = """
# words of the show
GIF = "jif"
"C++" = "see plus plus"
"Siobhán" = { ipa = "/ʃɪ'vɔːn/", say = "shi-vawn", language = "en", case = "exact" }
colour = { say = "culler", also = ["colours"] }
Reading = [
    { say = "Redding", case = "exact", language = "en-GB" },
    { ipa = "ˈriːdɪŋ", language = "en-US" },
]
"""


def test_pls_is_read_as_its_specification_has_it() -> None:
    """Several graphemes, the preferred or first sound, aliases, X-SAMPA, the one language."""
    assert read_lexicon("words.pls", PLS.encode()).entries == (
        Entry(("centre", "center"), None, "ˈsɛntə", None, "en-GB"),
        Entry(("W3C",), "World Wide Web Consortium", None, None, "en-GB"),
        Entry(("huge",), None, "juːdʒ", None, "en-GB"),
        Entry(("Siobhán",), "shi-vawn", "ʃɪˈvɔːn", None, "en-GB"),
        Entry(("Dr",), "Doctor", None, None, "en-GB"),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_pls_in_other_encodings(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>'
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0"'
        ' alphabet="ipa" xml:lang="und"><lexeme><grapheme>café</grapheme><alias>caff ay</alias>'
        "</lexeme></lexicon>"
    )
    assert read_lexicon("words", text.encode(encoding)) == Lexicon((Entry(("café",), "caff ay"),))


def test_toml_is_read_as_a_person_writes_it() -> None:
    assert read_lexicon("words.toml", TOML.encode()).entries == (
        Entry(("GIF",), "jif"),
        Entry(("C++",), "see plus plus"),
        Entry(("Siobhán",), "shi-vawn", "ʃɪˈvɔːn", "exact", "en"),
        Entry(("colour", "colours"), "culler"),
        Entry(("Reading",), "Redding", None, "exact", "en-GB"),
        Entry(("Reading",), None, "ˈriːdɪŋ", None, "en-US"),
    )


@pytest.mark.parametrize(
    ("name", "raw", "where", "told"),
    [
        ("a.toml", "x = 'y'\ne.g = 'z'", "a.toml, line 2", "'g'"),
        ("a.toml", "x = 'y'\ny = 3", "a.toml, line 2", "'y' is given 3"),
        ("a.toml", "x = 'y'\nx = 'z'", "a.toml, line 2", "overwrite"),
        ("a.toml", "x = 'y'\n\ny z", "a.toml, line 3", "no TOML"),
        ("a.toml", "x = { say = 'y', case = 'upper' }", "a.toml, line 1", "upper"),
        ("a.toml", "x = { ipa = 'SI\"vO:n' }", "a.toml, line 1", "'S' is no sign"),
        ("a.toml", "x = { language = 'en' }", "a.toml, line 1", "how 'x' is said"),
        ("a.toml", "x = { say = 'y', language = 'English!' }", "a.toml, line 1", "no language tag"),
        ("a.toml", "'...' = 'dots'", "a.toml, line 1", "no word"),
        ("a.toml", "x = ''", "a.toml, line 1", "how 'x' is said"),
        ("a.toml", "x = " + "[" * 5_000, "a.toml", "nested"),
        ("a.toml", "x = { say = 'y', also = 'z' }", "a.toml, line 1", "list of words"),
        ("a.pls", "<lexicon>", "a.pls, line 1", "no sound XML"),
        ("a.pls", "<html/>", "a.pls, line 1", "'html'"),
        ("a.pls", PLS.replace('"ipa"', '"x-arpabet"'), "a.pls, line 9", "x-arpabet"),
        ("a.pls", PLS.replace(' alphabet="ipa"', ""), "a.pls, line 9", "no alphabet"),
        ("a.pls", PLS.replace("<grapheme>W3C</grapheme>", ""), "a.pls, line 12", "no written word"),
        ("a.pls", PLS.replace('SI"vO:n', "SI€"), "a.pls, line 20", "no X-SAMPA"),
        ("a.pls", '<?xml version="1.0" encoding="utf-7"?><lexicon/>', "a.pls", "utf-7"),
    ],
)
def test_mistakes_are_refused_with_their_place(name: str, raw: str, where: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_lexicon(name, raw.encode())
    assert refused.value.where == where
    assert told in refused.value.what
    assert refused.value.remedy


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe\x00",
        b"\x80abc",
        b"<" + b"\xff" * 20,
        b"x" * (2 * 1024 * 1024 + 1),
        b'<!DOCTYPE lexicon [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><lexicon>&b;</lexicon>',
        b'<!DOCTYPE lexicon [<!ENTITY f SYSTEM "file:///etc/passwd">]><lexicon>&f;</lexicon>',
        '<!DOCTYPE l [<!ENTITY a "b">]><lexicon/>'.encode("utf-16"),
        b"<a>" * 100_000,
    ],
)
def test_hostile_bytes_are_refused(raw: bytes) -> None:
    """Never a traceback; no entity is unfolded, no file opened."""
    with pytest.raises(UsageError):
        read_lexicon("words", raw)


@given(st.binary(max_size=300), st.sampled_from(["a.pls", "a.toml", "a"]))
def test_any_bytes_are_a_lexicon_or_refused(raw: bytes, name: str) -> None:
    """The one error there is, never a traceback of a library."""
    try:
        read = read_lexicon(name, raw)
    except UsageError:
        return
    assert read == Lexicon(read.entries)


@pytest.mark.parametrize(
    ("sampa", "ipa"),
    [
        ('SI"vO:n', "ʃɪˈvɔːn"),
        ('"tSaI_^.kOf%ski', "ˈtʃaɪ\u032f.kɔfˌski"),
        ("m@r\\`i~", "məɻi\u0303"),
        ("t_S", "t\u0361ʃ"),
        ("b_<|\\|\\ |\\", "ɓǁ ǀ"),
        ('9:n_0"3`', "œːn\u0325ˈɝ"),
        ("a\\b", None),
        ("ʃ", None),
    ],
)
def test_x_sampa_is_ipa_in_ascii(sampa: str, ipa: str | None) -> None:
    assert ipa_of(sampa) == ipa


def test_the_case_rule_follows_the_shape_of_the_word() -> None:
    cases = {"gif": "any", "Siobhán": "any", "New York": "any", "US": "exact", "iOS": "exact"}
    assert {word: Entry((word,), "x").case_of(word) for word in cases} == cases
    assert Entry(("US",), "x", case="any").case_of("US") == "any"


WORDS = st.text(min_size=1, max_size=12).filter(lambda text: any(map(str.isalpha, text)))


@st.composite
def entries(draw: st.DrawFn, languages: st.SearchStrategy[str | None]) -> Entry:
    words = draw(st.lists(WORDS, min_size=1, max_size=3))
    say = draw(st.none() | WORDS)
    ipa = draw(st.sampled_from(["ʃɪˈvɔːn", "tɔ̃", "ç a"] + ([] if say is None else [None])))
    case = draw(st.sampled_from([None, "exact", "any"]))
    return draw(_checked(words, say, ipa, case, draw(languages)))


def _checked(
    words: list[str], say: str | None, ipa: str | None, case: str | None, language: str | None
) -> st.SearchStrategy[Entry]:
    try:
        return st.just(
            checked_entry(words, say=say, ipa=ipa, case=case, language=language, where="here")
        )
    except UsageError:
        return st.nothing()


@settings(max_examples=40)
@given(st.lists(entries(st.just("de")), max_size=6).map(tuple))
def test_pls_gives_back_what_was_written(written: tuple[Entry, ...]) -> None:
    lexicon = Lexicon(written)
    again = read_lexicon("words.pls", compose_pls(lexicon))
    assert again == lexicon
    assert compose_pls(again) == compose_pls(lexicon)


@settings(max_examples=40)
@given(st.lists(entries(st.sampled_from([None, "en", "pt-BR"])), max_size=6).map(tuple))
def test_toml_gives_back_what_was_written(written: tuple[Entry, ...]) -> None:
    """Entries for one word are brought together, in their order; nothing else changes."""
    first = list(dict.fromkeys(entry.written[0] for entry in written))
    together = tuple(sorted(written, key=lambda entry: first.index(entry.written[0])))
    assert read_lexicon("words.toml", compose_toml(Lexicon(written))).entries == together


def test_a_pls_document_has_one_language() -> None:
    lexicon = Lexicon((Entry(("a",), "x", language="en"), Entry(("b",), "y", language="de")))
    with pytest.raises(UsageError, match="one language"):
        compose_pls(lexicon)
    parts = [compose_pls(lexicon.for_language(tag)) for tag in ("en", "de")]
    assert sum((read_lexicon("a.pls", part) for part in parts), Lexicon()) == lexicon


def test_a_lexicon_travels_to_another_process() -> None:
    lexicon = read_lexicon("words.toml", TOML.encode())
    again = pickle.loads(pickle.dumps(lexicon))
    assert again == lexicon
    assert hash(again) == hash(lexicon)


def test_pls_and_toml_can_say_the_same() -> None:
    lexicon = read_lexicon("words.pls", PLS.encode())
    assert read_lexicon("words.toml", compose_toml(lexicon)) == lexicon
