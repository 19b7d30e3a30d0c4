"""What an element is by its tag and attributes alone: block or inline, hidden, furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.read.facts import letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav noframes ol optgroup option p pre section summary table tbody td tfoot th thead tr "
    "ul xmp listing plaintext".split()
)

UNREAD = frozenset(
    "script style template noscript head title svg canvas video audio object embed iframe frame "
    "map area select datalist input textarea meter progress link meta base rt rp rtc param source "
    "track applet noembed noframes".split()
)
"""Elements whose text is no text of the page, or stands beside text that says the same."""

_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BLOCK_STYLE = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden|visuallyhidden|screen-reader|"
    r"assistive-text|a11y-hidden|u-hidden|show-for-sr|element-invisible|mw-editsection|"
    r"mw-cite-backlink|headerlink|anchorjs-link|heading-anchor|hash-link|header-anchor|"
    r"anchor-link|katex-html|MJX_Assistive_MathML|MathJax_Preview)(?:\s|$)"
)
_NUMBERS_CLASS = re.compile(r"(?:^|\s)(?:lineno|linenos|gutter|line-numbers-rows)(?:\s|$)")
_NUMBERS_TAGS = frozenset({"td", "span", "pre"})


def tag_of(element: HtmlElement) -> str:
    """Return the tag's name, lower case; "" for a comment or the like."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = tag.lower()
    return name.rpartition(":")[2] if name.startswith(("html:", "xhtml:", "h:")) else name


def names_of(element: HtmlElement) -> str:
    """Return class, id and the like in one text, to be searched for telling words."""
    found = [
        element.get(key)
        for key in (
            "class",
            "id",
            "itemprop",
            "data-component",
            "data-testid",
            "epub:type",
            "data-elementor-type",
        )
    ]
    return " ".join(name for name in found if name)[:1_000]


def is_block(element: HtmlElement) -> bool:
    """Tell whether text before and after the element stands apart from the text in it."""
    if tag_of(element) in BLOCKS:
        return True
    style = element.get("style")
    return style is not None and bool(_BLOCK_STYLE.search(style))


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether the element says of itself that nobody sees it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    if style is not None and _HIDDEN_STYLE.search(style):
        return True
    names = element.get("class")
    if names is not None:
        if _HIDDEN_CLASS.search(names):
            return True
        if element.tag in _NUMBERS_TAGS and _NUMBERS_CLASS.search(names):
            return True
    return element.tag == "dialog" and element.get("open") is None


def level_of(element: HtmlElement) -> int | None:
    """Return the level of a heading; ``None`` of anything else."""
    level = HEADINGS.get(tag_of(element))
    if level is None and element.get("role") == "heading":
        stated = element.get("aria-level") or "2"
        level = int(stated) if stated.isdecimal() and 1 <= int(stated) <= 9 else 2
    return level


def said(element: HtmlElement) -> str:
    """Return all text in the element, scripts and the like left out, white space folded."""
    pieces: list[str] = []
    _say(element, pieces)
    return " ".join("".join(pieces).split())


def _say(element: HtmlElement, pieces: list[str]) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        tag = tag_of(child)
        if tag and tag not in UNREAD:
            block = tag in BLOCKS or tag == "br"
            if block:
                pieces.append(" ")
            _say(child, pieces)
            if block:
                pieces.append(" ")
        if child.tail:
            pieces.append(child.tail)


def is_longer(element: HtmlElement, limit: int) -> bool:
    """Tell whether the element says more than ``limit`` characters, or has very many nodes."""
    length = 0
    for count, node in enumerate(element.iter()):
        if tag_of(node) not in UNREAD:
            length += len(node.text or "")
        if node is not element:
            length += len(node.tail or "")
        if length > 3 * limit or count > 3 * limit:
            return True
    return len(said(element)) > limit


def is_all_links(element: HtmlElement) -> bool:
    """Tell whether what the element says is said in links, but for signs between them."""
    if is_longer(element, 6_000):
        return False
    linked = sum(len(letters(said(link))) for link in element.iter("a") if link.get("href"))
    return linked > 0 and linked >= 0.9 * len(letters(said(element)))


# ------------------------------------------------------------------------------ furniture


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_:-])(?:{words})(?=$|[\s_:0-9-])", re.I)


