"""Mail: which part is the letter, what its headers say, and what of it is not for the ear."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Document, Source
from briefing.read.mail import MailReader
from briefing.testing.reader import ReaderContract, check_sound

CORPUS = Path(__file__).parent / "corpus" / "mail"

HEAD = (
    "From: Ada Moor <ada@letters.example>\r\nTo: you@letters.example\r\n"
    "Subject: The ferry is back\r\nDate: Tue, 03 Mar 2026 00:30:00 +0100\r\n"
    "Message-ID: <1@letters.example>\r\nMIME-Version: 1.0\r\n"
)
STORY = (
    "The ferry to Port Merrow runs again. It carries bicycles for nothing. The council paid for "
    "new engines in the autumn, and two of the old crew came back to teach the new one. On the "
    "first day the quay was full before seven. Nobody had counted on the school, which came "
    "whole, with flags. The harbour master let them ring the bell."
)


def mail(body: str, kind: str = "text/plain; charset=utf-8", head: str = HEAD) -> Source:
    text = f"{head}Content-Type: {kind}\r\n\r\n{body}"
    return Source("ferry.eml", text.encode())


def several(kind: str, *parts: str, head: str = HEAD) -> Source:
    """Return a mail of several parts, each with headers of its own."""
    inner = "".join(f"--bb\r\n{part}\r\n" for part in parts)
    return mail(f"{inner}--bb--\r\n", f'{kind}; boundary="bb"', head)


def html(body: str, head: str = HEAD) -> Source:
    return mail(f"<html lang='en'><body>{body}</body></html>", "text/html; charset=utf-8", head)


def read(source: Source) -> Document:
    document = MailReader().read(source, 1)
    check_sound(document, 1)
    return document


def spoken(document: Document) -> str:
    return " ".join(block.text for block in document.blocks() if block.silent is None)


def silent(document: Document) -> dict[str, str]:
    """Return the reasons of what is silent, by its text."""
    return {block.text: block.silent for block in document.blocks() if block.silent}


class TestMailReader(ReaderContract):
    @pytest.fixture
    def reader(self) -> MailReader:
        return MailReader()

    @pytest.fixture
    def good_source(self) -> Source:
        return mail(STORY)


# ----------------------------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("body", "claim"),
    [
        (HEAD.encode() + b"\r\nText", 95),
        (b"Received: from a\n by b\nFrom: c@d.example\n\nText", 95),
        (b"From ada@x.example Tue Mar  3 00:30:00 2026\nFrom: a\nDate: b\nMessage-ID: c\n\nx", 95),
        (b"From: Ada\nTo: Bo\nSubject: Lunch\n\nText", 95),
        (b"From: ada@x.example\nContent-Type: text/plain\n\nText", 95),
        (b"Subject: the ferry\n\nIt runs again.", 0),
        (b"---\ntitle: x\nfrom: y\nsubject: z\n---\nText", 0),
        (b"From: the editor\nDate: today\n\nDear reader,", 0),
        (b"# From: a heading\n\nText", 0),
        (b"<html>From: a\nReceived: b\n\n</html>", 0),
        (b"", 0),
    ],
)
def test_mail_is_known_by_its_header_lines(body: bytes, claim: int) -> None:
    """Only by such as mail has: not by a line that begins with Subject, nor by front matter."""
    assert MailReader().claims(Source("x", body)) == claim


def test_media_type_and_name_count_after_the_content() -> None:
    assert MailReader().claims(Source("x", b"Words", "message/rfc822")) == 70
    assert MailReader().claims(Source("X.EML", b"Words")) == 50


# ----------------------------------------------------------------------------------- headers


def test_what_the_headers_say() -> None:
    document = read(mail(STORY))
    assert document.title is not None
    assert document.title.text == "The ferry is back"
    assert document.byline == "Ada Moor"
    assert document.published == "2026-03-03T00:30:00+01:00"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: Re: The ferry", "The ferry"),
        ("[Harbour list] AW: WG: The ferry", "The ferry"),
        ("RE[2]: The ferry", "The ferry"),
        ("=?utf-8?q?F=C3=A4hre?= =?iso-8859-1?q?_und_Gr=FC=DFe?=", "Fähre und Grüße"),
        ("=?utf-8?b?0J/QsNGA0L7QvA==?=", "Паром"),
        ("=?no-such-set?q?F=E4hre?= today", "Fähre today"),
        ("The ferry\r\n is back", "The ferry is back"),
        ("Safe =?utf-8?b?4oCu?= and\x07 so\u200bund", "Safe and sound"),
        ("Fähre, unkodiert", "Fähre, unkodiert"),
    ],
)
def test_subjects(subject: str, title: str) -> None:
    """Less marks of answers, forwards and lists; encoded words read, whatever they claim."""
    document = read(mail(STORY, head=f"Subject: {subject}\r\nFrom: a@b.example\r\n"))
    assert document.title is not None
    assert document.title.text == title


def test_a_header_in_another_encoding() -> None:
    """Eight-bit letters that are no UTF-8 are Windows' Latin."""
    body = (
        b"From: J\xf6rg Ek <j@x.example>\nSubject: F\xe4hre\nMIME-Version: 1.0\n\n" + STORY.encode()
    )
    document = read(Source("x.eml", body))
    assert (document.title and document.title.text, document.byline) == ("Fähre", "Jörg Ek")


