"""Markdown: its marks become structure, its tags and notes are never heard, no word is lost."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Block, Document, Source
from briefing.read import read
from briefing.read.facts import find_date, front_matter, read_dateline, read_line
from briefing.read.language import detect
from briefing.read.markdown import MarkdownReader

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"


def understood(text: str, origin: str = "a.md") -> Document:
    """Return the document that ``text`` is read as."""
    return MarkdownReader().read(Source(origin, text.encode()), 1)


def kinds(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Return kind and text of each block."""
    return [(block.kind, block.text) for block in blocks]


# -------------------------------------------------------------------------------------- golden


def outline(document: Document) -> dict[str, Any]:
    """Return the typed structure: kinds, speakers, counts, and the words each block opens with."""

    def of(blocks: tuple[Block, ...]) -> list[list[Any]]:
        return [
            [block.kind, len(block.sentences), " ".join(block.text.split()[:4])]
            + ([block.speaker] if block.speaker else [])
            for block in blocks
        ]

    return {
        "title": document.title.text if document.title else None,
        "byline": document.byline,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "link": document.link,
        "lead": of(document.lead),
        "sections": [
            [part.level, part.heading.text if part.heading else None, of(part.blocks)]
            for part in document.sections
        ],
        "questions": [[asked.question.text, of(asked.answer)] for asked in document.questions],
        "closing": of(document.closing),
    }


@pytest.mark.parametrize("name", ["tidal-power.md", "night-trains.txt", "stadtimker.txt"])
def test_examples_become_the_structure_written_down(name: str) -> None:
    document = read(Source(name, (ROOT / "examples" / name).read_bytes()), 1)
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert outline(document) == expected


# --------------------------------------------------------------------------------------- marks


def test_inline_marks_are_not_text() -> None:
    text = "**Bold**, *em*, ~~gone~~, `code`, [link](http://x.y/z), a\nwrapped  \nline &amp; \\*."
    assert (
        understood("# T\n\n" + text).lead[0].text
        == "Bold, em, gone, code, link, a wrapped line & *."
    )


def test_tags_are_never_spoken() -> None:
    document = understood(
        "# T\n\nOne <b>two</b> three.<br>Four. <script>evil()</script>\n\n"
        "<div><style>p{}</style>\n<!-- hidden -->\nFive &lt; six\n</div>\n"
    )
    assert kinds(document.lead) == [
        ("paragraph", "One two three. Four."),
        ("paragraph", "Five < six"),
    ]
    assert "markup-ignored" in {notice.code for notice in document.notices}


def test_entities_cannot_bring_back_what_cleaning_took() -> None:
    text = understood("# T\n\nA&#x202e;b &#7; c&shy;d&zwj;e. More &#xd800; text.").lead[0].text
    assert text.startswith("Ab")
    assert not set(text) & set("\u202e\x07\u00ad\u200d\ud800")


def test_blocks_of_every_kind() -> None:
    document = understood(
        "# T\n\n- one\n  - nested\n- two\n\n  more\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n"
        "| 1 | 2 |\n\n![A turbine](x.png)\n\nhttps://example.org/\n\n> Said so.\n> — Ada Moor\n"
    )
    assert [(block.kind, len(block.sentences)) for block in document.lead] == [
        ("list", 3),
        ("code", 1),
        ("table", 1),
        ("figure", 1),
        ("paragraph", 1),
        ("quote", 1),
    ]
    assert [block.silent for block in document.lead] == [
        *(None, "code", None, "a caption", "a web address", None)
    ]
    assert document.lead[-1].speaker == "Ada Moor"


@pytest.mark.parametrize(
    "quote",
    [
        "> It works.\n> — Ada Moor",
        "> It works.\n>\n> — Ada Moor",
        "> It works.\n\n— Ada Moor",
        "> It works.\n> -- *Ada Moor*",
        "> It\n> works.\n> – Ada Moor",
    ],
)
def test_a_quotes_speaker(quote: str) -> None:
    (block,) = understood(f"# T\n\n{quote}\n").lead
    assert (block.kind, block.text, block.speaker) == ("quote", "It works.", "Ada Moor")


FAQ = ["What is it?", "Who pays?"]