_FURNITURE = tuple(
    (reason, _named(words))
    for reason, words in (
        (
            "a share bar",
            r"share|sharing|shares|share-?(?:bar|buttons?|links?|tools?|this)|social|socials|"
            r"social-?(?:media|links?|icons?|share|bar)|addtoany|sharedaddy|addthis|"
            r"a2a|ssba|jp-post-flair",
        ),
        (
            "a pointer to other pages",
            r"related|related-?(?:posts?|articles?|stories|content|links?|news|topics?)|"
            r"recommended|recommendations|recirc(?:ulation)?|read-?(?:more|next|also)|readmore|"
            r"more-?(?:stories|articles|posts|news)|also-?(?:like|read)|see-?also|outbrain|"
            r"taboola|jp-relatedposts|yarpp|crp_related|post-?nav(?:igation)?|next-?prev|"
            r"up-?next|suggested|cta|cta-?(?:section|box|block|banner)|contact-?(?:tiles|us|block)|"
            r"promo|promo-?(?:box|link)|teaser-?(?:list|box)|in-?article-?link",
        ),
        (
            "a sign-up form",
            r"newsletter|newsletter-?(?:box|form|signup|promo)|sign-?up|subscribe|"
            r"subscribe-?(?:box|form|widget)|subscription|mailing-?list|mc_embed_signup|mc4wp|"
            r"opt-?in|email-?capture|jetpack_subscription_widget",
        ),
        (
            "an advertisement",
            r"advert|advertisement|advertising|ads|ad-?(?:slot|unit|container|wrapper|block|"
            r"label|banner)|ad|adsbygoogle|sponsored|sponsor-?(?:box|block)|dfp|gpt-?ad|anzeige|"
            r"werbung|publicite",
        ),
        (
            "a notice about cookies",
            r"cookie|cookies|cookie-?(?:banner|consent|notice|bar)|consent|gdpr|onetrust|cmp",
        ),
        ("a table of contents", r"toc|table-?of-?contents|toc-?(?:container|list|wrapper)|ez-toc"),
        (
            "page furniture",
            r"breadcrumbs?|breadcrumb-?(?:list|nav)|pagination|pager|page-?links|nav|navbar|"
            r"navigation|menu|site-?(?:header|footer|nav)|footer|page-?foot(?:er)?|pied|"
            r"pied-?(?:de-?)?page|fu(?:ss|ß)zeile|colophon|comment-?(?:body|content|form)|print-?(?:link|button)|skip-?link|back-?to-?top|"
            r"post-?(?:views|ratings?)|sidebar|toolbar|login-?form|search-?form",
        ),
        (
            "a label",
            r"tags|tag-?(?:list|links|cloud)|tagcloud|post-?tags|entry-?tags|cat-?links|"
            r"categories|reading-?time|read-?time|navbox|sistersitebox|mbox-small|catlinks",
        ),
        ("a fact box", r"infobox"),
        (
            "a footnote",
            r"footnotes?|endnotes?|footnote-?(?:list|section|definitions?)|references|reflist|"
            r"reference-?list|rearnotes?|doc-endnotes?|doc-footnote",
        ),
    )
)

_TALK = _named(
    r"comments?|comments?-?(?:area|list|section|thread|wrapper|container)|commentlist|disqus_thread|"
    r"respond|discussion-?(?:area|list|thread)|kommentare|commentaires|comentarios"
)

_CAPTION = _named(
    r"caption|figcaption|wp-caption-text|image-?caption|photo-?caption|media-?caption|"
    r"caption-?text|image-?credit|photo-?credit|img-?credit"
)
_ROLES = {
    "navigation": "page furniture",
    "search": "page furniture",
    "banner": "page furniture",
    "contentinfo": "page furniture",
    "doc-endnotes": "a footnote",
    "doc-footnote": "a footnote",
    "doc-endnote": "a footnote",
    "doc-toc": "a table of contents",
    "toolbar": "page furniture",
    "menu": "page furniture",
    "menubar": "page furniture",
    "alertdialog": "page furniture",
    "button": "a button",
}
_TAGS = {
    "nav": "page furniture",
    "footer": "page furniture",
    "button": "a button",
    "menu": "page furniture",
}
_NOTE_SECTION = re.compile(r"(?:^|\s)(?:ftn|edn|fn|footnote)[:_-]?\d{1,3}$", re.I)
_NAMES = (("page furniture", _TALK), *_FURNITURE, ("a footnote", _NOTE_SECTION))
_SPOKEN_ASIDE = _named(
    r"admonition|callout|note|notice|tip|warning|info|important|caution|highlight|pull-?quote|"
    r"box|infobox|definition|example|key-?(?:points|takeaways)|summary|text"
)
LONGEST_FURNITURE = 1_200
"""Characters; what is longer holds more than its class name says."""

_WHOLE_SECTIONS = frozenset({"a footnote", "a table of contents"})


def why_silent(element: HtmlElement, longest: int = LONGEST_FURNITURE) -> str | None:
    """Return why an element within a text is not for the ear; ``None`` when it is.

    Only names that builders of pages give to furniture count, and only on an element of at most
    ``longest`` characters: what holds more is likely to hold the text itself.
    """
    reason = _reason(element)
    if reason is None:
        return None
    bounded = reason not in _WHOLE_SECTIONS and not (
        tag_of(element) == "nav" or _TALK.search(names_of(element))
    )
    return None if is_longer(element, longest if bounded else _LONGEST_SECTION) else reason


_LONGEST_SECTION = 60_000


def _reason(element: HtmlElement) -> str | None:
    tag = tag_of(element)
    reason = _TAGS.get(tag) or _ROLES.get(element.get("role") or "")
    if reason is not None:
        return reason
    names = names_of(element)
    if names and (reason := next((why for why, words in _NAMES if words.search(names)), None)):
        return reason
    if tag == "aside" and not _SPOKEN_ASIDE.search(names):
        return "an aside"
    if tag == "form" and element.find(".//input") is not None:
        return "a form"
    return None


_SUBTITLE = _named(
    r"sub-?titles?|standfirst|dek|deck|tagline|kicker|eyebrow|strapline|sub-?head(?:line)?|lede"
)
_CALL = _named(r"btn|button|cta|wp-block-button__link|button-link")


_PULLED = _named(r"pull-?quotes?|pulled-?quote|block-?quote")


def is_pull_quote(element: HtmlElement) -> bool:
    """Tell whether a block is by its class a quotation set apart."""
    names = element.get("class")
    return names is not None and bool(_PULLED.search(names)) and not is_longer(element, 600)


def is_subtitle(element: HtmlElement) -> bool:
    """Tell whether a heading is by its class what stands under or over the title."""
    names = element.get("class")
    return names is not None and bool(_SUBTITLE.search(names))


def is_call(element: HtmlElement) -> bool:
    """Tell whether a link is dressed as a button and stands alone in its block."""
    if tag_of(element) != "a" or not _CALL.search(element.get("class") or ""):
        return False
    outer = element.getparent()
    return outer is not None and len(said(element)) <= 60 and said(outer) == said(element)


def is_caption(element: HtmlElement) -> bool:
    """Tell whether the element is a caption by its class."""
    names = element.get("class")
    return names is not None and bool(_CAPTION.search(names))