@pytest.mark.parametrize(
    ("lines", "byline", "publisher"),
    [
        ("From: Ada Moor <a@x.example>", "Ada Moor", None),
        ("From: Ada Moor from Slow Lines <a@x.example>", "Ada Moor", "Slow Lines"),
        ("From: Slow Lines <a@x.example>\r\nList-Id: <slow.x.example>", None, "Slow Lines"),
        ("From: Ada Moor <a@x.example>\r\nList-Id: Slow Lines <s.x>", "Ada Moor", "Slow Lines"),
        ("From: Slow Lines <a@x.example>\r\nList-Unsubscribe: <mailto:x>", None, "Slow Lines"),
        ("From: a@x.example", None, None),
        ("X-Nothing: here", None, None),
    ],
)
def test_who_wrote_it_and_who_sends_it(
    lines: str, byline: str | None, publisher: str | None
) -> None:
    """A person is the byline; the sender of a list is the publisher."""
    document = read(mail(STORY, head=f"{lines}\r\nSubject: The ferry\r\n"))
    assert (document.byline, document.publisher) == (byline, publisher)


def test_without_headers() -> None:
    """A mail may say nothing of itself; a date that is none is none."""
    document = read(Source("x.eml", b"Date: soon\n\n" + STORY.encode()))
    assert document.published is None
    assert document.title is None
    assert STORY in spoken(document)


# ------------------------------------------------------------------------- which part is it


def test_of_alternatives_the_html() -> None:
    document = read(
        several(
            "multipart/alternative",
            "Content-Type: text/plain\r\n\r\nPlain words.",
            f"Content-Type: text/html\r\n\r\n<h2>News</h2><p>{STORY}</p><ul><li>One.</ul>",
        )
    )
    assert "Plain words" not in spoken(document)
    assert [section.heading and section.heading.text for section in document.sections] == ["News"]
    assert [block.kind for block in document.blocks()] == ["paragraph", "list"]


def test_pictures_and_attachments_are_named_and_not_read() -> None:
    """The letter within related, within mixed; what is attached stands in a notice."""
    message = EmailMessage()
    message["From"] = "Ada Moor <a@x.example>"
    message["Subject"] = "Plans"
    message.set_content("Plain.")
    message.add_alternative(f"<p>{STORY}</p><img src='cid:1'>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plän.pdf")
    message.add_attachment("Attached text.", filename="notes.txt")
    document = read(Source("x.eml", bytes(message)))
    assert spoken(document) == STORY
    texts = [notice.text for notice in document.notices if notice.code == "attachments"]
    assert texts == ["Attachments not read: plän.pdf, notes.txt."]


def test_a_mail_that_only_forwards_another() -> None:
    """It is read as that one, and what was written above it is kept silent."""
    inner = mail(STORY, head="From: Bo Lind <b@x.example>\r\nSubject: Old news\r\n").body.decode()
    document = read(
        several(
            "multipart/mixed",
            "Content-Type: text/plain\r\n\r\nLook at this!",
            f"Content-Type: message/rfc822\r\n\r\n{inner}",
        )
    )
    assert document.title is not None
    assert (document.title.text, document.byline) == ("Old news", "Bo Lind")
    assert spoken(document) == STORY
    assert "Look at this!" in silent(document)


