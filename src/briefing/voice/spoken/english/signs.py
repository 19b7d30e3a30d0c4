"""English signs: mathematics, footnote marks, and what a sign is called when nothing else fits."""

from __future__ import annotations

import re

from briefing.voice.spoken import numbers
from briefing.voice.spoken.text import Rule, rule

_SIGNS = {
    "&": "and",
    "=": "equals",
    "×": "times",
    "÷": "divided by",
    "±": "plus or minus",
    "%": "percent",
    "‰": "per thousand",
    "§": "section",
    "¶": "paragraph",
    "©": "copyright",
    "№": "number",
    "°": "degrees",
    "º": "degrees",
    "≈": "approximately",
    "≤": "at most",
    "≥": "at least",
    "≠": "is not equal to",
    "→": "to",
    "⇒": "to",
    "√": "square root of",
    "∞": "infinity",
    "∑": "sum of",
    "∫": "integral of",
    "∂": "partial",
    "∝": "proportional to",
    "∈": "in",
    "∪": "union",
    "∩": "intersection",
    "∴": "therefore",
    "⊂": "subset of",
    "@": "at",
    "\\": "backslash",
    "¢": "cents",
    "−": "minus",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₩": "won",
    "₹": "rupee",
    "₽": "rouble",
    "₿": "bitcoin",
}
_SILENT = "™®*•▪●◦‣►▶■□◆◇○†‡`^|_~<>{}←↑↓⁂·"
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "µ": "mu",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "gamma",
    "Δ": "delta",
    "Λ": "lambda",
    "Σ": "sigma",
    "Φ": "phi",
    "Ψ": "psi",
    "Ω": "omega",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", "0123456789-+n")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _say_sign(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    return f" {_SIGNS[match[0]]}{' ' if after.isalnum() else ''}"


def _power(match: re.Match[str]) -> str:
    """Say an exponent: ten to the power of minus three; two and three are squared and cubed."""
    raised = match[1].translate(_RAISED).lstrip("+")
    sign, figure = ("minus ", raised[1:]) if raised[0] == "-" else ("", raised)
    if not figure:
        return " "
    if not sign and figure in ("2", "3"):
        return " squared " if figure == "2" else " cubed "
    said = figure if not figure.isdigit() else numbers.number(figure)
    return f" to the power of {sign}{said} "


def _lowered(match: re.Match[str]) -> str:
    return match[0].translate(_LOWERED)


_NOTE = (
    r"\[(?:[0-9]{1,3}|note [0-9]{1,3}|citation needed|clarification needed)"
    r"(?:(?:, ?|[-–])[0-9]{1,3}){0,9}\]"
)

FOOTNOTES: tuple[Rule, ...] = (
    rule(
        rf" ?(?<!\W\w){_NOTE}(?:,? ?{_NOTE}){{0,9}}",
        "",
    ),
    rule(r"(?<=[.,;:!?”\"’)])[¹²³⁰⁴-⁹]{1,3}(?!\w)", ""),
    rule(r"(?<=[a-z]{4})(?<!miles)(?<!eters)(?<!etres)[¹²³⁰⁴-⁹]{1,3}(?![\w⁰-⁹])", ""),
)
"""Rules for the marks of notes, which say nothing."""

MARKS: tuple[Rule, ...] = (
    rule("[₀-₉]+", _lowered),
    rule(r"(?<=\w)\^[-−](?=[0-9])", " to the power of minus "),
    rule(r"(?<=\w)\^(?=\w)", " to the power of "),
    rule(r"(?<=[0-9])([⁰¹²³⁴-⁹⁻⁺ⁿ]++)(?<![⁻⁺])", _power),
    rule(r"(?<=[\w)])([⁰⁴-⁹⁻⁺ⁿ][⁰¹²³⁴-⁹⁻⁺ⁿ]*+)(?<![⁻⁺])", _power),
    rule(
        r"(?<![A-Za-z])([a-z])([a-z])(?=[²³](?!\w))(?<!cm)(?<!km)(?<!mm)(?<!dm)(?<!ft)(?<!in)"
        r"(?<!mi)(?<!yd)(?<!nm)",
        r"\1 \2",
    ),
    rule(r"[~∼] ?(?=[$£€]?[0-9])", "about "),
    rule(r"(?<=[0-9])(?: \* |\*)(?=[0-9])", " times "),
    rule(r"(?<=[0-9]) ?× ?(?=10(?: to the|[⁰¹²³⁴-⁹⁻]))", " times "),
    rule(r"(?<!\w)#(?=[0-9])", "number "),
    rule(r"§§ ?(?=[0-9])", "sections "),
    rule(r"(?<=[\w)]) < (?=[\w$£€-])", " less than "),
    rule(r"(?<=[\w)]) > (?=[\w$£€-])", " greater than "),
    rule(r"(?<=[\w)]) (?:≤|<=) (?=[\w$£€-])", " less than or equal to "),
    rule(r"(?<=[\w)]) (?:≥|>=) (?=[\w$£€-])", " greater than or equal to "),
    rule(r"(?<!\w)<(?=[$£€]?[0-9])", "less than "),
    rule(r"(?<!\w)>(?=[$£€]?[0-9])", "more than "),
)
"""Rules for signs of mathematics that need what stands around them; they come before numbers."""

MINUS: tuple[Rule, ...] = (
    rule(r"(?<=[0-9]) ?[-−] ?(?=[0-9]{1,12}(?:[.,][0-9]{1,6})? ?=)", " minus "),
    rule(r"(?<=[0-9]) ?− ?(?=[0-9.$£€])", " minus "),
    rule(r"(?<![^\s(\[{“\"'‘/:;=<>?~≈!×+])[-−] ?(?=[$£€¥₹]?\.?[0-9])(?<! - )", "minus "),
    rule(r"(?<![^\s(\[])(?<![0-9] )–(?=[0-9]+(?:\.[0-9]+)? ?[%°])", "minus "),
)
"""Rules for a hyphen or a dash that is a minus."""

LAST: tuple[Rule, ...] = (
    rule(r"(?<=\w)² ?", " squared "),
    rule(r"(?<=\w)³ ?", " cubed "),
    rule(r"(?<!\w)C\+\+(?!\w)", "C plus plus"),
    rule(r"(?<=[0-9a-z]) ?\+(?!\+)(?= ?\w)|(?<!\S)\+(?=\w)", " plus "),
    rule(r"(?<=[a-z0-9A-Z])\+(?!\+)(?=\w)", " plus "),
    rule(r"(?<=[a-z0-9A-Z])\+(?!\+)", " plus"),
    rule(r"(?<!\w)([CF])#(?!\w)", r"\1 sharp"),
    rule("#", " hash "),
    rule(f"[{re.escape(''.join(_SIGNS))}]", _say_sign),
    rule(
        rf"(?<![^\W\d_a-zA-Z])[{''.join(_GREEK)}](?![^\W\d_a-zA-Z])",
        lambda match: f" {_GREEK[match[0]]} ",
    ),
    rule(rf"(?<![{re.escape(_SILENT)}])[{re.escape(_SILENT)}]++(?=[,;:.!?)\]])", ""),
    rule(f"[{re.escape(_SILENT)}]", " "),
    rule(r" (?:-{1,3}|–) (?=\S)", " — "),
)
"""Rules for what is left: no sign stays behind them that a voice would drop or guess."""
