"""Encrypted pages: whose certificate is believed, and what is said of one that is not."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from webserver import misbehaving, serving

from briefing.errors import SourceError
from briefing.read.fetch import Web, fetch

HERE = Web(private=True, attempts=1)
PAGE = (200, {"Content-Type": "text/html"}, b"<p>The lamps are lit.</p>")
DAY = datetime.timedelta(days=1)


class Authority:
    """A certificate authority made for one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Eastmere Test Authority")])
        built = self._builder(self.name, self.key, 10).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self.file = folder / "authority.pem"
        certificate = built.sign(self.key, hashes.SHA256())
        self.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, days: int
    ) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.UTC)
        public = key.public_key()
        return (
            x509.CertificateBuilder(self.name, subject, public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 10 * DAY)
            .not_valid_after(now + days * DAY)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
        )

    def context(self, host: str, days: int = 5) -> ssl.SSLContext:
        """Return what a server needs to speak for ``host``."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        certificate = (
            self._builder(subject, key, days)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        file = self.folder / f"{host}{days}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_an_authority_nobody_named_is_not_believed(authority: Authority) -> None:
    with (
        serving({"/": PAGE}, authority.context("localhost"), "localhost") as here,
        pytest.raises(SourceError, match="certificate of localhost is not trusted") as caught,
    ):
        fetch(here.url(), web=Web(private=True))
    assert "SSL_CERT_FILE" in caught.value.remedy
    assert here.asked == []


def test_one_that_is_named_is_believed(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with serving({"/": PAGE}, authority.context("localhost"), "localhost") as here:
        assert fetch(here.url(), web=HERE).body == PAGE[2]


def test_not_for_another_name_and_not_out_of_date(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    for context, reason in (
        (authority.context("lamps.example"), "mismatch"),
        (authority.context("localhost", days=-1), "expired"),
    ):
        with (
            serving({"/": PAGE}, context, "localhost") as here,
            pytest.raises(SourceError, match=f"not trusted.*{reason}"),
        ):
            fetch(here.url(), web=HERE)


def test_a_redirect_from_encrypted_to_encrypted(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with (
        serving({"/": PAGE}, authority.context("localhost"), "localhost") as there,
        serving({"/": (301, {"Location": there.url()}, b"")}) as here,
    ):
        source = fetch(here.url(), web=HERE)
    assert (source.body, source.facts.link) == (PAGE[2], there.url())


def test_encryption_where_there_is_none() -> None:
    with (
        serving({"/": PAGE}) as here,
        pytest.raises(SourceError, match="cannot agree on encryption") as caught,
    ):
        fetch(here.url().replace("http:", "https:"), web=HERE)
    assert "http://" in caught.value.remedy


def test_no_encryption_where_there_is(authority: Authority) -> None:
    with (
        serving({"/": PAGE}, authority.context("localhost"), "localhost") as here,
        pytest.raises(SourceError),
    ):
        fetch(here.url().replace("https:", "http:"), web=HERE)
    assert here.asked == []


def test_an_agreement_that_never_comes() -> None:
    with misbehaving(lambda connection, over: None) as here:
        web = Web(private=True, connect_seconds=0.3, attempts=1)
        with pytest.raises(SourceError, match="agreeing on encryption"):
            fetch(here.url().replace("http:", "https:"), web=web)