@pytest.mark.parametrize(
    "text",
    [
        "## FAQ\n\n### What is it?\n\nA thing.\n\n### Who pays?\n\nYou do.\n",
        "## Questions & Answers\n\n**What is it?**\n\nA thing.\n\n**Who pays?**\n\nYou do.\n",
        "**What is it?** A thing.\n\n**Who pays?** You do.\n",
        "### What is it?\n\nA thing.\n\n### Who pays?\n\nYou do.\n",
        "Q: What is it?\nA: A thing.\n\nQ: Who pays?\nA: You do.\n",
        "**Q: What is it?**\n\nA: A thing.\n\n**Q: Who pays?**\n\nA: You do.\n",
    ],
)
def test_questions_in_their_many_forms(text: str) -> None:
    document = understood(f"# Title\n\nA lead of a few words.\n\n## Part\n\nSome text.\n\n{text}")
    asked = [question.question.text for question in document.questions]
    assert [re.sub("^Q: ", "", question) for question in asked] == FAQ
    assert [kinds(question.answer) for question in document.questions] == [
        [("paragraph", "A thing.")],
        [("paragraph", "You do.")],
    ]


def test_initials_are_no_marks() -> None:
    for text in ("A. J. Moor built it.", "Q. Moor did.", "A: it was so."):
        assert understood(f"# T\n\n{text}\n").lead[0].text == text


def test_closing_by_rule_by_heading_or_not_at_all() -> None:
    head = "# Title\n\nLead.\n\n## Part\n\nText of it.\n\n"
    last = "And so the evening came, and all of them went home.\n"
    assert understood(head + "---\n\n" + last).closing[0].text == last.strip()
    concluded = understood(head + "## Conclusion\n\n" + last)
    assert concluded.closing[0].text == last.strip()
    assert any("Conclusion" in notice.text for notice in concluded.notices)
    assert understood(head + "## Prices\n\n" + last).closing == ()
    assert understood(head + "---\n\nShare this.\n").closing == ()


def test_levels_count_from_one_and_setext_is_understood() -> None:
    document = understood("Title\n=====\n\nLead.\n\nPart\n----\n\nText.\n\n#### Deep\n\nText.\n")
    assert document.title is not None
    assert document.title.text == "Title"
    assert [(part.level, part.heading and part.heading.text) for part in document.sections] == [
        (1, "Part"),
        (2, "Deep"),
    ]


def test_a_rule_under_a_paragraph_makes_no_heading_of_it() -> None:
    text = (
        "# T\n\nA long paragraph of text that\nsomebody wrote over two lines.\n---\n\nMore of it.\n"
    )
    assert understood(text).sections == ()


def test_footnotes_are_kept_from_the_ear() -> None:
    document = understood("# T\n\nIt rose.[^1] Then fell.\n\n[^1]: By a lot, says the mayor.\n")
    assert kinds(document.lead) == [
        ("paragraph", "It rose. Then fell."),
        ("paragraph", "By a lot, says the mayor."),
    ]
    assert "footnotes-not-spoken" in {notice.code for notice in document.notices}


