"""Formulas in a page: MathML, KaTeX and MathJax, told by their TeX or by their signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.read.html.nodes import tag_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WRAPPER = re.compile(
    r"(?:^|\s)(?:katex|katex-display|MathJax(?:_Display)?|mwe-math-element(?:-\w+)?|mjx-chtml|"
    r"mathjax-block)(?:\s|$)"
)
_DISPLAY = re.compile(
    r"(?:^|\s)(?:katex-display|MathJax_Display|mwe-math-element-block|mathjax-block)(?:\s|$)"
)
_IMAGE = re.compile(
    r"(?:^|\s)(?:latex|mwe-math-fallback-image-(?:inline|display)|math|tex)(?:\s|$)"
)
_TEX_SCRIPT = re.compile(r"math/tex")
_LAYOUT = (
    "mfrac",
    "msup",
    "msub",
    "msubsup",
    "msqrt",
    "mroot",
    "munder",
    "mover",
    "munderover",
    "mtable",
)
_LONGEST_SIGNS = 12


def is_formula(element: HtmlElement) -> bool:
    """Tell whether the element is a formula, or what a library wraps one in."""
    tag = tag_of(element)
    if tag in {"math", "mjx-container"}:
        return True
    if tag == "script":
        return bool(_TEX_SCRIPT.match(element.get("type") or ""))
    names = element.get("class")
    if names is None or tag not in {"span", "div", "img", "p"}:
        return False
    return bool((_IMAGE if tag == "img" else _WRAPPER).search(names))


def read(element: HtmlElement) -> tuple[str, bool]:
    """Return what the formula says, and whether it stands on a line of its own.

    A few plain signs (``x = 2``) are returned as they stand, to be spoken in their sentence;
    what has more to it as TeX between ``\\\\(`` and ``\\\\)``, or its signs when there is no TeX.
    """
    display = _is_display(element)
    tree = element if tag_of(element) == "math" else _first(element, "math")
    tex = _tex(element, tree)
    signs = _signs(tree) if tree is not None else ""
    plain = tree is not None and not any(_first(tree, tag) is not None for tag in _LAYOUT)
    if not display and plain and 0 < len(signs) <= _LONGEST_SIGNS:
        return signs, False
    if not tex and not signs:
        signs = " ".join("".join(element.itertext()).split())
        return signs, display
    if display:
        return tex or signs, True
    return f"\\({tex}\\)" if tex else signs, False


def _is_display(element: HtmlElement) -> bool:
    names = element.get("class") or ""
    tree = element if tag_of(element) == "math" else _first(element, "math")
    script = element.get("type") or ""
    return (
        bool(_DISPLAY.search(names))
        or "mode=display" in script
        or element.get("display") in {"true", "block"}
        or (tree is not None and tree.get("display") == "block")
    )


def _tex(element: HtmlElement, tree: HtmlElement | None) -> str:
    if tag_of(element) == "script":
        return (element.text or "").strip()
    if tag_of(element) == "img":
        return (element.get("alt") or "").strip().strip("$")
    if tree is not None:
        for note in tree.iter("annotation"):
            if "tex" in (note.get("encoding") or "").lower():
                return " ".join((note.text or "").split())
        if tree.get("alttext"):
            return " ".join((tree.get("alttext") or "").split())
    image = _first(element, "img")
    return (image.get("alt") or "").strip().strip("$") if image is not None else ""


def _signs(tree: HtmlElement) -> str:
    """Return the letters, figures and operators of MathML in order."""
    pieces = [(node.text or "").strip() for node in tree.iter("mi", "mn", "mo", "mtext", "ms")]
    return " ".join(piece for piece in pieces if piece)


def _first(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next(iter(element.iter(tag)), None)
