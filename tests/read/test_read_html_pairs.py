"""Questions with answers are found in every form pages give them, once each, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing.read.html.pairs import Pair, harvest
from briefing.read.html.tree import parse

PAIRS = [("Who keeps the weir?", "Two sisters keep it."), ("Is it deep?", "Only in a wet March.")]


def pairs(body: str) -> list[tuple[str, str]]:
    """Return the questions of a page and the words of their answers."""
    return [(pair.question, said(pair)) for pair in harvest(parse(f"<h1>The weir</h1>{body}"))]


def said(pair: Pair) -> str:
    """Return the words of an answer."""
    return " ".join(part.text for part in pair.answer)


def each(form: str, around: str = "{}") -> str:
    """Return markup with both pairs in one form."""
    filled = (
        form.replace("@q", asked).replace("@a", answer).replace("@i", str(count))
        for count, (asked, answer) in enumerate(PAIRS)
    )
    return around.format("".join(filled))


def json_ld(answers: list[tuple[str, str]] = PAIRS) -> str:
    """Return FAQPage JSON-LD."""
    stated = {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": q, "acceptedAnswer": {"@type": "Answer", "text": a}}
            for q, a in answers
        ],
    }
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


FORMS = {
    "json-ld": json_ld(),
    "microdata": each(
        '<div itemscope itemtype="https://schema.org/Question"><b itemprop="name">@q</b><div '
        'itemprop="acceptedAnswer" itemscope><span itemprop="text">@a</span></div></div>'
    ),
    "rdfa": each(
        '<div typeof="Question"><b property="name">@q</b><div property="acceptedAnswer" '
        'typeof="Answer"><span property="text">@a</span></div></div>'
    ),
    "details": each("<details><summary>@q</summary>@a</details>"),
    "details with a heading": each("<details><summary><h3>@q</h3></summary><p>@a</p></details>"),
    "definition list": each("<dt>@q</dt><dd>@a</dd>", "<dl>{}</dl>"),
    "definition list in rows": each("<div><dt>@q</dt><dd>@a</dd></div>", "<dl>{}</dl>"),
    "headings": each("<h2>@q</h2><p>@a</p>"),
    "headings in sections": each("<section><h3>@q</h3><div><p>@a</p></div></section>"),
    "bold paragraphs": each("<p><strong>@q</strong></p><p>@a</p>"),
    "bold openings": each("<p><b>@q</b><br>@a</p>"),
    "bold points": each("<li><strong>@q</strong> @a</li>", "<ul>{}</ul>"),
    "Q and A": each("<p>Q: @q</p><p>A: @a</p>"),
    "Q and A in one paragraph": each("<p><b>Q:</b> @q<br><b>A:</b> @a</p>"),
    "Bootstrap": each(
        '<div class="card"><h5><a data-toggle="collapse" href="#c@i">@q</a></h5>'
        '<div id="c@i" class="collapse">@a</div></div>'
    ),
    "panels apart from their buttons": each('<button aria-controls="p@i">@q</button>')
    + each('<div id="p@i" hidden><p>@a</p></div>'),
    "jQuery UI": each("<h3>@q</h3><div>@a</div>", '<div id="accordion">{}</div>'),
    "Yoast": each(
        '<div class="schema-faq-section"><strong class="schema-faq-question">@q</strong> '
        '<p class="schema-faq-answer">@a</p></div>',
        '<div class="schema-faq wp-block-yoast-faq-block">{}</div>',
    ),
    "Rank Math": each(
        '<div class="rank-math-list-item"><h3 class="rank-math-question">@q</h3>'
        '<div class="rank-math-answer"><p>@a</p></div></div>'
    ),
    "Divi": each(
        '<div class="et_pb_toggle"><h5 class="et_pb_toggle_title">@q</h5>'
        '<div class="et_pb_toggle_content clearfix"><p>@a</p></div></div>'
    ),
    "Elementor": each(
        '<div class="elementor-accordion-item"><div class="elementor-tab-title" role="button" '
        'aria-controls="e@i"><i class="icon"></i><a class="elementor-accordion-title">@q</a></div>'
        '<div id="e@i" class="elementor-tab-content" style="display:none"><p>@a</p></div></div>'
    ),
    "Webflow": each(
        '<div class="w-dropdown"><div class="w-dropdown-toggle"><div>@q</div></div>'
        '<nav class="w-dropdown-list"><p>@a</p></nav></div>'
    ),
    "HubSpot": each(
        '<div class="hs-accordion__item"><button class="accordion__title" aria-expanded="false">@q'
        '<span class="icon">+</span></button><div class="accordion__content">@a</div></div>'
    ),
    "check boxes": each(
        '<div><input type="checkbox" id="x@i" hidden><label for="x@i">@q</label><div>@a</div></div>'
    ),
    "table under a FAQ heading": "<h2>FAQ</h2>"
    + each("<tr><td><b>@q</b></td><td>@a</td></tr>", "<table>{}</table>"),
    "bare boxes under a FAQ heading": "<h2>Frequently asked questions</h2>"
    + each("<div><div>@q</div><div>@a</div></div>", "<div>{}</div>"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form(form: str) -> None:
    assert pairs(f"<p>First, the weir.</p>{FORMS[form]}") == PAIRS


@pytest.mark.parametrize("form", FORMS)
def test_a_pair_in_json_ld_and_in_the_body_is_one(form: str) -> None:
    assert pairs(json_ld() + FORMS[form]) == PAIRS


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json-ld"])
def test_the_elements_hold_question_and_answer(form: str) -> None:
    for pair in harvest(parse(f"<h1>The weir</h1>{FORMS[form]}")):
        held = " ".join("".join(element.itertext()) for element in pair.elements)
        assert pair.question in held
        assert said(pair) in " ".join(held.split())


def test_the_tree_is_left_as_it_was() -> None:
    root = parse("<h1>The weir</h1>" + "".join(FORMS.values()))
    before = etree.tostring(root)
    assert harvest(root)
    assert etree.tostring(root) == before


NO_PAIRS = {
    "comments": each("<h3>@q</h3><p>@a</p>", '<div id="comments">{}</div>'),
    "teasers": each('<h3><a href="/story">@q</a></h3><p>@a</p>'),
    "teaser cards": each('<a href="/story"><h3>@q</h3><p>@a</p></a>'),
    "a quiz": each('<h3>@q</h3><ul><li><input type="radio">Yes<li><input type="radio">No</ul>'),
    "a search form": "<h3>What are you looking for?</h3><form><input name=q></form>" * 2,
    "a menu": '<button aria-expanded="false" aria-controls="m">Menu</button><ul id="m"><li>A</ul>',
    "folds that do not ask": "<details><summary>Shipping</summary>By boat.</details>"
    "<details><summary>Materials</summary>Oak.</details>",
    "a glossary": "<dl><dt>Weir</dt><dd>A low dam.</dd><dt>Sluice</dt><dd>A gate.</dd></dl>",
    "rhetoric": "<p>So what is to be done?</p><p>Nothing.</p><p>Is that so?</p><p>It is.</p>",
    "one question heading": "<h2>What now?</h2><p>Nobody knows.</p><h2>Later</h2><p>Rain.</p>",
    "asked of the reader": "<h2>Was this page helpful?</h2><p>Yes No</p>"
    "<h2>Still have questions?</h2><p>Ring us.</p>",
    "a quiz in JSON-LD": '<script type="application/ld+json">{"@type":"Quiz","hasPart":[{"@type":'
    '"Question","name":"Who?","acceptedAnswer":{"text":"She."}}]}</script>',
    "questions without answers": "<h2>Who?</h2><h2>Why?</h2>",
}


@pytest.mark.parametrize("form", NO_PAIRS)
def test_what_asks_but_is_no_pair(form: str) -> None:
    assert pairs(NO_PAIRS[form]) == []


def test_folds_under_a_faq_heading_need_no_question_mark() -> None:
    body = "<h2>FAQ</h2><details><summary>How long is it?</summary>Ten metres.</details>"
    body += "<details><summary>Getting there</summary>By boat.</details>"
    assert pairs(body) == [("How long is it?", "Ten metres."), ("Getting there", "By boat.")]


def test_an_answer_keeps_its_structure() -> None:
    body = "<h2>Is it deep?</h2><p>In March.</p><ul><li>a<li>b</ul><h3>Why</h3><p>Rain.</p>"
    found = harvest(parse(body + "<h2>Is it old?</h2><p>Yes.</p>"))
    roles = [(part.role, part.texts, part.zone) for part in found[0].answer]
    assert roles == [
        ("paragraph", ("In March.",), "answer"),
        ("list", ("a", "b"), "answer"),
        ("paragraph", ("Why",), "answer"),
        ("paragraph", ("Rain.",), "answer"),
    ]


def test_the_last_answer_does_not_swallow_the_rest() -> None:
    closing = "<p>That is all we know.</p><p>The weir is open.</p>"
    assert pairs(each("<h2>@q</h2><p>@a</p>") + closing) == PAIRS


def test_the_answer_of_the_body_goes_before_that_of_json_ld_if_they_agree() -> None:
    stated = json_ld([(PAIRS[0][0], "Two sisters keep it, it says here.")])
    assert pairs(stated + each("<h3>@q</h3><p>@a</p>")) == PAIRS
    other = json_ld([(PAIRS[0][0], "Nothing in common whatever.")])
    found = pairs(other + each("<h3>@q</h3><p>@a</p>"))
    assert found[0] == (PAIRS[0][0], "Nothing in common whatever.")


def test_json_ld_answers_are_read_as_html_or_text() -> None:
    answers = [("One?", "<p>Plain &amp; <b>bold</b>.</p>"), ("Two?", "&lt;p&gt;Twice.&lt;/p&gt;")]
    answers += [("Three?", "3 < 4 & so on"), ("Four?", "First.\n\nSecond.")]
    found = pairs(json_ld(answers))
    assert [answer for _, answer in found] == [
        "Plain & bold.",
        "Twice.",
        "3 < 4 & so on",
        "First. Second.",
    ]


def test_a_second_copy_gives_its_elements_to_the_first() -> None:
    twice = "<div>" + FORMS["details"] + "</div><div>" + FORMS["details"] + "</div>"
    found = harvest(parse(twice))
    assert [len(pair.elements) for pair in found] == [2, 2]


def test_signs_and_numbers_are_no_part_of_a_question() -> None:
    body = "<details><summary>1. Is it deep? <span>+</span></summary>No.</details>"
    body += "<details><summary>▶ Q2: Is it old?</summary>Yes.</details>"
    assert pairs(body) == [("Is it deep?", "No."), ("Is it old?", "Yes.")]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(sorted({**FORMS, **NO_PAIRS}.items())), max_size=5))
def test_no_mixture_doubles_a_question_or_an_element(forms: list[tuple[str, str]]) -> None:
    found = harvest(parse("<h1>The weir</h1>" + "".join(markup for _, markup in forms)))
    asked = [pair.question for pair in found]
    assert len(asked) == len(set(asked))
    held = [element for pair in found for element in pair.elements]
    assert len(held) == len({id(element) for element in held})
    assert all(
        part.zone == "answer" and part.text.strip() for pair in found for part in pair.answer
    )