def test_without_marks_it_is_read_as_plain_text() -> None:
    document = understood((ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8"))
    assert len(document.questions) == 3


@pytest.mark.parametrize(
    "text", ["```\nonly code\n```\n", "<div></div>\n", "***\n", "![](x.png)\n"]
)
def test_nothing_to_be_read_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no words"):
        understood(text)


def test_deep_nesting_loses_nothing() -> None:
    for mark in ("> ", "- ", "1. "):
        document = understood("# T\n\n" + mark * 400 + "deep inside\n\nAfter it.\n")
        assert "deep inside" in " ".join(sentence.text for sentence in document.sentences())


PIECES = st.sampled_from(
    [
        "# Heading one",
        "## Heading two",
        "### What is this?",
        "## FAQ",
        "**Is it bold?**",
        "**Bold line**",
        "A paragraph of words,\nwrapped. And *more* of it.",
        "- point\n- other point\n  - nested",
        "> said so\n> — Ada Moor",
        "> alone",
        "1. first\n2. second",
        "```\ncode here\n```",
        "| a | b |\n|---|---|\n| c | d |",
        "![alt words](pic.png)",
        "---",
        "<div>inside html</div>",
        "text <i>tagged</i> text",
        "Q: asked\nA: answered",
        "    indented code",
        "> - list in quote\n>   more",
        "- > quote in list\n\n  ```\n  listing\n  ```",
        "## Conclusion",
        "z" * 240,
    ]
)
_SYNTAX = re.compile(r"</?\w+>|\(pic\.png\)|(?m:^[QA]: )|(?m:^\d\. )")


@settings(max_examples=150, deadline=None)
@example(["---", "Q: asked\nA: answered", "---", "# Heading one"])
@given(st.lists(PIECES, min_size=1, max_size=20))
def test_every_word_is_in_one_sentence_or_accounted_for(pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    try:
        document = understood(text)
    except SourceError:
        return
    said = [sentence.text for sentence in document.sentences()]
    said += [block.speaker or "" for block in document.blocks()]
    said += re.findall(r"The heading '(.*?)' ann", str(document.notices))
    found = Counter(re.findall(r"\w+", " ".join(said)))
    assert found == Counter(re.findall(r"\w+", _SYNTAX.sub(" ", text)))


# --------------------------------------------------------------------------------------- facts


def test_front_matter_is_believed_first() -> None:
    document = understood(
        "---\ntitle: 'It''s here'\nauthors: [Ada Moor, \"Bo Lund\"]\ndate: 2026-03-02T06:00:00Z\n"
        "lang: pt_BR\nurl: javascript:alert(1)\nsite: The Courier # comment\ntags:\n  - a\n---\n"
        "By Somebody Else\n\nThe text of it.\n"
    )
    assert document.title is not None
    assert document.title.text == "It's here"
    assert document.byline == "Ada Moor, Bo Lund"
    assert document.published == "2026-03-02T06:00:00Z"
    assert document.language == "pt-br"
    assert document.publisher == "The Courier"
    assert document.link is None
    assert any("'url'" in notice.text for notice in document.notices)
    assert any("'Somebody Else'" in notice.text for notice in document.notices)
    assert kinds(document.lead) == [("paragraph", "The text of it.")]


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    text = "---\nThis is prose and no key at all.\n---\nMore.\n"
    assert front_matter(text)[1] == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 3 March 2026.", "2026-03-03"),
        ("March 3rd, 2026", "2026-03-03"),
        ("am 3. März 2026", "2026-03-03"),
        ("le 1er août 2025", "2025-08-01"),
        ("3 de marzo de 2026", "2026-03-03"),
        ("2026年3月2日", "2026-03-02"),
        ("2026-03-02T06:00Z", "2026-03-02T06:00Z"),
        ("31 February 2026", None),
        ("3/4/2026", None),
        ("2026-13-01", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    found = find_date(text)
    assert (found[0] if found else None) == date


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("By Ada Moor", ("Ada Moor", None, None)),
        ("By Mary-Jane Moor, Staff Writer", ("Mary-Jane Moor, Staff Writer", None, None)),
        ("Von Ada Moor, 3. März 2026", ("Ada Moor", "2026-03-03", None)),
        ("By Ada Moor | Published 3 March 2026, 10:30 am", ("Ada Moor", "2026-03-03", None)),
        ("Published: 1 May 2025 · Updated: 2 May 2025", (None, "2025-05-01", "2025-05-02")),
        ("Thursday, September 12, 2019", (None, "2019-09-12", None)),
        ("By the sea, all is calm", None),
        ("On 3 March 2026 the harbour froze", None),
        ("Nothing here", None),
    ],
)
def test_lines_that_are_nothing_but_facts(
    line: str, facts: tuple[str | None, str | None, str | None] | None
) -> None:
    said = read_line(line)
    assert (said and (said.byline, said.published, said.updated)) == facts


def test_a_dateline_is_read_and_stays_text() -> None:
    paragraph = "PORT MERROW, 3 March 2026 (Courier) — The harbour froze."
    assert read_dateline(paragraph) == "2026-03-03"
    document = understood(f"# T\n\n{paragraph}\n")
    assert document.published == "2026-03-03"
    assert document.lead[0].text == paragraph


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The boats were in the harbour and nobody was there to see them.", "en"),
        ("Die Boote lagen im Hafen und niemand war da, um sie zu sehen.", "de"),
        ("Les bateaux étaient dans le port et personne n'est venu pour les voir.", "fr"),
        ("Los barcos estaban en el puerto y no había nadie para verlos.", "es"),
        ("Os barcos estavam no porto e não havia ninguém para os ver.", "pt"),
        ("Le barche erano nel porto e non c'era nessuno che le vedesse.", "it"),
        ("De boten lagen in de haven en er was niemand om het te zien.", "nl"),
        ("Båtarna låg i hamnen och det var ingen som såg dem, för de var borta.", "sv"),
        ("Łodzie stały w porcie i nie było nikogo, kto by się na to zgodził.", "pl"),
        ("Лодки стояли в гавани, и никто не видел, как это было.", "ru"),
        ("Човни стояли в гавані, і ніхто не бачив, що це та як це.", "uk"),
        ("船は港にあり、誰も見ていなかった。", "ja"),
        ("船在港口，没有人看见。", "zh"),
        ("배는 항구에 있었고 아무도 보지 못했다.", "ko"),
        ("Τα πλοία ήταν στο λιμάνι.", "el"),
        ("كانت القوارب في الميناء.", "ar"),
        ("नावें बंदरगाह में थीं।", "hi"),
        ("12 345", "en"),
        ("", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect(text) == language
