"""HTML: one promise of the walk, the main text, the questions and the refusals in each test."""

# ruff: noqa: E501 - markup is easier to see through on one line

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from briefing.errors import SourceError
from briefing.model import Document, Facts, Source
from briefing.read.html.reader import HtmlReader
from briefing.read.html.tree import parse
from briefing.read.html.walk import walk
from briefing.read.outline import Part
from briefing.testing.reader import ReaderContract

STORY = (
    "The tide clock on the quay at Fenmouth stopped on Monday, and by Tuesday nobody in the town "
    "could agree when to open the lock.",
    "Orla Penhale, who has wound it since her father gave up the keys, says that the spring broke "
    "with a noise like a plate dropped in the next room.",
    "A new spring costs forty-one crowns and comes by boat, which is to say at high water, which "
    "is to say that somebody will have to guess.",
    "Until then the harbour office has hung out a board, and the gulls, who were never consulted, "
    "have taken to sitting on it at all hours.",
)


def page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>The Tide Clock</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"{body}<footer>Fenmouth Courier, Dock Street</footer></body></html>"
    )


def article(extra: str = "", head: str = "") -> str:
    told = "".join(f"<p>{text}</p>" for text in STORY)
    return page(f"<main><article><h1>The Tide Clock</h1>{told}{extra}</article></main>", head)


def read(markup: str | bytes, media_type: str | None = None) -> Document:
    body = markup.encode() if isinstance(markup, str) else markup
    return HtmlReader().read(Source("page.html", body, media_type), 1)


def parts(markup: str) -> list[Part]:
    return list(walk(parse(markup)).parts)


def texts(markup: str) -> list[tuple[str, ...]]:
    return [part.texts for part in parts(markup)]


def spoken(document: Document) -> str:
    return " ".join(block.text for block in document.blocks() if block.silent is None)


def told(markup: str) -> tuple[str, str]:
    """Return the role and the text of the one part that the markup makes."""
    (part,) = parts(markup)
    return part.role, part.text


class TestContract(ReaderContract):
    """The promises of every reader."""

    @pytest.fixture
    def reader(self) -> HtmlReader:
        return HtmlReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return Source("clock.html", article().encode())


class TestClaims:
    """Content counts before the media type, and that before the name."""

    @pytest.mark.parametrize(
        "start",
        [
            "<!DOCTYPE html><p>x",
            "\ufeff<html lang=en>",
            "<!-- saved from a browser -->\n<!doctype html>",
            "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html PUBLIC '-//W3C'>",
            "  \n<head><title>x",
            "<body class=a>",
        ],
    )
    def test_a_page_is_claimed_whatever_its_name(self, start: str) -> None:
        assert HtmlReader().claims(Source("notes.md", start.encode())) == 95

    def test_media_type_and_name(self) -> None:
        reader = HtmlReader()
        assert reader.claims(Source("-", b"<p>x", "text/html; charset=utf-8")) == 70
        assert reader.claims(Source("old.HTM", b"x")) == 50

    @pytest.mark.parametrize(
        "start", ["<p align=center>\n<img src=x>\n</p>\n\n# A readme", "Plain words.", "<rss/>"]
    )
    def test_other_text_is_not_claimed(self, start: str) -> None:
        assert HtmlReader().claims(Source("readme", start.encode())) == 0


