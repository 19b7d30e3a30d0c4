"""Pages that hold no article: told by how little else they say, and refused with the reason.

An article about cookies or scripts says the same words, so words alone never refuse: hardly any
text may stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Source
from briefing.read.html.body import Body
from briefing.read.html.nodes import names_of, said, tag_of
from briefing.read.html.pairs import Pair
from briefing.read.html.runs import Run

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVE = "Open it in a browser, save the page once the article shows, and give the file."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is not read, and what a person can do about it."""

    what: str
    remedy: str


TEASER = Refusal(
    "Only the beginning of the article is in it; the rest is for subscribers.",
    "Open it in a browser where you are signed in, save the page, and give the file.",
)
CONSENT = Refusal("It holds a question about cookies in place of the article.", _SAVE)
SCRIPT = Refusal("It shows its article only once scripts have run in a browser.", _SAVE)
ROBOTS = Refusal("It holds a check that its reader is no robot, in place of the article.", _SAVE)
LOGIN = Refusal(
    "It holds a form to sign in, and no article.",
    "Sign in with a browser, save the article's page, and give the file.",
)
ERROR = Refusal(
    "It is an error page, and no article.", "Check its address, or find the article's new one."
)
LISTING = Refusal(
    "It lists articles and holds none itself.", "Give the address of one of the articles."
)
EMPTY = Refusal("No article was found in it.", _SAVE)

_PAYWALL = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in|become a (?:member|subscriber))[^.!?]{0,50}"
    r"\b(?:to|and) (?:continue|keep|read|view|unlock|access|finish|get (?:full|unlimited))"
    r"|(?:to|continue|keep) (?:read|reading)[^.!?]{0,60}(?:subscri|sign up|log ?in|sign in|account)"
    r"|(?:this|the (?:full|rest of (?:this|the))) (?:article|story|post|content) is (?:only )?"
    r"(?:for|available to|reserved for|exclusive)[^.!?]{0,40}(?:subscribers|members|paid|paying)"
    r"|(?:only|exclusively) (?:for|available to) (?:paid |paying )?(?:subscribers|members)"
    r"|already a (?:subscriber|member)\?|(?:subscriber|member)s?[- ]only\b"
    r"|you have (?:reached|read|used) [^.!?]{0,40}(?:free )?(?:articles?|limit)"
    r"|(?:jetzt|um) [^.!?]{0,40}(?:weiterlesen|weiterzulesen)|weiterlesen mit|"
    r"(?:für|nur für|als) abonnent|mit [^.!?]{0,30}(?:plus|abo) (?:weiter)?lesen"
    r"|(?:la suite|cet article) est réserv|réservé (?:à nos|aux) abonné|abonnez-vous pour|"
    r"il vous reste [^.!?]{0,30}à lire"
    r"|suscr[ií]b(?:ete|ase) para|(?:contenido|artículo) (?:exclusivo|solo) para suscriptores|"
    r"para (?:seguir|continuar) leyendo"
    r"|(?:conteúdo|matéria) exclusiv\w+ para assinantes|assine para|para continuar lendo"
    r"|(?:contenuto|articolo) riservato agli abbonati|abbonati per|per continuare a leggere"
    r"|(?:alleen|exclusief) voor abonnees|verder lezen\?|lees verder (?:met|als)"
    r"|(?:tylko|dostępn\w+) dla (?:prenumeratorów|subskrybentów)|aby (?:czytać|przeczytać) dalej"
    r"|för (?:prenumeranter|att läsa vidare)|låst artikel|läs vidare"
    r"|会員限定|続きをお読み|この記事は有料|续读|订阅后|для подписчиков|чтобы продолжить чтение",
    re.I,
)
_WALL_NAMES = re.compile(
    r"(?:^|[\s_-])(?:paywall\w*|regwall|piano-(?:container|offer)|subscription-?wall|"
    r"meter(?:ed)?-?wall|premium-?(?:content|teaser|wall)|subscriber-?only|locked-?content|"
    r"tp-modal|poool|barrier)(?:$|[\s_-])",
    re.I,
)
_COOKIES = re.compile(
    r"\bcookies?\b|\bconsent\b|\bgdpr\b|our (?:\d+ )?partners|personali[sz]ed (?:ads|advert)|"
    r"privacy (?:policy|settings|preferences)|accept all|reject all|manage (?:options|settings)|"
    r"einwilligung|datenschutz|alle akzeptieren|partner(?:n|s)? verarbeiten|personenbezogen|"
    r"témoins|données personnelles|nos partenaires|tout accepter|consentement|"
    r"galletas|consentimiento|nuestros socios|aceptar todo|política de privacidad|"
    r"nostri partner|accetta tutt|consenso|toestemming|alles accepteren|onze partners|"
    r"plików cookie|ciasteczk|zgod[ęay]\b|partnerzy|クッキー|同意|файл\w* cookie|согласи",
    re.I,
)
_SCRIPTS = re.compile(
    r"(?:enable|turn on|activate|requires?|needs?|without|disabled?|support) (?:your )?java ?"
    r"script|"
    r"java ?script (?:is|to be|must be|seems|and cookies|enabled|required|disabled|in your|"
    r"aktivieren|deaktiviert|ist|doit|désactivé|desactivado|debe|deve|disattivato|uitgeschakeld|"
    r"jest|wyłączon)|(?:bitte|aktivieren sie) [^.!?]{0,30}javascript|"
    r"(?:activez|activer|active|habilite|habilitar|abilita|schakel|włącz|включите|aktivera) "
    r"[^.!?]{0,20}javascript|javascriptを(?:有効|オン)|启用 ?javascript|"
    r"you need to enable javascript|(?:app|page|site) works best with javascript",
    re.I,
)
_ROBOT = re.compile(
    r"checking (?:your browser|if the site connection)|verify(?:ing)? (?:that )?you(?:'|’)?(?: a)?"
    r"re (?:a )?(?:human|not a robot)|are you a (?:human|robot)|i(?:'|’)m not a robot|captcha|"
    r"unusual (?:traffic|activity)|press (?:&|and) hold|just a moment\.{0,3}$|ddos protection|"
    r"attention required|security check|ich bin kein roboter|je ne suis pas un robot|"
    r"no soy un robot|non sono un robot|ロボットではありません",
    re.I | re.M,
)
_ERRORS = re.compile(
    r"(?:error\s*)?\b(?:404|403|410|500|502|503)\b(?!\s*(?:people|years|miles|words|\w+ers))|"
    r"(?:page|article|file|story|content|document) (?:you (?:requested|(?:are|were) looking for) )?"
    r"(?:was |is |could |can |has |cannot |not |no longer |be |been )*"
    r"(?:not (?:be )?found|missing|removed|(?:un)?available|exist\b)|not found$|"
    r"nothing (?:was )?found|(?:access|permission) denied|forbidden$|bad gateway|"
    r"internal server error|service unavailable|something went wrong|oops|"
    r"(?:seite|artikel|inhalt) [^.!?]{0,30}nicht (?:gefunden|verfügbar|vorhanden)|"
    r"(?:page|article) (?:non trouvée?|introuvable)|n(?:'|’)existe (?:pas|plus)|"
    r"página no encontrada|no (?:se )?(?:encontr\w+|existe)|página não encontrada|"
    r"pagina non trovata|pagina niet gevonden|nie (?:znaleziono|istnieje)|sidan (?:hittades|finns) "
    r"inte|ページが見つかりません|お探しのページ|页面不存在|страница не найдена",
    re.I,
)


