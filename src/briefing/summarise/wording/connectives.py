"""Leading words that tie a sentence to the one before and say nothing of their own.

None says why, when or instead of what: "As a result" and "Then" stay. In German and Dutch, where
the verb comes second, only words go that stand outside the count.
"""

from __future__ import annotations

from briefing.summarise.wording.lazily import Lazy
from briefing.summarise.wording.quoted import overlaps, quoted

_COMMA = {
    "en": "However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|But|And|Still|Yet|"
    "Nevertheless|Nonetheless|Indeed|Besides|In fact|Of course|That said",
    "fr": "Cependant|Toutefois|Pourtant|Par ailleurs|De plus|En outre|Néanmoins|D[’']ailleurs|"
    "Mais|Et|Or|En effet|Du reste|Pendant ce temps",
    "es": "Sin embargo|No obstante|Además|Asimismo|Por otra parte|Por otro lado|Mientras tanto|"
    "Pero|"
    "De hecho|Ahora bien",
    "it": "Tuttavia|Inoltre|Però|Eppure|Ma|Intanto|Nel frattempo|Del resto|Peraltro",
    "pt": "No entanto|Além disso|Contudo|Porém|Entretanto|Todavia|Mas|De resto|Enquanto isso",
    "pl": "Co więcej|Niemniej|Poza tym|Mimo to|Ale",
}
_BARE = {
    "en": r"(?:But|And)(?! (?:for|then|so|also|yet|neither|nor|still|what|how|why|all|"
    r"not only|the more|of|who|which|that|is|was|are|were|has|have|had|will|would|did|does|isn|"
    r"wasn|aren|weren|hasn|haven|hadn|didn|doesn|"
    r"wouldn|couldn|just|afterwards|rightly|"
    r"The|Then|There|A|An|In|On|When|Now|So|Just|Never)\b)|"
    r"Yet(?= (?:the|he|she|they|we|you|i|it|there|this|these|those|no|many|some|most|few)\b)",
    "de": r"(?:Aber|Und)(?! (?:so|dann|dass|auch|ob|wenn|weil|zwar|wie|was|wer|warum|wo|da|doch|"
    r"nun|"
    r"jetzt|nicht|noch|schon|damit|dabei|dies)\b)|Doch(?= (?:der|die|das|ein|eine|er|sie|es|wir|"
    r"ich|im|in|am|auf|für|bei|[A-ZÄÖÜ]\w+)\b)",
    "fr": r"(?:Mais|Et)(?= (?:le|la|les|l[’']|un|une|il|elle|ils|elles|on|nous|ce|cette|ces|"
    r"[A-ZÀ-Þ]\w)"
    r"|\s[lL][’'])",
    "es": r"(?:Pero|Y)(?= (?:el|la|los|las|un|una|no|este|esta|estos|estas|[A-ZÁÉÍÓÚÑ]\w))",
    "it": r"(?:Ma|E|Ed|Tuttavia|Inoltre)(?= (?:il|lo|la|i|gli|le|un|una|non|[A-ZÀ-Þ]\w)\b| l[’'])",
    "pt": r"(?:Mas|E)(?= (?:o|a|os|as|um|uma|não|este|esta|[A-ZÀ-Þ]\w)\b)",
    "nl": r"(?:Maar|En)(?= (?:de|het|een|hij|zij|ze|wij|we|er|in|op|volgens|[A-Z]\w+)\b)",
    "pl": r"(?:Ale|Jednakże|Ponadto|Poza tym)(?! (?:się|go|mu|jej|je|ją|ich|im|mi|by|tak|to|nie|co|"
    r"tam|wtedy|że|jak|czy|znów)\b)",
}
_LEADING = {
    language: Lazy(
        "|".join(
            piece
            for piece in (
                rf"(?:{_COMMA[language]}),\s+" if language in _COMMA else "",
                rf"(?:{_BARE[language]})\s+" if language in _BARE else "",
            )
            if piece
        )
    )
    for language in ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
}
_VERB = (
    r"(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|should|says|"
    r"said|admits|remains|remained)"
)
_BEFORE_VERB = Lazy(rf",\s(?:however|meanwhile|moreover),\s(?={_VERB}\b)")
_AFTER_PHRASE = Lazy(
    r"(?:In|On|At|For|After|Since|By|Today|Yesterday)\b(?:\s[^\s,;:.]+){0,7}?"
    r"(,\s(?:however|meanwhile|moreover)),\s(?=[A-Z]|(?:the|a|an|he|she|it|they|we|there|our|his|"
    r"her|"
    r"its|their|no|most|many|some|all)\b)"
)
_LAST = Lazy(r",\s(?:however|though)(?=\.$)")
_LEAST_WORDS = 4


def without_connective(text: str, primary: str) -> str:
    """Return ``text`` without the connective it opens with, if four words or more are left.

    In English also without ", however," further in. Quoted words stay as they are.
    """
    leading = _LEADING.get(primary)
    match = leading.pattern.match(text) if leading else None
    if match is not None:
        rest = text[match.end() :]
        enough = len(rest.split(None, _LEAST_WORDS - 1)) == _LEAST_WORDS and rest[0].isalnum()
        if enough and not overlaps(quoted(text), 0, match.end()):
            return rest[0].upper() + rest[1:]
    return _without_inner(text) if primary == "en" and "," in text else text


def _without_inner(text: str) -> str:
    """Return English ``text`` without a "however" between its subject and its verb, or so."""
    match = _AFTER_PHRASE.pattern.match(text)
    start, end = match.span(1) if match else (-1, -1)
    joint = ""
    if match is None and (last := _LAST.pattern.search(text)):
        start, end = last.span()
    elif match is None and (within := _BEFORE_VERB.pattern.search(text)):
        start, end = within.span()
        joint = " "
        if "," in text[:start]:
            return text  # the commas may be those of a list or of another aside
    if start < 0 or overlaps(quoted(text), 0, end):
        return text
    return text[:start] + joint + text[end:]