class TestInline:
    """Text within a block is one text, as a reader of the page sees it."""

    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("<p>The <b>old</b> cl<wbr>ock &amp; its<em> key</em>.", "The old clock & its key."),
            (
                "<p>H<sub>2</sub>O over 4 km<sup>2</sup>, 10<sup>6</sup> times.",
                "H2O over 4 km², 10⁶ times.",
            ),
            ("<p>On the 1<sup>st</sup> of May", "On the 1st of May"),
            ("<p>har\u00adbour&shy;master&nbsp;came", "harbourmaster came"),
            ("<p>She said <q>not yet</q> twice.", "She said “not yet” twice."),
            ("<p>one line<br>and another", "one line and another"),
            ("<p>a <code>wind()</code> call", "a wind() call"),
            ("<p>seen <time datetime=2026-03-03>on Tuesday</time>", "seen on Tuesday"),
            ("<p>the <abbr title='Long Name'>LN</abbr> says", "the LN says"),
            ("<p>kept <!-- not this --> apart", "kept apart"),
            ("<p>well<img class=emoji alt='🙂' src=x> said", "well🙂 said"),
            ("<p><ruby>時計<rp>(</rp><rt>とけい</rt><rp>)</rp></ruby>が止まった", "時計が止まった"),
            ("<p>left &#8238;right&#x202c; and &#0;nothing", "left right and �nothing"),
            ("<p>5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
            ("<p>where <math><mi>x</mi><mo>=</mo><mn>2</mn></math> holds", "where x = 2 holds"),
        ],
    )
    def test_text(self, markup: str, text: str) -> None:
        assert told(markup) == ("paragraph", text)

    def test_two_line_breaks_part_paragraphs(self) -> None:
        assert texts("<div>First thought.<br><br>Second thought.</div>") == [
            ("First thought.",),
            ("Second thought.",),
        ]

    def test_text_beside_blocks_is_kept_in_order(self) -> None:
        assert texts("<div>one<p>two</p>three<div>four</div>five</div>") == [
            ("one",),
            ("two",),
            ("three",),
            ("four",),
            ("five",),
        ]

    def test_struck_text_is_kept_silent(self) -> None:
        kept, struck = parts("<p>It costs <s>forty</s> thirty crowns.")
        assert kept.text == "It costs thirty crowns."
        assert (struck.text, struck.silent) == ("forty", "text that is struck out")

    @pytest.mark.parametrize(
        "mark",
        [
            "<sup><a href='#fn1'>1</a></sup>",
            "<a href='#note-2'><sup>2</sup></a>",
            "<sup class=reference><a href='#cite_note-3'>[3]</a></sup>",
            "<a role=doc-noteref href='#n4'>4</a>",
            "<a class=footnote-anchor href='#f5'>5</a>",
        ],
    )
    def test_note_marks_are_taken_out_and_counted(self, mark: str) -> None:
        walked = walk(parse(f"<p>The spring broke.{mark} Nobody wept."))
        assert [part.text for part in walked.parts] == ["The spring broke. Nobody wept."]
        assert walked.marks == 1
        assert [notice.code for notice in walked.notices("x")] == ["note-marks"]