def check(
    root: HtmlElement,
    article: Body,
    pairs: Sequence[Pair],
    source: Source,
    *,
    free: bool = True,
) -> None:
    """Raise ``SourceError`` naming the source when the page holds no article to be read.

    ``free`` is whether the page states nowhere that its article is not free to read. The tree is
    looked at before anything is cut out of it.
    """
    refusal = _reason(root, article, free=free, answered=bool(pairs))
    if refusal is not None:
        raise SourceError(refusal.what, where=source.origin, remedy=refusal.remedy)


def _reason(root: HtmlElement, article: Body, *, free: bool, answered: bool) -> Refusal | None:
    kept = [run for run in article.kept if run.level is None]
    told = sum(_words(run.text) for run in kept[:_ENOUGH_RUNS])
    if told < _WALLED + _LONGEST_TEASER:  # what walls say themselves does not count
        told = sum(_words(run.text) for run in kept if not _is_wall(run))
    if told < _WALLED and not answered:
        wall = _wall(root, article, told)
        if wall is not None:
            return wall
    if _is_teaser(root, article, told, free=free):
        return TEASER
    if answered:
        return None
    if _is_listing(root, article, told):
        return LISTING
    return EMPTY if not kept else None


_ENOUGH_RUNS = 500
"""Runs of text counted: a page with more has an article, or is a list whatever their number."""

