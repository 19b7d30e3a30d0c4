"""What of a letter is not for the ear: the furniture of newsletters, in several languages.

Known by its words, because builders of newsletters mark nothing: every letter is tables in
tables. Nothing is lost: each such part is kept silent, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.read.outline import Part

WEB_VERSION = "a link to the web version"
FOOT = "unsubscribe and address lines"
EARLIER = "an earlier letter that is quoted"
SIGNATURE = "a signature"
HIDDEN = "text that the letter hides"

_SHORT = 100
"""Characters; a line that says nothing but what a pattern knows is no longer."""

_LONG = 700
"""Characters; a paragraph at the foot may say several such things, and is seldom longer."""

ON_THE_WEB = re.compile(
    r"(?:view|read|open|see) (?:it|this|the)?\s?(?:e-?mail|newsletter|message|issue|post)?\s?"
    r"(?:on the web|online|in (?:your |a |the )?(?:web )?browser)|view (?:web )?version|"
    r"web version|(?:trouble|problems?|can.t|cannot) (?:viewing|reading|seeing|see|read) |"
    r"read in app|open in app|"
    r"(?:im|in ihrem|in deinem) browser|online[- ]?(?:version|ansicht|lesen)|web-?version|"
    r"(?:dans|avec) (?:votre |le |un )?navigateur|version en ligne|"
    r"(?:en|no) (?:el |tu |su |seu )?navegador|versión (?:en línea|web)|versão (?:online|web)|"
    r"nel (?:tuo )?browser|versione (?:online|web)|in (?:je|uw|de) browser|bekijk (?:deze|online)|"
    r"onlineversie|i (?:din )?(?:webbläsare|browser|nettleser)|selaimessa|w przeglądarce|"
    r"v prohlížeči|в браузере|веб-верси|ブラウザで|ウェブ版|浏览器|瀏覽器|브라우저",
    re.I,
)
_STOP = re.compile(
    r"unsubscribe|opt[- ]out|(?:manage|update|change|edit) (?:your |my )?(?:e-?mail |newsletter )?"
    r"(?:preferences|subscriptions?|settings|profile)|(?:e-?mail|subscription) preferences|"
    r"stop receiving|\babmelden\b|\babbestellen\b|austragen|abo(?:nnement)? verwalten|"
    r"newsletter verwalten|einstellungen (?:ändern|verwalten)|"
    r"désabonner|désinscrire|désabonnement|désinscription|gérer (?:vos|mes|les) préférences|"
    r"darse de baja|date de baja|cancelar (?:la |tu |su |a |sua )?(?:suscri|inscri|subscri|assin)|"
    r"gestionar (?:tus |mis )?preferencias|descadastr|disiscri|annulla(?:re)? (?:l.)?iscrizione|"
    r"cancella(?:ti|re)? (?:dalla|l.)?\s?iscri|\bafmelden\b|uitschrijven|voorkeuren (?:beheren|"
    r"wijzigen|aanpassen)|avsluta (?:din )?prenumeration|avprenumerera|avregistrera|"
    r"\bafmeld|\bavmeld|peruuta tila|wypisz|wypisać|rezygn\w+ z subskrypcji|odhlásit|"
    r"отписаться|отказаться от (?:рассылки|подписки)|配信停止|購読(?:を)?解除|登録解除|退订|退訂|"
    r"取消订阅|取消訂閱|수신 ?거부|구독 ?취소",
    re.I,
)
_WHY = re.compile(
    r"(?:you(?:'re| are|’re)? (?:receiv|getting|subscribed|on (?:this|our) list)|"
    r"you (?:received|signed up|opted in)|"
    r"this (?:e-?mail|newsletter|message) (?:was|is|has been) (?:sent|intended|delivered)|"
    r"sent to \S+@|was this (?:e-?mail|newsletter)? ?forwarded|"
    r"sie (?:erhalten|bekommen) dies|du (?:erhältst|bekommst) dies|"
    r"diese (?:e-?mail|nachricht) (?:wurde|ging)|dieser newsletter (?:wurde|ging)|"
    r"vous recevez ce|ce(?:t e-?mail| message| courriel) (?:vous )?a été envoyé|"
    r"(?:recibes|recibe|has recibido|ha recibido) est[ea]|este (?:correo|mensaje) (?:fue|ha sido)|"
    r"você (?:está recebendo|recebeu|recebe)|est[ea] (?:e-?mail|mensagem) foi|"
    r"(?:hai ricevuto|ricevi|riceve) quest|questa (?:e-?mail|newsletter) (?:è stata|ti è)|"
    r"(?:je|u) ontvangt dez|deze (?:e-?mail|nieuwsbrief) (?:is|werd)|"
    r"du (?:får|modtager|mottar) (?:det här|den här|denne|dette|detta)|"
    r"detta (?:mejl|mail|e-?post)|otrzymuj(?:esz|ą|e) t[ęe]|otrzymał[ea]ś t[ęe]|"
    r"вы получ(?:или|аете) это|это письмо (?:было )?отправлено|このメールは|本メールは|"
    r"您收到|你收到|此邮件|이 (?:이)?메일은)",
    re.I,
)
_RIGHTS = re.compile(
    r"©|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|privacy policy|"
    r"terms of (?:service|use)|datenschutz|impressum|politique de confidentialité|"
    r"mentions légales|privacyverklaring|informativa sulla privacy",
    re.I,
)
_PLACE = re.compile(
    r"(?:\b(?:street|st\.|avenue|ave\.?|road|rd\.|suite|floor|p\.?\s?o\.? box|boulevard|blvd|lane|"
    r"rue|calle|via|piazza|rua|plein|gatan|ul\.)(?=[\s,.]).*\d|\w*(?:straße|strasse|weg|platz|gasse|"
    r"straat|gade|gatan)\s\d|\b[A-Z]{2}\s\d{5}\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b|"
    r"\b\d{4,5}\s[A-ZÄÖÜ]\w+)",
)
_RULES = tuple(
    (reason, re.compile(pattern, re.I))
    for reason, pattern in (
        (
            "a request to forward it",
            r"(?:please )?(?:forward (?:this|it|to)|share (?:this|it) with (?:a|your) friends?|"
            r"send (?:this|it) to a friend|(?:was )?this (?:e-?mail |newsletter )?(?:was )?"
            r"forwarded to you|forwarded this (?:e-?mail|newsletter)|"
            r"did (?:someone|a friend) forward|"
            r"(?:diese[nrs]? )?(?:newsletter|e-?mail) weiterleiten|an freunde weiter|"
            r"transf[ée]rer? à un ami|(?:re)?enviar a un amigo|encaminh\w+ a um amigo|"
            r"inoltra a un amico|stuur (?:deze|dit) door|doorsturen|tipsa en vän|"
            r"prześlij znajomemu)",
        ),
        (
            "links to social networks",
            r"(?:(?:follow|find|join|like) us(?: on)?|folgen sie uns(?: auf)?|"
            r"suivez[- ]nous(?: sur)?|síguenos(?: en)?|siga-nos|seguici(?: su)?|"
            r"volg ons(?: op)?|följ oss(?: på)?)?\W*"
            r"(?:(?:facebook|twitter|x|linkedin|instagram|you ?tube|tik ?tok|mastodon|blue ?sky|"
            r"threads|pinterest|whats ?app|telegram|reddit|tumblr|vk|xing|rss|website|web ?site|"
            r"e-?mail|icon|logo|link|on|and|und|et|y|e|en)\W*){1,14}$"
            r"|(?:follow|find|join|like) us(?: on social media)?\W*$",
        ),
        (
            "a sponsor's label",
            r"(?:(?:sponsored content|sponsored post|advertisement|advert|ad|anzeige|werbung|"
            r"sponsorisé|publicité|patrocinado|publicidade?|sponsorizzato|pubblicità|advertentie|"
            r"gesponsord|annons|reklama|реклама|広告|广告|sponsored|our sponsors?)\W*$|"
            r"(?:sponsored by|presented by|powered by|supported by|in partnership with|together "
            r"with|brought to you by|(?:a )?(?:message|word) from our (?:sponsor|partner)s?|"
            r"gesponsert von|präsentiert von|sponsorisé par|présenté par|patrocinado por|"
            r"sponsorizzato da|gesponsord door|sponsrad av)\b(?:\s[^\s.!?,;]+){0,5}\W?$)",
        ),
        (
            "the head of a forwarded letter",
            r"(?:-{2,}|_{4,}|begin )\s?(?:forwarded message|original message|weitergeleitete "
            r"nachricht|ursprüngliche nachricht|message transféré|message d.origine|"
            r"mensaje (?:reenviado|original)|mensagem (?:encaminhada|original)|messaggio "
            r"(?:inoltrato|originale)|doorgestuurd bericht|oorspronkelijk bericht|vidarebefordrat "
            r"meddelande|wiadomość przekazana|пересылаемое сообщение)",
        ),
    )
)


def furnished(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a letter, those that are its furniture silent with the reason."""
    count = len(parts)
    tail = max(count // 3, min(count - 12, 2 * count // 3))
    result = [_judged(part, edge=at < 5 or at >= tail) for at, part in enumerate(parts)]
    return _footed(result)


def _judged(part: Part, *, edge: bool) -> Part:
    if part.silent is not None or part.role in {"code", "figure", "math"}:
        return part
    headline = part.role in {"title", "heading", "question"}
    texts = [" ".join(text.split()) for text in part.texts]
    reasons = [_at_edge(text) if edge else None for text in texts]
    if None in reasons and not headline:
        reasons = [reason or _label(text) for reason, text in zip(reasons, texts, strict=True)]
    return part if None in reasons else replace(part, silent=reasons[0])


def _at_edge(text: str) -> str | None:
    """Return why a text at the head or the foot of a letter is furniture, ``None`` if it is not.

    A longer one says two such things, or why it was sent: an article may be about the one.
    """
    if len(text) > _LONG:
        return None
    stop, rights, web = (rule.search(text) is not None for rule in (_STOP, _RIGHTS, ON_THE_WEB))
    if _WHY.match(text) or stop + rights + web >= 2 or (stop and _PLACE.search(text)):
        return FOOT
    if len(text) > _SHORT or not _is_line(text):
        return FOOT if _OWNED.match(text) and len(text) <= _SHORT * 2 else None
    return WEB_VERSION if web else FOOT if stop or rights else None


_OWNED = re.compile(r"©|\(c\)|copyright\W{0,3}(?:©|\(c\)|\d{4})|all rights reserved", re.I)


def _label(text: str) -> str | None:
    rules = _RULES if len(text) <= _SHORT else _RULES[-1:]
    if len(text) > _LONG:
        return None
    return next((reason for reason, rule in rules if rule.match(text)), None)


_CLICK = re.compile(
    r"\b(?:click|here|link|hier|klick|ici|cliquez|aquí|clic|aqui|clique|qui|klik|här|tutaj|kliknij|"
    r"здесь|нажмите)\b|こちら|点击|點擊|여기",
    re.I,
)


def _is_line(text: str) -> bool:
    """Tell a line of a footer, links and no more, from a sentence about the same things."""
    return len(text.split()) <= 7 or "|" in text or "·" in text or bool(_CLICK.search(text))


def _footed(parts: list[Part]) -> list[Part]:
    """Return ``parts``, the short ones about the unsubscribe line at the end silent with it.

    The foot begins with the first such line in the last third of the text; an address in the few
    lines above it belongs to it.
    """
    lengths = [len(part.text) for part in parts]
    total = sum(length for part, length in zip(parts, lengths, strict=True) if not part.silent)
    told = 0
    start = len(parts)
    for place, (part, length) in enumerate(zip(parts, lengths, strict=True)):
        if part.silent == FOOT and told > 0 and 3 * told >= 2 * total:
            start = place
            break
        told += length if part.silent is None else 0
    while start > 1 and _is_above(parts, start):
        start -= 1
    return [
        replace(part, silent=FOOT) if place >= start and _may_be_foot(part) else part
        for place, part in enumerate(parts)
    ]


def _is_above(parts: Sequence[Part], start: int) -> bool:
    part = parts[start - 1]
    if start == len(parts) or len(part.text) > _SHORT * 2:
        return False
    return part.silent is not None or bool(_PLACE.search(part.text) and part.text[-1:] not in ".!?")


def _may_be_foot(part: Part) -> bool:
    return part.silent is None and len(part.text) <= 2 * _SHORT and part.role != "code"