def test_a_mail_that_has_another_attached_is_itself() -> None:
    inner = mail("Other words.", head="Subject: Other\r\n").body.decode()
    document = read(
        several(
            "multipart/mixed",
            f"Content-Type: text/plain\r\n\r\n{STORY}",
            f"Content-Type: message/rfc822\r\n\r\n{inner}",
        )
    )
    assert spoken(document) == STORY
    assert "attachments" in [notice.code for notice in document.notices]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            several(
                "multipart/encrypted",
                "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
                "Content-Type: application/octet-stream\r\n\r\nxyz",
            ),
            "encrypted",
        ),
        (mail("AAAA", "application/pkcs7-mime; smime-type=enveloped-data"), "encrypted"),
        (mail("AAAA", "application/pkcs7-mime; smime-type=signed-data"), "signature"),
        (mail("-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----"), "encrypted"),
        (several("multipart/mixed", "Content-Type: image/png\r\n\r\nabc"), "image/png"),
        (mail(""), "no text"),
    ],
)
def test_a_mail_without_a_letter_says_why(source: Source, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        MailReader().read(source, 1)
    assert caught.value.where == source.origin


def test_parts_without_a_border_are_one_text() -> None:
    assert STORY in spoken(read(mail(STORY, "multipart/mixed")))


def test_a_signed_mail_is_read_without_its_signature() -> None:
    document = read(
        several(
            "multipart/signed",
            f"Content-Type: text/plain\r\n\r\n{STORY}",
            "Content-Type: application/pgp-signature; name=s.asc\r\n\r\n-----BEGIN",
        )
    )
    assert spoken(document) == STORY
    assert not [notice for notice in document.notices if notice.code == "attachments"]
    inline = f"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n{STORY}\r\n"
    inline += "-----BEGIN PGP SIGNATURE-----\r\n\r\nabc=\r\n-----END PGP SIGNATURE-----\r\n"
    assert spoken(read(mail(inline))) == STORY


def test_a_mailbox_is_refused_and_one_mail_of_it_is_read() -> None:
    line = b"From a@x.example Tue Mar  3 00:30:00 2026\n"
    one = line + mail(STORY).body
    assert spoken(read(Source("one", one))) == STORY
    with pytest.raises(SourceError, match="mbox"):
        MailReader().read(Source("many.mbox", one + b"\n\n" + one), 1)


# --------------------------------------------------------------------------------- plain text


def test_flowed_text_is_joined() -> None:
    """Lines that end in a blank go on; quotation marks and stuffed blanks go (RFC 3676)."""
    flowed = STORY.replace(". ", ". \r\n")
    document = read(mail(f"{flowed}\r\n\r\n From here on.\r\n", "text/plain; format=flowed"))
    assert spoken(document) == f"{STORY} From here on."
    joined = read(
        mail(STORY.replace("ferry", "fer \r\nry"), "text/plain; format=flowed; delsp=yes")
    )
    assert spoken(joined) == STORY


def test_signature_and_earlier_letters_are_silent() -> None:
    text = (
        f"{STORY}\r\n\r\nOn Monday, Bo Lind wrote:\r\n> When does it run?\r\n> I must know.\r\n"
        "\r\n-- \r\nAda Moor\r\nHarbour House"
    )
    document = read(mail(text))
    assert spoken(document) == STORY
    assert silent(document) == {
        "On Monday, Bo Lind wrote:": "an earlier letter that is quoted",
        "When does it run? I must know.": "an earlier letter that is quoted",
        "Ada Moor Harbour House": "a signature",
    }


def test_what_is_quoted_within_a_text_is_a_quotation() -> None:
    text = f"{STORY}\r\n\r\n> The sea keeps no timetable.\r\n\r\n{STORY}"
    kinds = [block.kind for block in read(mail(text)).blocks()]
    assert kinds == ["paragraph", "quote", "paragraph"]


@pytest.mark.parametrize(
    ("stated", "true"),
    [("utf-8", "cp1252"), ("us-ascii", "utf-8"), ("x-unknown", "utf-8"), ("iso-8859-1", "cp1252")],
)
def test_a_charset_that_lies(stated: str, true: str) -> None:
    """The bytes are believed before what is said of them."""
    told = "Die Fähre fährt wieder für jeden – auch für Fahrräder. " * 5
    head = f"{HEAD}Content-Type: text/plain; charset={stated}\r\n\r\n".encode()
    assert "Fähre fährt wieder für" in spoken(read(Source("x.eml", head + told.encode(true))))


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "x-uuencode", "9bit", ""])
def test_a_transfer_encoding_that_lies(encoding: str) -> None:
    """Text that is not encoded as it says: a document or a refusal, no other error."""
    head = f"{HEAD}Content-Transfer-Encoding: {encoding}\r\n"
    for body in (STORY, "=ZZ" * 50 + STORY, "begin 644 x\r\n#86)C\r\n", "QUJ" * 77):
        _told(mail(body, head=head).body)