_WALLED = 130
"""Words; with more than these beside them, words about cookies or scripts are an article's."""


def _words(text: str) -> int:
    """Return the words of a text; of one that writes no blanks, as many as its length makes."""
    return max(len(text.split()), sum(character.isalpha() for character in text) // 8)


def _is_wall(run: Run) -> bool:
    text = run.text[:1_000]
    return len(text) < 400 and any(wall.search(text) for wall in (_PAYWALL, _COOKIES, _SCRIPTS))


def _wall(root: HtmlElement, article: Body, told: int) -> Refusal | None:
    """Return what stands in place of an article on a page that tells next to nothing."""
    title = " ".join(said(element) for element in _heads(root))
    page = "\n".join(run.text for run in article.runs)[:20_000]
    if _ERRORS.search(title[:300]) and told < 100:
        return ERROR
    if _ROBOT.search(f"{title}\n{page}"[:3_000]) and told < 80:
        return ROBOTS
    if told < 60 and root.xpath("boolean(//input[@type='password'])"):
        return LOGIN
    if told < 80 and _cookie_share(article) > 0.4:
        return CONSENT
    hidden = " ".join(" ".join(element.itertext()) for element in root.iter("noscript"))
    if told < 60 and _SCRIPTS.search(f"{page[:5_000]}\n{hidden[:5_000]}"):
        return SCRIPT
    scripted = root.xpath("boolean(//script[@src or string-length(.) > 2000])")
    return SCRIPT if scripted and _words(page) < 15 else None


def _heads(root: HtmlElement) -> list[HtmlElement]:
    return [*list(root.iter("title"))[:1], *list(root.iter("h1"))[:2]]


def _cookie_share(article: Body) -> float:
    """Return which share of the page's text that is not links stands with words about cookies."""
    about = every = 0
    known: dict[HtmlElement, bool] = {}
    for run in article.runs:
        if run.is_linked:
            continue
        every += run.length
        if run.holder not in known:
            near = run.holder.getparent()
            known[run.holder] = bool(_COOKIES.search(run.text)) or (
                near is not None
                and tag_of(near) not in {"body", "html", "main"}
                and bool(_COOKIES.search(names_of(near)))
            )
        about += run.length if known[run.holder] else 0
    return about / every if every else 0.0


# ------------------------------------------------------------------------------- teasers


def _is_teaser(root: HtmlElement, article: Body, told: int, *, free: bool) -> bool:
    """Tell whether the text breaks off: the page asks for a subscription right after little."""
    if told > _LONGEST_TEASER:
        return False
    runs = article.runs
    kept = [place for place, run in enumerate(runs) if run.kept and not _is_wall(run)]
    last = kept[-1] if kept else 0
    after = [run for run in runs[last : last + _NEAR] if not run.is_linked]
    asked = any(len(run.text) < 600 and _PAYWALL.search(run.text) for run in after)
    walled = any(
        _WALL_NAMES.search(names_of(element)) for element in root.iter("div", "section", "aside")
    )
    broken_off = bool(kept) and runs[last].text.rstrip().endswith(("…", "...", "[…]", "[...]"))
    signs = 2 * asked + (not free) + walled + broken_off
    if not asked and free:
        return False
    return signs >= 3 or (signs >= 2 and told < 120) or (not free and told < 60)


_LONGEST_TEASER = 260
"""Words; who shows more before asking for money shows enough to be heard."""

_NEAR = 14
"""Runs of text after the last one of the article in which a paywall stands."""


# ------------------------------------------------------------------------------ listings


def _is_listing(root: HtmlElement, article: Body, told: int) -> bool:
    """Tell a front page: its text stands in bits under headings that lead to other pages."""
    kind = root.xpath("string(//meta[@property='og:type']/@content)").strip().lower()
    if kind == "article":
        return False
    linked = sum(run.level is not None and run.is_linked for run in article.runs)
    if linked >= _MOST_LEADS and told < _LEAST_TOLD:
        return True
    led: dict[Run, int] = {}
    every = 0
    above: Run | None = None
    for run in article.runs:
        if run.level is not None:
            above = run
        elif run.kept:
            every += run.length
            if above is not None and above.is_linked:
                led[above] = led.get(above, 0) + run.length
    spread = len(led) >= 4 and max(led.values()) < 0.4 * every and max(led.values()) < 600
    return spread and sum(led.values()) > 0.7 * every


_MOST_LEADS = 8
"""Linked headings; a page with more and next to no text is a list of them."""

_LEAST_TOLD = 50
"""Words."""