class TestBlocks:
    """Each kind of element has its role."""

    def test_headings_and_their_levels(self) -> None:
        markup = "<h1>A</h1><h3>B <a class=headerlink href=#b>¶</a></h3><div role=heading aria-level=4>C</div>"
        assert [(part.role, part.level, part.text) for part in parts(markup)] == [
            ("heading", 1, "A"),
            ("heading", 3, "B"),
            ("heading", 4, "C"),
        ]

    def test_a_button_in_a_heading_is_its_text(self) -> None:
        assert told("<h2><button>Winding the clock</button></h2>") == (
            "heading",
            "Winding the clock",
        )

    def test_a_subtitle_is_no_heading(self) -> None:
        assert told("<h3 class='post-subtitle'>What the gulls knew</h3>")[0] == "paragraph"

    def test_bold_lines_head_sections_where_nothing_else_does(self) -> None:
        bold = "<p><b>The spring</b></p><p>It broke.</p><p><b>The gulls</b></p><p>They sat.</p>"
        assert [part.role for part in parts(bold)] == ["heading", "paragraph"] * 2
        assert [part.role for part in parts(f"<h2>News</h2>{bold}")] == ["heading"] + [
            "paragraph"
        ] * 4

    def test_nested_lists_go_on(self) -> None:
        markup = "<ul><li>oil<ol><li>thin<li>thick</ol><li><p>a key</p><p>of brass</p></ul>"
        assert parts(markup) == [Part("list", ("oil", "thin", "thick", "a key of brass"))]

    def test_a_list_parted_by_code_keeps_its_order(self) -> None:
        assert [part.role for part in parts("<ol><li>run<pre>wind 3</pre>wait<li>stop</ol>")] == [
            "list",
            "code",
            "list",
        ]

    def test_points_with_headings_are_sections(self) -> None:
        markup = (
            "<ol><li><h3>Oil it</h3><p>Weekly.</p></li><li><h3>Wind it</h3><p>Daily.</p></li></ol>"
        )
        assert [part.role for part in parts(markup)] == ["heading", "paragraph"] * 2

    def test_a_list_of_links_is_silent(self) -> None:
        (part,) = parts("<ul><li><a href=/a>Harbour</a><li><a href=/b>Weather</a></ul>")
        assert part.silent == "links to other pages"
        (part,) = parts("<ul><li><a href=#a>One</a><li><a href=#b>Two</a></ul>")
        assert part.silent == "a table of contents"

    @pytest.mark.parametrize(
        "markup",
        [
            "<blockquote><p>It went like a plate.</p><footer>— <cite>Orla Penhale</cite></footer></blockquote>",
            "<blockquote>It went like a plate.<br>— Orla Penhale</blockquote>",
            "<blockquote><p>It went like a plate.</p></blockquote><p>— Orla Penhale</p>",
            "<figure><blockquote>It went like a plate.</blockquote><figcaption>Orla Penhale</figcaption></figure>",
            "<blockquote><p>It went like a plate.</p><p>—Orla Penhale</p></blockquote>",
            "<blockquote><p>It went like a plate.</p>— <cite>Orla Penhale</cite></blockquote>",
        ],
    )
    def test_quotations_name_their_speaker(self, markup: str) -> None:
        assert parts(markup) == [Part("quote", ("It went like a plate.",), speaker="Orla Penhale")]

    def test_a_comment_after_the_speaker_is_no_text(self) -> None:
        markup = "<blockquote><p>It went like a plate.</p><cite>Orla Penhale</cite><!-- x --></blockquote>"
        assert parts(markup)[0].speaker == "Orla Penhale"

    def test_a_pull_quote_that_repeats_the_text_is_silent(self) -> None:
        markup = (
            "<p>She said: nobody in this town can read a clock that has stopped, and we all did.</p>"
            "<blockquote class=pullquote>Nobody in this town can read a clock that has stopped</blockquote>"
        )
        assert parts(markup)[1].silent == "a pull quote that repeats the text"

    def test_an_aside_that_pulls_a_quotation_is_one(self) -> None:
        assert told("<aside class=pull-quote><p>It went like a plate.</p></aside>")[0] == "quote"

    def test_a_table_has_rows_of_cells(self) -> None:
        markup = (
            "<table><caption>Springs</caption><tr><th>Make<th>Crowns<tr><td>Brass<td>41</table>"
        )
        caption, table = parts(markup)
        assert (caption.role, caption.text) == ("figure", "Springs")
        assert (table.level, table.texts) == (1, ("Make\tCrowns", "Brass\t41"))

    def test_a_table_without_marked_heads(self) -> None:
        (table,) = parts("<table><tr><td>Monday<td>stopped<tr><td>Tuesday<td>stopped</table>")
        assert table.level == 0
        (table,) = parts("<table><tr><td>Make<td>Cost<tr><td>Iron<td>12<tr><td>Brass<td>41</table>")
        assert table.level == 1

    @pytest.mark.parametrize(
        "markup",
        [
            "<table><tr><td><p>The clock</p><td><h2>Gulls</h2><p>sat</p></table>",
            "<table role=presentation><tr><td>The clock<td><h2>Gulls</h2>sat</table>",
            "<table><tr><td>The clock</table><h2>Gulls</h2><table><tr><td>sat</table>",
        ],
    )
    def test_a_layout_table_is_walked_as_blocks(self, markup: str) -> None:
        assert [part.role for part in parts(markup)] == ["paragraph", "heading", "paragraph"]

    def test_figures(self) -> None:
        assert told("<figure><img alt='x' src=x><figcaption>The quay</figcaption></figure>") == (
            "figure",
            "The quay",
        )
        assert told("<figure><img alt='A clock' src=x></figure>") == ("figure", "A clock")
        assert parts("<p><img alt='A clock' src=x></p>") == []

    def test_code_keeps_its_lines(self) -> None:
        assert told("<pre><code>wind(3)\n  if stopped:<br>    wait()\n</code></pre>") == (
            "code",
            "wind(3)\n  if stopped:\n    wait()",
        )

    def test_a_display_formula_is_mathematics(self) -> None:
        markup = (
            "<p>Hence</p><span class=katex-display><span class=katex><math display=block><mfrac>"
            "<mi>a</mi><mi>b</mi></mfrac><annotation encoding='application/x-tex'>\\frac{a}{b}"
            "</annotation></math><span class=katex-html aria-hidden=true>ab</span></span></span>"
        )
        assert parts(markup)[1:] == [Part("math", ("\\frac{a}{b}",))]

    def test_details_and_terms_that_ask_are_questions(self) -> None:
        markup = (
            "<details><summary>Who winds it?</summary><p>Orla.</p></details>"
            "<dl><dt>Spring<dd>A coil.<dt>Why does it stop?<dd>It breaks.</dl>"
        )
        assert [(part.role, part.text, part.zone) for part in parts(markup)] == [
            ("question", "Who winds it?", "body"),
            ("paragraph", "Orla.", "answer"),
            ("list", "Spring: A coil.", "body"),
            ("question", "Why does it stop?", "body"),
            ("paragraph", "It breaks.", "answer"),
        ]

    @pytest.mark.parametrize(
        "hidden",
        [
            "<p hidden>no</p>",
            "<p style='color:red; display: none'>no</p>",
            "<span aria-hidden=true>no</span>",
            "<template><p>no</p></template>",
            "<noscript>no</noscript>",
            "<script>no</script><style>no</style>",
            "<span class='sr-only'>no</span>",
            "<select><option>no</select>",
            "<svg><text>no</text></svg>",
            "<iframe>no</iframe>",
        ],
    )
    def test_hidden_things_are_not_read(self, hidden: str) -> None:
        assert texts(f"<div><p>yes</p>{hidden}</div>") == [("yes",)]

    @pytest.mark.parametrize(
        ("markup", "reason"),
        [
            ("<div class='share-buttons'>Share it</div>", "a share bar"),
            ("<div id=newsletter-signup>Get our letter</div>", "a sign-up form"),
            ("<aside>Elsewhere</aside>", "an aside"),
            ("<div class='related-posts'>The weir</div>", "a pointer to other pages"),
            ("<button>Play</button>", "a button"),
            ("<p><a class='button primary' href=/x>Give now</a></p>", "a button"),
            ("<section role=doc-endnotes><ol><li>See page 4.</ol></section>", "a footnote"),
            ("<nav>Home</nav>", "page furniture"),
            ("<form>Your name <input name=n></form>", "a form"),
        ],
    )
    def test_furniture_within_a_text_is_kept_silent(self, markup: str, reason: str) -> None:
        found = parts("".join(f"<p>{text}</p>" for text in STORY) + markup)
        assert [part.silent for part in found] == [None] * len(STORY) + [reason]

    def test_a_name_alone_does_not_silence_the_text_itself(self) -> None:
        told = "".join(f"<p>{text}</p>" for text in STORY)
        assert all(
            part.silent is None for part in parts(f"<div class='social related'>{told}</div>")
        )

    def test_bullets_typed_by_hand_make_a_list(self) -> None:
        assert parts("<p>· a spring</p><p>· a key</p>") == [Part("list", ("a spring", "a key"))]


