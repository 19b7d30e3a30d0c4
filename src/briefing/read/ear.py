"""What is not for the ear: each kind of it has a rule, and nothing vanishes unseen.

A part, or a sentence of one, is spoken as it stands, turned into sentences (a small table), or
kept with the reason it is silent; marks that only point elsewhere are taken out of sentences and
counted. The rules know a part's role and its words, not where it came from, so every format has
the same ones; what only a format's markup can tell (a caption, a share bar) its reader says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.read.part import Part

CELL = "\t"
"""What stands between the cells of a table's row; no cell holds one."""

_BY_ROLE = {"code": "code", "figure": "a caption", "math": "mathematics"}
_HEADLINES = frozenset({"title", "heading", "question"})


@dataclass(frozen=True, slots=True)
class Heard:
    """Parts with what is silent marked so, and how many marks were taken out of their words."""

    parts: tuple[Part, ...]
    marks: int


def for_the_ear(parts: Sequence[Part]) -> Heard:
    """Return ``parts``, each spoken, silent with its reason, or turned into what can be spoken."""
    found: list[Part] = []
    marks = 0
    for part in _without_apparatus(parts):
        if part.silent is not None or part.role in _BY_ROLE:
            found.append(replace(part, silent=part.silent or _BY_ROLE[part.role]))
        elif part.role == "table":
            found.append(_told(part))
        else:
            counted = [_MARK.subn("", text) for text in part.texts]
            marks += sum(count for _, count in counted)
            found.extend(_judged(part, [text for text, _ in counted]))
    return Heard(tuple(found), marks)


# ------------------------------------------------------------------------ marks in the text

_MARK = re.compile(
    r"\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,8}\](?=[\s.,;:!?)”’\"'\[]|$)"
    r"|\s?\[(?:(?:note|nb|n)\s\d{1,3}|[a-z])\](?=[\s.,;:!?)”’\"'\[]|$)"
    r"|\s?\[(?:citation needed|edit|clarification needed|when\?|who\?|by whom\?)\]"
    r"|(?:(?<=[a-zà-ÿ]{4})|(?<=[.,;:!?”»\"]))[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?=[\s.,;:!?)”»\"]|$)"
)
"""Marks of notes and citations; superscript figures only after a whole word, so that km² stays."""

_FORMULA = re.compile(
    r"\$\$.+?\$\$|\\\[.+?\\\]|\\\(.+?\\\)|\\begin\{[a-z*]+\}|\\(?:frac|sum|int|sqrt|mathbb)\b"
    r"|\$[^$\s][^$]{0,200}?[\\^_{=][^$]{0,200}?\$",
    re.S,
)
"""TeX that has more to it than a letter or a number; prices have no such signs between them."""


def silent_sentence(text: str) -> str | None:
    """Return why a sentence within a paragraph cannot be spoken; ``None`` when it can."""
    return "mathematics" if _FORMULA.search(text) else None


# ---------------------------------------------------------------- texts that are no sentences

_LONGEST_FURNITURE = 240
"""Characters; whatever is longer is told, even if it begins as a share bar does."""