# ------------------------------------------------------------------------- the furniture of letters

LETTER = """
<div style="display:none;max-height:0">Boats, bicycles and a bell &zwnj;&nbsp;&zwnj;</div>
<span style="font-size:0px;color:#fff">Preview words for the list</span>
<table class="newsletter" role="presentation"><tr><td style="font-size:0;padding:0">
<div style="font-size:14px"><a href="https://letters.example/12">{web}</a></div></td></tr>
<tr><td><h1>Slow Lines</h1><h2>Boats</h2><p>{story}</p>
<p>Many people unsubscribe from things they never read, which saves them an hour a month.</p>
<p>{sponsor}</p><p>The last boat leaves at nine.</p></td></tr>
<tr><td><a href="https://f.example">Facebook</a> | <a href="https://i.example">Instagram</a></td></tr>
<tr><td><p>{why}</p><p>Slow Lines, 12 Quay Street, Port Merrow</p>
<p><a href="https://letters.example/u">{stop}</a></p><p>© 2026 Slow Lines</p>
<img src="https://t.example/o.gif?id=1" width="1" height="1" alt=""></td></tr></table>"""

TONGUES = {
    "en": (
        "View this email in your browser",
        "Sponsored by Harbour Tea",
        "You are receiving this because you signed up on our site.",
        "Unsubscribe",
    ),
    "de": (
        "Im Browser ansehen",
        "Anzeige",
        "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.",
        "Newsletter abbestellen",
    ),
    "fr": (
        "Voir dans votre navigateur",
        "Présenté par Harbour Tea",
        "Vous recevez ce message car vous êtes inscrit.",
        "Se désabonner",
    ),
    "es": (
        "Ver en el navegador",
        "Publicidad",
        "Recibes este correo porque te suscribiste.",
        "Darse de baja",
    ),
    "it": (
        "Visualizza nel browser",
        "Pubblicità",
        "Hai ricevuto questa e-mail perché ti sei iscritto.",
        "Annulla l'iscrizione",
    ),
    "pt": ("Ver no navegador", "Publicidade", "Você recebeu este e-mail ontem.", "Descadastrar"),
    "nl": (
        "Bekijk deze mail in je browser",
        "Advertentie",
        "Je ontvangt deze mail omdat je je hebt aangemeld.",
        "Afmelden",
    ),
    "ru": ("Открыть в браузере", "Реклама", "Вы получили это письмо по подписке.", "Отписаться"),
    "ja": (
        "ブラウザで表示する",
        "広告",
        "このメールは登録された方にお送りしています。",
        "配信停止",
    ),
}


@pytest.mark.parametrize("tongue", sorted(TONGUES))
def test_the_furniture_of_a_newsletter_is_silent(tongue: str) -> None:
    """The letter is spoken whole, the rest is kept with its reason, and the link is found."""
    web, sponsor, why, stop = TONGUES[tongue]
    head = HEAD.replace("Ada Moor", "Ada Moor from Slow Lines")
    document = read(
        html(LETTER.format(web=web, sponsor=sponsor, why=why, stop=stop, story=STORY), head)
    )
    assert spoken(document) == (
        f"{STORY} Many people unsubscribe from things they never read, which saves them an hour a "
        "month. The last boat leaves at nine."
    )
    assert [section.heading and section.heading.text for section in document.sections] == ["Boats"]
    kept = silent(document)
    assert kept[web] == "a link to the web version"
    assert kept[sponsor] == "a sponsor's label"
    foot = (why, "Slow Lines, 12 Quay Street, Port Merrow", stop, "© 2026 Slow Lines")
    assert {kept.get(text) for text in foot} == {"unsubscribe and address lines"}
    assert kept["Slow Lines"] == "the name of the letter"
    assert kept["Facebook | Instagram"] == "links to social networks"
    hidden = [text for text, why in kept.items() if why == "text that the letter hides"]
    assert hidden == ["Boats, bicycles and a bell", "Preview words for the list"]
    assert document.link == "https://letters.example/12"