# ------------------------------------------------------------------- no word lost or doubled

_WORDS = st.lists(
    st.sampled_from("tide clock quay spring gull board lock key boat rope mast sail".split()),
    min_size=1,
    max_size=6,
).map(" ".join)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = (
        "p div b em h2 h3 ul:li ol:li blockquote span section td li a details dl:dd figure".split()
    )
    return st.builds(
        lambda tag, pieces, tail: (
            "".join(f"<{one}>" for one in tag.split(":"))
            + " ".join(pieces)
            + "".join(f"</{one}>" for one in reversed(tag.split(":")))
            + tail
        ),
        st.sampled_from(tags),
        st.lists(inner, max_size=4),
        st.one_of(st.just(" "), _WORDS.map(" {} ".format)),
    )


_MARKUP = st.recursive(_WORDS, _element, max_leaves=30)


def _seen(root: HtmlElement) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(root.itertext())))


@given(_MARKUP)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_or_doubled(markup: str) -> None:
    """Whatever the tree, the words of the parts are the words of the tree."""
    root = parse(markup)
    found = walk(root).parts
    words = [word for part in found for text in part.texts for word in re.findall(r"\w+", text)]
    words += [word for part in found for word in re.findall(r"\w+", part.speaker or "")]
    assert Counter(words) == _seen(root)


