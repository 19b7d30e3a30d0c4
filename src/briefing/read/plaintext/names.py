"""Which lines have the form of a person's name, in scripts with capitals, without, without spaces.

Nothing here knows the document; that a line has the form of a name is only the first of many
things that must be true of it, see :mod:`briefing.read.plaintext.speakers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.read.lengths import UNSPACED
from briefing.read.quotations import CLOSE, OPEN

_LETTER = r"[^\W_\d]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0971-\u0dff\u0e00-\u0eff]"
"""With the signs that stand on and between letters; ``\\w`` knows few of them."""

WORD = re.compile(rf"[^\W\d_](?:{_LETTER}|(?!['’]s\b)['’\-](?=[^\W\d_]))*")
_NAME_WORD = re.compile(rf"(?:{WORD.pattern})\.?|(?:[^\W\d_]\.-?)+")
_ENDS_WELL = re.compile(rf"(?:{_LETTER}|[\d)])$")
_JOINED = re.compile(r"(?:[a-z]{1,2}['’]|(?:al|el|ad|as|ar|an|at|ash|ul)-)[^\W\d_a-z]")
"""A name's word that begins with a small article: ``al-Zahra``, ``d'Arcy``."""

_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]\.")
_PARTICLES = frozenset(
    "de von van der den al bin ibn da del di la le du dos y e do das della dei los el zu zum zur "
    "af av ter ten te abu ben wa ap bint i".split()
)
TITLED = (
    r"(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Mme|Mlle|Herr|Frau|Sra?|Don|Doña|Captain|"
    r"Judge|Justice|President|Minister|Senator|Mayor|Bishop|Rabbi|Imam|Sheikh)\.?"
)
_TITLE = re.compile(rf"{TITLED}\s+(?=\S)")
_HANDLE = re.compile(r"@[\w.-]{2,40}(?P<more>[\s,].{1,160})?")
_OF_A_HANDLE = re.compile(rf",\s|\s[{OPEN}]|\s\S+\s[^.,]*,\s[{OPEN}]|\son\s")
_A_WORK = rf"(?:[{OPEN}].{{3,120}}[{CLOSE}]|_[^_]{{3,120}}_)(?:\s?\(\w+\))?"
_WORK = re.compile(_A_WORK)
_WITH_WORK = re.compile(rf"[^\W\d_](?:[^.,:;{OPEN}]|(?<=\b\w)\.){{2,60}},\s{_A_WORK}")
_OFFICE = re.compile(r"\s*[,،、，]\s*")
_HAN, _KANA, _HANGUL = "\u3400-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af"
_UNSPACED_NAME = re.compile(
    rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,3}}\s[{_HAN}{_KANA}]{{1,4}}|[{_HAN}]{{2,3}}[{_KANA}]{{2,4}}|"
    rf"[{_KANA}]{{2,}}(?:[・＝][{_KANA}]+)+|[{_HANGUL}]{{2,4}}|[{_HANGUL}]{{1,2}}\s[{_HANGUL}]{{2,3}}"
)
SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘董袁"
    "于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鐘姜崔谭譚廖范汪陆陸戴贾賈韦韋邱侯邹鄒熊孟秦薛尹龚龔邵钱錢严嚴欧歐"
    "김이박최정강조윤장임한오서신권황안송류홍"
)
"""The commonest Chinese and Korean surnames, of one character."""

NO_NAMES = frozenset(
    "the what why how when where who which could should would can must does did is are was were be "
    "been to in on at for with from by about into after before your our my their his her its this "
    "that these those it we you they not no more most next new first last and or but of as a "
    "was wie warum wann wo wer der die ein eine und oder für mit ist sind nicht auf im zur "
    "pourquoi comment quand où qui que les des une pour avec dans sur et est "
    "qué cómo cuándo por para con los una en es lo как что почему когда где и в на для не".split()
)
"""Small words that a title has and no name does, even where all words begin with capitals."""

STOPS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔")
BEHIND_STOP = "\"'”’»）)]_*"
LONGEST_NAME, _LONGEST_WORK, _MOST_WORDS = 90, 150, 5


@dataclass(frozen=True, slots=True)
class Name:
    """A line that has the form of a name."""

    form: str
    """What sort of name it is: ``name`` with capitals, ``caseless`` without, ``unspaced`` where a
    script parts no words, ``handle``, ``handle in a sentence``, ``with a work`` after the name, a
    ``work`` alone, or what somebody is, in ``small`` letters."""
    words: tuple[str, ...] = ()
    """Its words but for particles, titles, initials and the office; of a handle or a work none."""
    office: bool = False
    title: bool = False
    initial: bool = False


def name_in(line: str, caseless: bool) -> Name | None:
    """Return what has the form of a name in ``line``; ``None`` when it is no such line.

    ``caseless`` says that the document is written without capitals.
    """
    if len(line) > _LONGEST_WORK or line.endswith(STOPS[1:]):
        return None
    if handle := _HANDLE.fullmatch(line):
        more = handle["more"]
        of_it = more is None or _OF_A_HANDLE.match(more)
        return Name("handle" if of_it else "handle in a sentence")
    if _WITH_WORK.fullmatch(line) and not line[0].islower():
        return Name("with a work")
    if _WORK.fullmatch(line) and not line.rstrip(BEHIND_STOP).endswith(STOPS[:2]):
        return Name("work")
    whole, *office = _OFFICE.split(line, maxsplit=1)
    if len(line) > LONGEST_NAME or not _ENDS_WELL.search(line):
        return None
    title = _TITLE.match(whole)
    return _name(whole[title.end() :] if title else whole, bool(office), bool(title), caseless)


def _name(whole: str, office: bool, title: bool, caseless: bool) -> Name | None:
    if _UNSPACED_NAME.fullmatch(whole):
        return Name("unspaced", (whole,), office, title)
    words = whole.split()
    full = tuple(word for word in words if word not in _PARTICLES and "." not in word)
    fits = 2 - title <= len(words) <= _MOST_WORDS and not UNSPACED.search(whole)
    if not full or not fits or not all(_NAME_WORD.fullmatch(word) for word in words):
        return None
    without = whole.upper() == whole.lower()
    if caseless or without:
        few = len(words) <= (4 if without else 3)
        return Name("caseless", full, office, title) if few else None
    proper = [word for word in words if not word[0].islower() or _JOINED.match(word)]
    small = [word for word in words if word not in proper and word not in _PARTICLES]
    if not small and len(proper) >= 2 - title and words[-1] in proper:
        return Name("name", full, office, title, bool(_INITIAL.search(whole)))
    plain = not any(word in NO_NAMES for word in words)
    return Name("small") if whole[0].islower() and small and plain else None


def halves(name: Name) -> tuple[str, str]:
    """Return an unspaced name whole, and what is likely its surname."""
    whole = name.words[0]
    return whole, re.split(r"[\s・＝]", whole)[0] if len(whole) > 4 else whole[:2]
