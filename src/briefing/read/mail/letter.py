"""The letter in a mail: its text, what is furniture of newsletters kept silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Document, Facts, Notice, Source
from briefing.read import headed
from briefing.read.checked import headline, language, line, link, moment, names
from briefing.read.decode import clean, decode
from briefing.read.facts import same_title
from briefing.read.mail.furniture import EARLIER, HIDDEN, ON_THE_WEB, furnished
from briefing.read.mail.mime import Letter, Mail, header, kind_of, letter_of, opened
from briefing.read.mail.plain import parts_of_text
from briefing.read.outline import Part, compose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_WORDS = 60
"""A mail with fewer and another in it is the cover of that one."""


def document_of(source: Source, number: int) -> Document:
    """Return the letter; raises ``SourceError`` when there is none, or it is encrypted.

    A mail that only forwards another is read as that one. What is furniture of newsletters
    is kept silent; attachments are named in a notice and not read.
    """
    message = opened(source)
    letter = letter_of(message)
    parts, facts, notices = _told(message, letter, source)
    for _ in range(_MOST_FORWARDS):
        if not letter.mails or _words(parts) >= FEWEST_WORDS:
            break
        cover = tuple(" ".join(part.texts) for part in parts)
        message = letter.mails[0]
        letter = letter_of(message)
        parts, facts, found = _told(message, letter, source)
        parts += [Part("paragraph", (text,), silent=COVER) for text in cover if text.strip()]
        notices += found
    if not parts:
        raise _nothing(source, letter)
    return compose(source, number, parts, facts, (*notices, *_attached(letter, source)))


COVER = "what who forwarded it wrote"
_MOST_FORWARDS = 5


def _words(parts: Sequence[Part]) -> int:
    return sum(len(part.text.split()) for part in parts if part.silent is None)


def _nothing(source: Source, letter: Letter) -> SourceError:
    if letter.locked:
        return SourceError(
            f"The mail is {letter.locked[0]}.",
            where=source.origin,
            remedy="Open it in a mail program, and save its text as a plain text file.",
        )
    what = "There is no text in this mail."
    if letter.attached:
        what = f"There is no text in this mail; attached to it: {_listed(letter.attached)}."
    remedy = "Save what is attached, or open the mail, and give the text as a file."
    return SourceError(what, where=source.origin, remedy=remedy)


def _attached(letter: Letter, source: Source) -> tuple[Notice, ...]:
    found = []
    if letter.attached:
        text = f"Attachments not read: {_listed(letter.attached)}."
        found.append(Notice("attachments", text, source.origin))
    if letter.mails:
        text = f"Mails attached to this one, not read: {len(letter.mails)}."
        found.append(Notice("attachments", text, source.origin))
    if letter.locked:
        text = f"Parts of the mail that are {letter.locked[0]}: {len(letter.locked)}."
        found.append(Notice("locked-parts", text, source.origin))
    return tuple(found)


def _listed(attached: Sequence[str]) -> str:
    shown = ", ".join(attached[:5])
    return f"{shown} and {len(attached) - 5} more" if len(attached) > 5 else shown


# ------------------------------------------------------------------------------- the letter


def _told(
    message: Mail, letter: Letter, source: Source
) -> tuple[list[Part], Facts, tuple[Notice, ...]]:
    """Return the parts of a letter, what the mail says of it, and notices."""
    facts = _facts(message)
    parts: list[Part] = []
    notices: list[Notice] = []
    for text in letter.texts:
        body = text.get_payload(decode=True)
        if not isinstance(body, bytes) or not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
            continue
        told = _rich if kind_of(text) == "text/html" else _plain
        found, said, complaints = told(text, body, source, facts)
        parts += found
        facts = facts.over(said)
        notices += complaints
    parts = furnished([_masthead(part, at, facts) for at, part in enumerate(parts)])
    parts, announced = headed.asked(parts)
    return parts, facts, (*notices, *announced)


def _masthead(part: Part, place: int, facts: Facts) -> Part:
    """Return ``part``, silent when it is the name of the letter at its head and nothing more."""
    named = facts.publisher is not None and same_title(part.text, facts.publisher)
    named = named and place < 6 and part.role in {"heading", "paragraph"}
    return replace(part, silent="the name of the letter") if named else part


def _decoded(text: Mail, body: bytes, source: Source) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of a part of the mail; what it declares comes after what it is."""
    charset = line(str(text.get_param("charset") or ""), 40) or ""
    kind = kind_of(text)
    own = Source(source.origin, body, f"{kind}; charset={charset}" if charset else None)
    return decode(own, markup=kind == "text/html")


def _plain(
    text: Mail, body: bytes, source: Source, facts: Facts
) -> tuple[list[Part], Facts, tuple[Notice, ...]]:
    shown, notices = _decoded(text, body, source)
    if shown.lstrip().startswith("-----BEGIN PGP MESSAGE-----"):
        raise _nothing(source, Letter(locked=["encrypted"]))
    flowed = str(text.get_param("format") or "").lower() == "flowed"
    joined = str(text.get_param("delsp") or "").lower() == "yes"
    parts, said, told = parts_of_text(shown, facts.title, flowed=flowed, joined=joined)
    return parts, said, notices + told