@given(st.lists(_MARKUP, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_word_of_a_kept_article_is_doubled(pieces: list[str]) -> None:
    """In a page, no word of the article comes out more often than it stands in it."""
    markup = article(" ".join(pieces))
    document = read(markup)
    words = Counter(word for one in document.sentences() for word in re.findall(r"\w+", one.text))
    speakers = [block.speaker or "" for block in document.blocks()]
    words += Counter(re.findall(r"\w+", " ".join(speakers)))
    assert words <= _seen(parse(markup)) + Counter("The Tide Clock".split())
    for text in STORY:
        assert text.split()[2] in words


# -------------------------------------------------------------------------- the main text


class TestPage:
    """Of a page the article is read, with the structure of its own markup."""

    def test_furniture_is_left_out_and_counted(self) -> None:
        document = read(article())
        assert document.title is not None
        assert document.title.text == "The Tide Clock"
        assert "Dock Street" not in " ".join(one.text for one in document.sentences())
        assert "page-furniture" in {notice.code for notice in document.notices}

    def test_structure_is_kept(self) -> None:
        extra = (
            f"<h2>The spring</h2><p>{STORY[2]}</p><ul><li>one new spring<li>one old key</ul>"
            f"<h3>Its price</h3><p>{STORY[1]}</p>"
            "<div><div><blockquote>Guess, then.<footer>Ivo Crake</footer></blockquote></div></div>"
            f"<p>{STORY[0][::-1]}</p>"
        )
        document = read(article(extra))
        assert [(one.heading.text, one.level) for one in document.sections] == [
            ("The spring", 1),
            ("Its price", 2),
        ]
        kinds = [block.kind for section in document.sections for block in section.blocks]
        assert kinds == ["paragraph", "list", "paragraph", "quote", "paragraph"]

    def test_headings_that_lead_nothing_are_left_out(self) -> None:
        document = read(article("<h2>More from the quay</h2><ul><li><a href=/x>Weir</a></ul>"))
        assert document.sections == ()

    def test_a_page_of_divs_without_names(self) -> None:
        told = "".join(f"<div>{text}</div>" for text in STORY * 2)
        menu = "".join(f"<div><a href=/{at}>Link {at}</a></div>" for at in range(30))
        document = read(f"<html><body><div>{menu}</div><div>{told}</div></body></html>")
        assert STORY[1][:40] in spoken(document)
        assert "Link 7" not in spoken(document)

    def test_a_page_that_hides_itself_until_a_script_runs(self) -> None:
        markup = article().replace("<main>", "<main style='visibility:hidden'>")
        assert STORY[0][:40] in spoken(read(markup))

    def test_a_fragment_is_read_whole(self) -> None:
        document = read("<p>Short news.</p><ul><li>One thing</ul>", "text/html")
        assert [block.kind for block in document.blocks()] == ["paragraph", "list"]
        assert document.notices[0].code == "no-title"

    def test_a_fragment_has_the_title_its_sender_says(self) -> None:
        source = Source(
            "feed", b"<h2>The quay</h2><p>Wet.</p>", "text/html", facts=Facts(title="The Tide")
        )
        document = HtmlReader().read(source, 1)
        assert document.title is not None
        assert document.title.text == "The Tide"
        assert [one.heading.text for one in document.sections] == ["The quay"]

    def test_the_title_is_not_said_twice(self) -> None:
        document = read(article(head="<meta property=og:title content='The Tide Clock'>"))
        sentences = [one.text for one in document.sentences()]
        assert sentences.count("The Tide Clock") == 1

    def test_pages_are_read_the_same_with_fewer_tags_closed(self) -> None:
        closed = read(article())
        assert read(article().replace("</p>", "")) == closed


class TestQuestions:
    """Questions with answers are told once, where they stand."""

    FAQ = (
        "<h2>Frequently asked questions</h2>"
        "<details><summary>Who winds the clock?</summary><p>Orla Penhale does.</p><p>Daily.</p></details>"
        "<details><summary>Is it for sale?</summary><p>No, it is not.</p></details>"
    )
    JSON = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"FAQPage",'
        '"mainEntity":[{"@type":"Question","name":"Who winds the clock?","acceptedAnswer":'
        '{"@type":"Answer","text":"Orla Penhale does. Daily."}}]}</script>'
    )

    def test_each_pair_once_with_its_whole_answer(self) -> None:
        document = read(article(self.FAQ, self.JSON))
        asked = [one.question.text for one in document.questions]
        assert asked == ["Who winds the clock?", "Is it for sale?"]
        answers = [" ".join(block.text for block in one.answer) for one in document.questions]
        assert answers == ["Orla Penhale does. Daily.", "No, it is not."]
        assert spoken(document).count("Orla Penhale does.") == 1

    def test_what_is_told_as_pairs_is_not_left_out(self) -> None:
        page_words = [
            one.text for one in read(article(self.FAQ)).notices if one.code == "page-furniture"
        ]
        assert page_words == [
            one.text for one in read(article()).notices if one.code == "page-furniture"
        ]

    def test_pairs_that_only_json_states_come_last(self) -> None:
        document = read(article(f"<h2>The spring</h2><p>{STORY[0]}</p>", self.JSON))
        assert [one.question.text for one in document.questions] == ["Who winds the clock?"]

    def test_pairs_from_json_leave_the_closing_last(self) -> None:
        closing = f"<h2>The spring</h2><p>{STORY[0]}</p><h2>Conclusion</h2><p>{STORY[3]}</p>"
        document = read(article(closing, self.JSON))
        assert [block.text for block in document.closing] == [STORY[3]]
        assert len(document.questions) == 1

    def test_text_after_the_questions_is_no_answer(self) -> None:
        document = read(article(self.FAQ + f"<h2>The gulls</h2><p>{STORY[3]}</p>"))
        assert [one.heading.text for one in document.sections] == ["The gulls"]
        assert document.questions[-1].answer[-1].text == "No, it is not."


# -------------------------------------------------------------------------------- charsets


class TestCharsets:
    """Byte order mark, strict UTF-8, the header, then what the markup declares."""

    BODY = article("<p>Zoë’s café kept the naïve façade of the Größe; it is 3 £ a night.</p>")

    @pytest.mark.parametrize(
        ("encoding", "head", "media_type"),
        [
            ("utf-8", "", None),
            ("utf-8-sig", "<meta charset=latin-1>", None),
            ("utf-16", "", None),
            ("cp1252", "<meta charset='windows-1252'>", None),
            (
                "cp1252",
                "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>",
                None,
            ),
            ("cp1252", "", "text/html; charset=windows-1252"),
            ("utf-8", "<meta charset=iso-8859-1>", "text/html; charset=iso-8859-1"),
        ],
    )
    def test_the_same_text(self, encoding: str, head: str, media_type: str | None) -> None:
        markup = self.BODY.replace("<head>", f"<head>{head}")
        document = read(markup.encode(encoding), media_type)
        assert "Zoë’s café kept the naïve façade of the Größe; it is 3 £ a night." in spoken(
            document
        )

    def test_an_xml_declaration_counts(self) -> None:
        markup = "<?xml version='1.0' encoding='shift_jis'?><html><body><p>時計が止まった。港の人々は困った。</p></body></html>"
        assert "時計が止まった。" in spoken(read(markup.encode("shift_jis")))


# -------------------------------------------------------------------------------- refusals

_LINKS = "".join(f"<li><a href=/{at}>Department {at}</a></li>" for at in range(12))


def wall(text: str, title: str = "Fenmouth Courier", head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f"<nav><ul>{_LINKS}</ul></nav><main>{text}</main></body></html>"
    )


class TestRefusals:
    """A page without an article is refused with the reason, in whatever language."""

    @pytest.mark.parametrize(
        "text",
        [
            f"<article><h1>The Tide Clock</h1><p>{STORY[0]}</p><div class=paywall><p>Subscribe to "
            "continue reading.</p><p>Already a subscriber? Sign in</p></div></article>",
            "<article><h1>Die Uhr</h1><p>Die Gezeitenuhr am Kai steht seit Montag still, und niemand "
            "weiß, wann die Schleuse öffnet.</p><div class=paywall><p>Jetzt mit Plus weiterlesen</p>"
            "</div></article>",
            "<article><h1>L’horloge</h1><p>L’horloge du quai est arrêtée depuis lundi, et personne ne "
            "sait quand ouvrir l’écluse…</p><div><p>La suite est réservée aux abonnés.</p></div></article>",
            "<article><h1>El reloj</h1><p>El reloj del muelle está parado desde el lunes y nadie sabe "
            "cuándo abrir la esclusa...</p><p>Suscríbete para seguir leyendo</p></article>",
        ],
    )
    def test_a_teaser(self, text: str) -> None:
        with pytest.raises(SourceError, match="subscribers"):
            read(wall(text))

    def test_a_teaser_that_says_so_in_json(self) -> None:
        head = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
        with pytest.raises(SourceError, match="subscribers"):
            read(wall(f"<article><h1>The Tide Clock</h1><p>{STORY[0]}</p></article>", head=head))

    @pytest.mark.parametrize(
        "text",
        [
            "<h1>We value your privacy</h1><p>We and our 214 partners store cookies on your device to "
            "show personalised ads.</p><button>Accept all</button><button>Reject all</button>",
            "<h1>Datenschutz</h1><p>Wir und unsere Partner verarbeiten personenbezogene Daten und setzen "
            "Cookies.</p><button>Alle akzeptieren</button>",
            "<h1>Vos données</h1><p>Nous et nos partenaires utilisons des cookies pour mesurer "
            "l’audience.</p><button>Tout accepter</button>",
        ],
    )
    def test_a_consent_wall(self, text: str) -> None:
        with pytest.raises(SourceError, match="cookies"):
            read(wall(text))

    @pytest.mark.parametrize(
        "text",
        [
            "<p>Please enable JavaScript to view this page.</p>",
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
            "<p>Bitte aktivieren Sie JavaScript, um fortzufahren.</p>",
            "<p>Veuillez activer JavaScript dans votre navigateur.</p>",
            "<p>このページを見るにはJavaScriptを有効にしてください。</p>",
        ],
    )
    def test_a_script_wall(self, text: str) -> None:
        with pytest.raises(SourceError, match="scripts"):
            read(wall(text))

    def test_a_check_for_robots(self) -> None:
        with pytest.raises(SourceError, match="robot"):
            read(
                wall(
                    "<h1>Checking your browser</h1><p>This takes a moment.</p>", "Just a moment..."
                )
            )

    def test_a_login_form(self) -> None:
        form = "<h1>Welcome back</h1><form><p>Name<input name=n><p>Password<input type=password></form>"
        with pytest.raises(SourceError, match="sign in"):
            read(wall(form))

    @pytest.mark.parametrize(
        ("title", "text"),
        [
            (
                "404 - Page not found",
                "<h1>Oh dear</h1><p>The page is not here. Try the search.</p>",
            ),
            (
                "Fenmouth",
                "<h1>Seite nicht gefunden</h1><p>Die Seite gibt es nicht mehr bei uns.</p>",
            ),
            ("Fenmouth", "<h1>Página no encontrada</h1><p>Vuelve al inicio y busca de nuevo.</p>"),
            ("502 Bad Gateway", "<h1>502 Bad Gateway</h1><p>quay/1.2</p>"),
        ],
    )
    def test_an_error_page(self, title: str, text: str) -> None:
        with pytest.raises(SourceError, match="error page"):
            read(wall(text, title))

    def test_a_front_page(self) -> None:
        cards = "".join(
            f"<div class=card><h2><a href=/{at}>Story number {at} of the quay</a></h2>"
            f"<p>{text[:90]}</p></div>"
            for at, text in enumerate(STORY * 3)
        )
        with pytest.raises(SourceError, match="lists articles"):
            read(wall(cards))

    def test_a_refusal_names_the_source_and_a_remedy(self) -> None:
        with pytest.raises(SourceError) as caught:
            read(wall("<p>Please enable JavaScript to view this page.</p>"))
        assert caught.value.where == "page.html"
        assert "browser" in caught.value.remedy

    @pytest.mark.parametrize(
        "about",
        [
            "A web page may ask you to accept cookies before it shows a word, and most people press "
            "accept all without reading what the partners store.",
            "Please enable JavaScript, says the page, and the reader wonders what JavaScript is and "
            "whether it must be enabled for a weather report.",
            "Error 404 was named after no room at all; page not found was simply the fourth in a list "
            "of things that a client had got wrong.",
            "Subscribe to continue reading is a sentence that the courier has never printed, though "
            "subscribers have asked for it more than once.",
        ],
    )
    def test_articles_about_walls_are_read(self, about: str) -> None:
        banner = "<div class=cookie-banner><p>We use cookies.</p><button>Accept all</button></div>"
        noscript = "<noscript>Please enable JavaScript.</noscript>"
        told = "".join(f"<p>{text}</p>" for text in (about, *STORY, about[::-1]))
        document = read(page(f"{banner}{noscript}<article><h1>On Walls</h1>{told}</article>"))
        assert about[:30] in spoken(document)
        assert "We use cookies" not in spoken(document)

    def test_an_article_with_paywall_markup_and_its_whole_text_is_read(self) -> None:
        head = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
        extra = "".join(f"<p>{text.replace('the', 'that')}</p>" for text in STORY * 2)
        assert STORY[0][:40] in spoken(read(article(extra, head)))
