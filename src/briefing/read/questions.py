"""Which parts are questions with answers, where the answers end, and what closes the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean

from briefing.model import NOT_FOR_THE_EAR, Notice
from briefing.read.lengths import length
from briefing.read.outline import Part

MARKED_QUESTION = re.compile(
    r"(?:Q\s?\d{0,3}[.)]\s+|(?:Q|Question|F|Frage|P|Pregunta)\s?\d{0,3}\s?:\s+|[Q問]：\s*)(?=\S)",
    re.I,
)
MARKED_ANSWER = re.compile(
    r"(?:A\s?\d{0,3}[.)]\s+|(?:A|Answer|R|Antwort|Réponse|Respuesta)\s?\d{0,3}\s?:\s+|[A答]：\s*)"
    r"(?=\S)",
    re.I,
)

_FAQ = re.compile(
    r"(?:the\s+)?(?:faqs?|f\.a\.q\.?|q\s?(?:&|and)\s?as?|questions?\s*(?:&|and)\s*answers?|"
    r"(?:some\s+)?(?:frequently|commonly|often)\s+asked\s+questions?|common\s+questions|"
    r"your\s+questions(?:,?\s+answered)?|questions|"
    r"häufige(?:\s+gestellte)?\s+fragen|häufig\s+gestellte\s+fragen|fragen\s+und\s+antworten|"
    r"foire\s+aux\s+questions|questions\s+fréquentes|questions\s+et\s+réponses|"
    r"preguntas\s+frecuentes|preguntas\s+y\s+respuestas|perguntas\s+frequentes|"
    r"domande\s+frequenti|veelgestelde\s+vragen|vanliga\s+frågor|"
    r"najcz(?:ęstsze|ęściej\s+zadawane)\s+pytania|pytania\s+i\s+odpowiedzi|"
    r"domande\s+e\s+risposte|perguntas\s+e\s+respostas|vragen\s+en\s+antwoorden|"
    r"časté\s+(?:dotazy|otázky)|gyakori\s+kérdések|întrebări\s+frecvente|"
    r"sık(?:ça)?\s+sorulan\s+sorular|συχνές\s+ερωτήσεις|часті\s+запитання|"
    r"(?:ال)?أسئلة\s+(?:ال)?شائعة|часто\s+задаваемые\s+вопросы|よくある質問|常见问题|常見問題|자주\s?묻는\s?질문)"
    r"(?:\s*\(.{1,20}\))?\s*[:.]?",
    re.I,
)
_ABOUT_QUESTIONS = re.compile(
    r"\b(?:questions?|faqs?|q\s?&\s?a|fragen|preguntas|perguntas|domande|vragen|frågor|вопросы)\b",
    re.I,
)
_CONCLUSION = re.compile(
    r"(?:in\s+)?(?:conclusions?|closing(?:\s+thoughts)?|final\s+thoughts|the\s+bottom\s+line|"
    r"fazit|schluss(?:wort|folgerung)?|ausblick|en\s+conclusion|pour\s+conclure|conclusión|"
    r"conclusiones|conclusão|conclusione|conclusie|slotsats|まとめ|结论|結論)\s*[:.]?",
    re.I,
)
_NUMBERED = re.compile(
    r"(?:(?P<word>Q|question|frage|pregunta|pergunta|domanda|vraag|fråga|вопрос|第|問|问题?)\s?)?"
    r"\(?\d{1,3}\s?(?:[.):：]|問|题)\s*(?=\D)",
    re.I,
)
_CLOSING = ('"', "”", "»", "'", "’")
_INSIDE = re.compile(r"[.!。！]\s+(?=\S)")

LONGEST_QUESTION = 250
_MOST_WORDS_ANSWERED = 400
"""Mean words an answer may have; where they are longer, the questions head sections."""

_ASKS = re.compile("[?？؟]")
_MOST_ASKED = 2
_MOSTLY = 0.6
"""Share of numbered questions in a run from which on the others are part of an answer."""

_ALONE = 18
"""Characters from which on a question of two words or fewer says what it is about: long words, or
a script that does not part them."""

_LONGEST_CLOSING = 3


def is_question(text: str, *, strict: bool = True) -> bool:
    """Tell whether ``text`` is one or more questions and nothing else.

    Not ``strict``: whether it ends as one, a statement or two before it allowed, as in "My line
    went dead. What should I do?".
    """
    stripped = text.rstrip(" \"'”’»)*_")
    if text[len(stripped) :].strip(" *_").endswith(_CLOSING):
        return False  # somebody is quoted as asking; nobody here will answer
    if not stripped.endswith(("?", "？", "؟", "⁇", "\u037e")) and not (
        stripped.endswith(";") and re.search("[\u0370-\u03ff]", stripped)
    ):
        return False
    body = _NUMBERED.sub("", stripped)
    inside = len(_INSIDE.findall(body))
    return len(stripped) <= LONGEST_QUESTION and inside <= (0 if strict else 2)


def is_faq(text: str) -> bool:
    """Tell whether a heading announces questions and answers."""
    return len(text) <= 80 and bool(_FAQ.fullmatch(text.strip()))


def _announces(heading: str) -> bool:
    return is_faq(heading) or (len(heading) <= 60 and bool(_ABOUT_QUESTIONS.search(heading)))


def gather(
    parts: Sequence[Part], candidates: frozenset[int], *, faq: bool = False
) -> tuple[list[Part], tuple[Notice, ...]]:
    """Return ``parts`` with the questions among ``candidates`` made questions, answers in zone.

    Parts whose role is ``question`` already are taken as they are. Of the candidates those are
    taken that come in a run of two or more with nothing but answers between, or that stand under
    a heading such as FAQ, or anywhere when ``faq`` says that the whole document announces them.
    What stands after the last answer is the closing.
    """
    chosen = _chosen(parts, candidates, faq)
    parts = _unnumbered(parts, chosen)
    result: list[Part] = []
    notices: list[Notice] = []
    place = 0
    while place < len(parts):
        part = parts[place]
        if place in chosen:
            place = _take_run(parts, chosen, place, result)
            continue
        if part.role == "heading" and place + 1 in chosen and _announces(part.text):
            notices.append(
                Notice("heading-not-spoken", f"The heading {part.text!r} announces the questions.")
            )
        else:
            result.append(part)
        place += 1
    return result, tuple(notices)


def _unnumbered(parts: Sequence[Part], chosen: frozenset[int]) -> list[Part]:
    """Return ``parts`` without the numbers of the questions: "Question 3." or, of several, "3."."""
    numbers = {place: match for place in chosen if (match := _NUMBERED.match(parts[place].text))}
    told = {place for place, match in numbers.items() if len(numbers) > 1 or match["word"]}
    return [
        replace(part, texts=(part.texts[0][numbers[place].end() :], *part.texts[1:]))
        if place in told
        else part
        for place, part in enumerate(parts)
    ]


def _chosen(parts: Sequence[Part], candidates: frozenset[int], whole: bool) -> frozenset[int]:
    """Return the places of the questions: marked ones, those under FAQ, and those in runs."""
    chosen: set[int] = set()
    run: list[int] = []
    faq = whole
    for place, part in enumerate(parts):
        if part.role == "question":
            chosen.add(place)
        elif place in candidates and _answered(parts, candidates, place):
            run.append(place)
            continue
        elif part.role == "heading" or place in candidates:
            chosen.update(_accepted(parts, run, faq))
            run, faq = [], whole or is_faq(part.text)
    chosen.update(_accepted(parts, run, faq))
    return frozenset(chosen)


def _answered(parts: Sequence[Part], candidates: frozenset[int], place: int) -> bool:
    after = place + 1
    return (
        after < len(parts)
        and after not in candidates
        and parts[after].role not in {"heading", "question", "title"}
        and parts[after].zone != "closing"
    )


def _accepted(parts: Sequence[Part], run: list[int], faq: bool) -> list[int]:
    """Return those of a run that are questions with answers; none when it proves too little."""
    numbered = [place for place in run if _NUMBERED.match(parts[place].text)]
    if len(numbered) > 1 and len(numbered) >= _MOSTLY * len(run):
        run = numbered
    if faq:
        return run
    run = [place for place in run if len(_ASKS.findall(parts[place].text)) <= _MOST_ASKED]
    if len(run) < 2:
        return []
    words = [
        sum(len(part.text.split()) for part in parts[start + 1 : end])
        for start, end in pairwise(run)
    ]
    asked = [parts[place].text for place in run if is_question(parts[place].text)]
    proven = len(asked) > max(1, len(run) / 2)
    alone = 2 * sum(map(_stands_alone, asked)) >= len(run)
    listed = sum(parts[place + 1].role == "list" for place in run)
    if 2 * listed > len(run):
        return []  # "Do you like to write?" heads a list and asks nothing
    return run if proven and alone and mean(words) <= _MOST_WORDS_ANSWERED else []


def _stands_alone(text: str) -> bool:
    """Tell whether a question says what it asks about: "What else?" heads a section."""
    return len(text.split()) > 2 or length(text) > _ALONE


def _take_run(parts: Sequence[Part], chosen: frozenset[int], place: int, result: list[Part]) -> int:
    """Append a run of questions and answers from ``place`` on; return the place after it."""
    lengths: list[int] = []
    while place in chosen:
        result.append(replace(parts[place], role="question"))
        end = _end_of_answer(parts, chosen, place + 1)
        kept = end
        if end == len(parts) or end not in chosen:
            kept = _kept_answer(parts, place + 1, end, lengths)
        result += [replace(part, zone="answer") for part in parts[place + 1 : kept]]
        lengths.append(end - place - 1)
        place = kept
    end = _end_of_answer(parts, chosen, place)
    result += [replace(part, zone="closing") for part in parts[place:end]]
    return end


def _end_of_answer(parts: Sequence[Part], chosen: frozenset[int], place: int) -> int:
    while (
        place < len(parts)
        and place not in chosen
        and parts[place].role not in {"heading", "title"}
        and parts[place].zone != "closing"
    ):
        place += 1
    return place


def _kept_answer(parts: Sequence[Part], start: int, end: int, lengths: list[int]) -> int:
    """Return where the run's last answer ends: it is no longer than the longest one before it.

    With no answer before it to go by, it keeps all there is, and so it does where code stands in
    the rest, which closes no article. Notes at the foot of the article are nobody's answer.
    """
    if end != len(parts):
        return end
    while end > start + 1 and (parts[end - 1].silent or parts[end - 1].role == "figure"):
        end -= 1
    rest = parts[start + max(1, *lengths, 0) : end]
    if not lengths or any(part.role == "code" for part in rest):
        return end
    return min(end, start + max(1, *lengths))


def close(parts: Sequence[Part]) -> tuple[list[Part], tuple[Notice, ...]]:
    """Return ``parts`` with a last section headed ``Conclusion``, or the like, as the closing."""
    headings = [place for place, part in enumerate(parts) if part.role == "heading"]
    if not headings or any(part.zone == "closing" for part in parts):
        return list(parts), ()
    last = headings[-1]
    tail = parts[last + 1 :]
    if (
        not _CONCLUSION.fullmatch(parts[last].text.strip())
        or not 1 <= len(tail) <= _LONGEST_CLOSING
        or any(part.role in NOT_FOR_THE_EAR | {"question"} for part in tail)
    ):
        return list(parts), ()
    text = f"The heading {parts[last].text!r} announces the closing."
    closing = [replace(part, zone="closing") for part in tail]
    return [*parts[:last], *closing], (Notice("heading-not-spoken", text),)