@pytest.mark.parametrize(
    "sentence",
    [
        "Unsubscribe rates rose by a third last year, and nobody knows why that is so.",
        "Copyright law changed in Port Merrow this week.",
        "The new map can be used in your browser or on paper.",
        "Together with friends, she built the boat in a barn behind the school that winter.",
        "Ad hoc meetings were held on the quay.",
        "You can update your preferences for dinner until Friday, the hosts say.",
    ],
)
def test_sentences_about_such_things_are_spoken(sentence: str) -> None:
    """A letter may tell of subscriptions, rights and browsers, wherever it does."""
    for body in (f"<p>{sentence}</p><p>{STORY}</p>", f"<p>{STORY}</p><p>{sentence}</p>"):
        assert sentence in spoken(read(html(body)))


def test_an_answer_leaves_the_earlier_letter_silent() -> None:
    """A forwarded one is let be: there is little else."""
    quoted = f"<blockquote type='cite'><p>{STORY} In the year before.</p></blockquote>"
    answer = read(html(f"<p>{STORY}</p>{quoted}"))
    assert spoken(answer) == STORY
    forwarded = read(html(f"<p>See below.</p>{quoted}"))
    assert f"{STORY} In the year before." in spoken(forwarded)


def test_scripts_and_styles_are_never_read() -> None:
    body = f"<style>p {{ x: y }}</style><script>var a = 1</script><p>{STORY}</p><!-- note -->"
    assert spoken(read(html(body))) == STORY


# ----------------------------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    "body",
    [
        HEAD
        + "".join(
            f"Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n"
            for at in range(3000)
        ),
        HEAD + "Content-Type: message/rfc822\r\n\r\n" * 3000,
        HEAD + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\na\r\n" * 50_000,
        "From: " + "(a)" * 20_000 + "\r\nSubject: " + "=?utf-8?q?a?= " * 20_000 + "\r\n\r\nWords.",
        "From: " + "((((" * 5_000 + "\r\nDate: " + "1" * 100_000 + "\r\n\r\nSome words.",
        HEAD + "Content-Type: text/html; " + "a*0=b; " * 20_000 + "\r\n\r\n<p>Some words.",
        HEAD + "Content-Type: text/html\r\n\r\n" + "<table><tr><td>" * 20_000 + "Deep words.",
        HEAD
        + "Content-Type: text/html\r\n\r\n"
        + "<div style='font-size:0'>" * 20_000
        + "Deep words.",
        HEAD
        + "Content-Type: text/plain; format=flowed\r\n\r\n"
        + ">" * 200_000
        + " words \r\n" * 9,
        HEAD + "\r\n" + "On Monday, " * 50_000,
        HEAD + "\r\n" + "> a\r\nb\r\n" * 5_000,
        HEAD + "\r\n" + "a\n" * 1_500_000,
        HEAD + "Content-Type: application/pdf; name==?utf-8?b?!?=\r\n\r\nabc",
        HEAD + "Content-Type: text/plain; charset*=x'y'%ff%fe\r\n\r\nSome words.",
    ],
)
def test_hostile_mails(body: str) -> None:
    """Endless parts, nesting, headers and marks: a sound document or one clear refusal."""
    _told(body.encode())


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_what_fuzzing_found(path: Path) -> None:
    """Inputs that once led somewhere: a document or a refusal, the same each time."""
    assert _told(path.read_bytes()) == _told(path.read_bytes())


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_damage_gives_a_document_or_a_refusal(data: st.DataObject) -> None:
    """A sound mail with pieces cut out, doubled or overwritten."""
    whole = several(
        "multipart/alternative",
        f"Content-Type: text/plain; format=flowed\r\n\r\n{STORY}\r\n-- \r\nAda",
        f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{STORY}</p>",
    )
    body = bytearray(whole.body)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        length = data.draw(st.integers(0, 40))
        body[at : at + length] = data.draw(st.binary(max_size=12) | st.sampled_from(PIECES))
    _told(bytes(body))


PIECES = [b"\r\n\r\n", b"--bb\r\n", b"=?utf-8?q?", b"\xff", b"; charset=utf-16", b"\0", b"<table>"]


def _told(body: bytes) -> object:
    source = Source("fuzzed.eml", body)
    MailReader().claims(source)
    try:
        document = MailReader().read(source, 1)
    except SourceError as error:
        return error.where == "fuzzed.eml" or pytest.fail(f"it names another source: {error}")
    check_sound(document, 1)
    return document