def _rich(
    text: Mail, body: bytes, source: Source, facts: Facts
) -> tuple[list[Part], Facts, tuple[Notice, ...]]:
    from briefing.read.html.tree import parse
    from briefing.read.html.walk import walk

    shown, notices = _decoded(text, body, source)
    root = parse(shown, source.origin)
    hidden = _hidden(root)
    link = _web_version(root)
    for element in root.xpath("//*[contains(@class, 'newsletter') or contains(@id, 'newsletter')]"):
        element.attrib.pop("class", None)  # in a page a form to sign up, here the letter itself
        element.attrib.pop("id", None)
    walked = walk(root, _quoted(root))
    parts = headed.titled(list(walked.parts), facts.title)
    said, parts = headed.header(parts)
    parts += hidden
    said = Facts(link=link, language=language(root.get("lang"))).over(said)
    return parts, said, (*notices, *walked.notices(source.origin))


_UNSEEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|"
    r"max-height\s*:\s*0)",
    re.I,
)
_TINY = re.compile(
    r"(?:^|[;\s])font-size\s*:\s*(?:0(?:\.\d+)?(?:px|pt|em|%)?|1px)\s*(?:!|;|$)", re.I
)
_SIZED = "boolean(.//*[contains(@style, 'font')])"
_OUTLOOK = re.compile(r"mso-hide\s*:\s*all\s*;?", re.I)


def _hidden(root: HtmlElement) -> list[Part]:
    """Take hidden text out of the tree, such as the line for lists of mails; return it silent."""
    found: list[Part] = []
    gone: set[HtmlElement] = set()
    for element in root.xpath("/html/body//*[@style]"):
        style = _OUTLOOK.sub("", element.get("style"))  # what one program hides the others show
        element.set("style", style)
        if not _is_unseen(element, style) or not gone.isdisjoint(element.iterancestors()):
            continue
        gone.add(element)
        if said := line(" ".join(element.itertext()), 50_000):
            found.append(Part("paragraph", (said,), silent=HIDDEN))
    for element in gone:
        element.drop_tree()
    return found


def _is_unseen(element: HtmlElement, style: str) -> bool:
    """Tell whether a style hides: type too small, too, unless what is within has its own size."""
    return bool(_UNSEEN.search(style) or (_TINY.search(style) and not element.xpath(_SIZED)))


def _web_version(root: HtmlElement) -> str | None:
    """Return the address of the letter on the web, if one of its links says it is that."""
    for anchor in root.iter("a"):
        text = clean(anchor.text_content()[:200])[0]
        if ON_THE_WEB.search(text) and (address := link(anchor.get("href"), any_host=True)):
            return address
    return None


def _quoted(root: HtmlElement) -> dict[HtmlElement, Sequence[Part]]:
    """Return the earlier letters quoted below this one, silent; forwarded ones are let be."""
    found: dict[HtmlElement, Sequence[Part]] = {}
    quotes = root.xpath("//blockquote[@type='cite' or contains(@class, 'gmail_quote')]")
    outer = [quote for quote in quotes if not set(quote.iterancestors()) & set(quotes)]
    words = len(root.text_content().split())
    for quote in outer:
        own = len(quote.text_content().split())
        if words - own < FEWEST_WORDS:
            quote.tag = "div"
            continue
        said = line(" ".join(quote.itertext()), 100_000)
        found[quote] = [Part("quote", (said,), silent=EARLIER)] if said else []
    return found


# ------------------------------------------------------------------------- what the mail says

_PREFIX = re.compile(
    r"(?:(?:re|fwd?|fw|aw|wg|antw|antwort|tr|rv|enc|res|sv|vs|vb|vl|odp|pd|doorst|ynt|回复|转发|"
    r"返信|転送)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s*|\[[^\[\]]{1,60}\]\s*(?=\S))+",
    re.I,
)
_OF_PUBLISHER = re.compile(r"(.{2,60}?)\s(?:from|at|@|von|bei|chez|de|di|da|van|via|\|)\s(.{2,80})")
_IN_BRACKETS = re.compile(r"<\s*(https?://[^<>\s]{4,2000})\s*>")


def _facts(message: Mail) -> Facts:
    """Return what the headers say: title, who wrote and who sends it, date, link, language."""
    subject = header(message, "Subject") or ""
    title = _PREFIX.sub("", subject, count=1) if _PREFIX.match(subject) else subject
    sender = line(parseaddr(header(message, "From") or "")[0], 200)
    listed = header(message, "List-Id") or ""
    publisher = line(listed.partition("<")[0].strip(" \"'"), 100) if "<" in listed else None
    byline = sender
    if sender and (match := _OF_PUBLISHER.fullmatch(sender)):
        byline, publisher = match[1], publisher or match[2]
    elif sender and not publisher and (listed or header(message, "List-Unsubscribe")):
        publisher, byline = sender, None
    archived = _IN_BRACKETS.search(header(message, "Archived-At") or "")
    return Facts(
        title=headline(title, is_markup=False),
        byline=names([byline], publisher),
        published=moment(header(message, "Date")),
        language=language(header(message, "Content-Language")),
        link=link(archived[1], any_host=True) if archived else None,
        publisher=publisher,
    )