WEB_ADDRESS = re.compile(r"(?:<?(?:https?://|www\.)\S++[\s,;]*+)++")
_WORD = re.compile(r"[^\W_]")
_TEXTS = tuple(
    (reason, re.compile(pattern, re.I))
    for reason, pattern in (
        (
            "a caption",
            r"(?:photo(?:graph)?|image|picture|illustration|foto|bild|abb(?:ildung|\.)|grafik|"
            r"figure|fig\.|crédit photo|imagen|immagine|zdjęcie)"
            r"\s?(?:\d{1,3}|by|credit|courtesy)?\s?[:.]\s",
        ),
        (
            "a pointer to other pages",
            r"(?:(?:read|see|watch|listen) (?:also|more|next|now)|also (?:read|see)|related"
            r"(?: articles?| stories| posts?| content| topics)?|more (?:on this|from)\b[^.]{0,60}|"
            r"you (?:may|might) also like|recommended(?: for you)?|further reading|up next|"
            r"lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|siehe auch|"
            r"(?:à )?lire aussi|voir aussi|sur le même sujet|lea (?:también|más)|te puede "
            r"interesar|ver también|leia (?:também|mais)|veja também|leggi anche|vedi anche|lees "
            r"(?:ook|meer)|zie ook|läs (?:också|mer)|se også|les også|læs også|lue myös|czytaj "
            r"(?:też|także)|zobacz też|czytaj więcej|čtěte také|citește și|olvassa el|читайте "
            r"(?:также|також)|смотрите также|関連記事|相关阅读|延伸閱讀|관련 ?기사)"
            r"\s*(?:[:：»>→|–—-]|$)",
        ),
        (
            "a share button",
            r"(?:share(?: this| on| via)?(?: article| post| story| page)?|tweet(?: this)?|pin it|"
            r"print(?: this)?|copy link|follow us|like us|teilen|artikel teilen|drucken|partager|"
            r"compartir|compartilhar|condividi|delen|dela|udostępnij|поделиться|シェア|分享)"
            r"(?:(?: on| via| auf| sur| en| su| op| by)? ?(?:facebook|twitter|x|linkedin|whatsapp|"
            r"reddit|e-?mail|mastodon|bluesky|threads|pinterest|instagram|[,|•·/&]|and|und|et|y))*"
            r"\s*[:.!]?$",
        ),
        (
            "a newsletter sign-up",
            r"(?:sign up|subscribe|join|register|get (?:the|our|more)|enter your e-?mail|"
            r"(?:jetzt )?(?:den |unseren )?newsletter|melden sie sich|abonnieren|abonnez|"
            r"inscrivez|suscr[ií]b|assine|inscreva|iscriviti|schrijf je in|meld je aan|"
            r"prenumerera|zapisz się|подпи[шс])[^.!?]{0,120}?"
            r"(?:newsletter|inbox|mailing ?list|e-?mail|posteingang|bo[iî]te|correo|bolet[ií]n|"
            r"nieuwsbrief|nyhetsbrev|рассылк)[^.!?]{0,80}[.!]?$",
        ),
        (
            "a label",
            r"(?:advertisement|sponsored(?: content)?|ad|anzeige|werbung|publicité|publicidad|"
            r"publicidade|pubblicità|advertentie|reklama|реклама|広告|広告)$"
            r"|\d{1,3}[- ]min(?:ute)?s? read$|reading time:? .{1,20}$|lesezeit:? .{1,20}$"
            r"|(?:tags?|filed under|posted in|categor(?:y|ies)|topics|schlagw[oö]rter|mots-clés|"
            r"etiquetas)\s?[:：]\s.{1,200}$",
        ),
        (
            "a line of the feed",
            r"(?:the post|der beitrag|l’article|l'article|la entrada|l'articolo|het bericht)\b"
            r".{1,400}?(?:appeared first on|erschien zuerst auf|est apparu en premier sur|"
            r"aparece primero en|proviene da|verscheen eerst op)\b.{0,200}$",
        ),
        (
            "a copyright line",
            r"(?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{4}))[^.!?]{0,120}"
            r"(?:\.?\s*all rights reserved\.?)?$"
            r"|all rights reserved\.?$|alle rechte vorbehalten\.?$|tous droits réservés\.?$",
        ),
    )
)


def _judged(part: Part, texts: Sequence[str]) -> Iterator[Part]:
    """Yield the part with ``texts`` in place of its own, parted where some are silent."""
    if part.role in _HEADLINES:
        spoken = " ".join(texts).strip()
        yield replace(part, texts=(spoken,)) if spoken else replace(part, silent="a mark")
        return
    pending: list[str] = []
    for text, before in zip(texts, part.texts, strict=True):
        reason = _reason(text)
        if reason is None:
            pending.append(text)
            continue
        if pending:
            yield replace(part, texts=tuple(pending))
            pending = []
        yield replace(part, texts=(text if _WORD.search(text) else before,), silent=reason)
    if pending:
        yield replace(part, texts=tuple(pending))


def _reason(text: str) -> str | None:
    """Return why a text by itself is not for the ear; ``None`` when it is."""
    bare = text.strip()
    if not _WORD.search(bare[:2_000]):
        return "signs without words"
    if WEB_ADDRESS.fullmatch(bare[:2_000]):
        return "a web address"
    if len(bare) > _LONGEST_FURNITURE:
        return None
    return next((reason for reason, pattern in _TEXTS if pattern.match(bare)), None)


# ------------------------------------------------------------- headings of what is no article

_APPARATUS = re.compile(
    r"(?:(?P<notes>references(?: and notes)?|notes and references|footnotes|endnotes|bibliography|"
    r"works cited|literature cited|citations|einzelnachweise|literaturverzeichnis|fußnoten|"
    r"quellenverzeichnis|bibliographie|références|notes et références|referencias|bibliografía|"
    r"referências|bibliografia|riferimenti|note e riferimenti|referenties|voetnoten|przypisy|"
    r"примечания|литература|脚注|参考文献|참고 ?문헌)"
    r"|(?P<pointers>see also|related(?: articles| posts| stories| links| content)?|read more|"
    r"read next|further reading|external links|more from .{1,40}|you (?:may|might) also like|"
    r"recommended(?: for you)?|siehe auch|weblinks|mehr zum thema|das könnte sie (?:auch )?"
    r"interessieren|voir aussi|liens externes|articles liés|véase también|enlaces externos|"
    r"ver também|vedi anche|zie ook|zobacz też|см\. также|関連項目|外部リンク|参见|相关文章)"
    r"|(?P<talk>leave a (?:comment|reply)|\d+ comments|share this(?: article| post)?|"
    r"(?:sign up|subscribe)(?: .{1,60})?newsletter.{0,30}))\s*[:.]?",
    re.I,
)
_REASONS = {"notes": "references", "pointers": "pointers to other pages", "talk": "page furniture"}


def _without_apparatus(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield ``parts``, those under headings such as References silent, the heading with them.

    Only after another heading and in the second half: an essay may open with "Comments".
    """
    words = [len(part.text) for part in parts]
    half, told, headed = sum(words) / 2, 0, False
    reason, level = None, 0
    for part, length in zip(parts, words, strict=True):
        told += length
        if part.role in _HEADLINES:
            if reason is not None and part.role == "heading" and part.level > level:
                yield replace(part, role="paragraph", silent=reason)
                continue
            match = _APPARATUS.fullmatch(part.text.strip()) if part.role == "heading" else None
            reason = _REASONS[match.lastgroup or ""] if match and headed and told > half else None
            level, headed = part.level, True
            yield replace(part, role="paragraph", silent=reason) if reason else part
        elif reason is not None and part.zone != "closing":
            yield replace(part, silent=part.silent or reason)
        else:
            yield part


# ------------------------------------------------------------------------------- tables

_MOST_ROWS = 8
_MOST_COLUMNS = 5
_MOST_WORDS = 160
_LONGEST_CELL = 160


def _told(table: Part) -> Part:
    """Return a small table as one sentence a row, a larger one silent.

    A row is told as ``Line: Coast; Trains: 24.``, each cell after the head of its column; the
    rows of two columns without heads as ``Line: Coast.``
    """
    rows = [[cell.strip() for cell in text.split(CELL)] for text in table.texts]
    heads, body = (rows[0], rows[1:]) if table.level else ([], rows)
    if not _is_small(heads, body):
        shown = tuple(" | ".join(row) for row in rows)
        return replace(
            table, texts=shown, silent=f"a table of {len(rows)} row{'s' * (len(rows) > 1)}"
        )
    return replace(table, texts=tuple(_sentence(heads, row) for row in body if any(row)))


def _is_small(heads: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    cells = [cell for row in body for cell in row]
    columns = max(map(len, body), default=0)
    return (
        1 <= len(body) <= _MOST_ROWS
        and (2 <= columns <= _MOST_COLUMNS if heads else columns == 2)
        and (not heads or len(heads) >= columns)
        and any(_WORD.search(cell) for cell in cells)
        and max(map(len, cells)) <= _LONGEST_CELL
        and sum(len(cell.split()) for cell in (*heads, *cells)) <= _MOST_WORDS
    )


def _sentence(heads: Sequence[str], row: Sequence[str]) -> str:
    if not heads:
        return _ended(": ".join(cell.rstrip(".;:") for cell in row if cell))
    named = zip(heads, row, strict=False)
    cells = [(head.rstrip(".;:"), cell.rstrip(".;")) for head, cell in named if cell]
    return _ended("; ".join(f"{head}: {cell}" if head else cell for head, cell in cells))


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("!", "?", "…")) else f"{sentence}."
