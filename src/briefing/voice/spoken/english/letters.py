"""English letters and capitals: initials, acronyms that are spelled or said, plurals, emphasis.

Which capitals eSpeak NG takes for a word was heard in its phonemes (release 1.52). It spells two or
three of them in a long clause and says them as a word in a short one, so those with a vowel are
written with points; those it always spells are left alone.
"""

from __future__ import annotations

import re

from briefing.voice.spoken.text import Rule, rule

INITIALISMS = (
    "AAA AAP AARP AC ACA ACLU AD ADA AEC AFC AFL AFP AG AGM ALS AML ANC AOC AP API APR AR ASML"
    " ATF ATP AU AWS BA BAE BCE BIS BRI CIO COO CTO DAO DEA DEI DOD DOE DOI DUP DVLA EADS ECB"
    " ECG EDF EEA EEC EEG EEZ EIA EKG EMA EMI EOS EPA EPO ER ERDF ERM ERP ESA ESG ET ETF ETH EV"
    " FAA FAO FAQ FIA FOI GOP GRU HOA IAEA ICBM ICC ICE ICJ ICU IDF IEA IED IFS ILO IMF IOC IOU"
    " IPA IPO IRA ISA ISP ISS ITF ITV IUD IVF KIA KYC LA LED LOC MEP MIA MOD MOT NGO NIH NYC NYU"
    " OAS OBE OBR OECD OED OJ OPM OTC PA PAYE PLA PLO POW PTA RAAF RIP ROI ROK RUC SAS SEC TSA"
    " TUC UAE UAR UAV UAW UDA UFC UFO UHF UPI UPS USC USMCA USN USPS UVA UVF UX VAT VIP WHO"
).split()
"""Read letter by letter by people, as words by eSpeak NG in one place or another."""

SAID = {
    "RAM": "ram",
    "ROM": "rom",
    "SIM": "sim",
    "LAN": "lan",
    "PIN": "pin",
    "ZIP": "zip",
    "COP": "cop",
    "SAG": "sag",
    "PAC": "pack",
    "PACs": "packs",
    "HUD": "hud",
    "ICE": "ice",
    "MOT": "M O T",
    "REIT": "reet",
    "REITs": "reets",
    "FTSE": "footsie",
    "DAX": "dax",
    "CAC": "cack",
    "FASB": "fazz-bee",
    "NAACP": "N double A C P",
    "NCAA": "N C double A",
    "RAAF": "R double A F",
    "LSAT": "el-sat",
    "IEEE": "I triple E",
    "AAA": "triple A",
    "AT&T": "A.T and T",
}
"""Capitals that people do not spell plainly, as they are said."""

_EMPHASIS = frozenset(
    "ALL ALWAYS AND ANY ARE BE BEST BIG BUT BY CAN DID DO EVERY FOR FROM GO HAD HAS HAVE HE HER"
    " HIS HOW IF MORE MUST MY NEVER NEW NO NOT NOW OF OLD ONE ONLY OUR OUT REALLY SHE SO THAT"
    " THE THIS TO TOO TWO UP VERY WAS WE WERE WHY WILL WITH YES YOU".split()
)
_SMALL_WORDS = ("AM", "IT", "WHO")
_SURE = "|".join(word for word in INITIALISMS if word not in SAID)


def lower_small_words(text: str) -> str:
    """Return ``text`` with small letters where an engine would spell the capitals of a word.

    Those are the small words of a line that is all in capitals, and words in capitals for emphasis.
    """
    if text.isupper():
        if text.count(" ") < 2:
            return text
        return re.sub(rf"\b(?:{'|'.join(_SMALL_WORDS)})\b", lambda word: word[0].lower(), text)
    return _SHOUTED.sub(_calm, text)


_SHOUTED = re.compile(r"(?<![\w&/.'’-])(?<![A-Z] )[A-Z]{2,6}(?![\w&/'’.-]|\.[A-Za-z]| [A-Z]{2,}\b)")


def _calm(match: re.Match[str]) -> str:
    return match[0].lower() if match[0] in _EMPHASIS else match[0]


def _spelled(match: re.Match[str]) -> str:
    """Spell with points; two letters with an ending are parted by blanks, or "dot" is heard."""
    letters, ending = match[1], match[2] or ""
    if len(letters) > 2 or not ending:
        return f"{'.'.join(letters)}{ending}"
    return match[0] if letters[0] == "A" else f"{' '.join(letters)}{ending}"


def _many_letters(match: re.Match[str]) -> str:
    """Set the letters of MPs or NGOs apart, whose plural eSpeak NG would swallow."""
    letters = match[1]
    if letters not in INITIALISMS and set(letters) & set("AEIOUY") and letters not in _SPELLED_TOO:
        return match[0]
    if len(letters) > 2:
        return f"{'.'.join(letters)}'s"
    return match[0] if letters[0] == "A" else f"{' '.join(letters)}'s"


_SPELLED_TOO = frozenset("SUV ID AI URL CEO GPU CPU IPO IOU UN EU DIY UAP ATM".split())


def _said(match: re.Match[str]) -> str:
    return SAID[match[1]]


def _word_of_someone(match: re.Match[str]) -> str:
    """Write NASA's as Nasa's: eSpeak NG leaves the ending of a word in capitals unsaid."""
    return match[0].capitalize()


_AS_WORDS = (
    "NASA|NATO|UNESCO|UNICEF|OPEC|ASEAN|FIFA|UEFA|NASCAR|NAFTA|FEMA|OSHA|NOAA|CERN|IKEA|NASDAQ|AIPAC"
    "|DARPA|AUKUS|BRICS|UNRWA|HIPAA|ISIS|IATA|ICAO|NORAD|POTUS|SCOTUS|DOGE|MAGA|BAFTA|PETA"
)


def _initials(match: re.Match[str]) -> str:
    """Join initials without the last full stop, after which a voice would pause."""
    letters = re.findall("[A-Z]", match[0])
    if letters in (["I"], ["A"]):
        return match[0]
    return f"{'.'.join(letters)} "


def _ampersand(match: re.Match[str]) -> str:
    return f"{'.'.join(match[1])} and {'.'.join(match[2])}"


NAMES: tuple[Rule, ...] = (
    rule(r"(?<![\w&.])(" + "|".join(map(re.escape, SAID)) + r")(?![\w&.]*\w)", _said),
    rule(r"(?<![\w&])([A-Z]{1,3})&([A-Z]{1,3})(?![\w&])", _ampersand, needs="&"),
    rule(
        r"(?<![\w.])(?:[A-Z]\. ?){1,6}(?=[A-Z][a-z]|[OD]['’][A-Z])"
        r"(?!(?:The|He|She|It|But|And|In)\b)",
        _initials,
        needs=r"[A-Z]\.",
    ),
    rule(rf"(?<![\w.])({_SURE})(['’]s)?(?![\w.]*\w)", _spelled),
    rule(r"(?<![\w.])([A-Z]{2,4})s(?![\w’'])", _many_letters, needs="[A-Z]{2}s"),
    rule(rf"(?<![\w.])(?:{_AS_WORDS})['’]s(?!\w)", _word_of_someone, needs="[A-Z]['’]s"),
    rule(r"(?<![\w.])MI(?=[56](?!\w))", "M.I ", needs="MI[56]"),
    rule(r"(?<![\w.])FY(?=[0-9])", "F.Y ", needs="FY[0-9]"),
    rule(r"(?<![\w.])COP(?=[0-9]{2}(?!\w))", "cop ", needs="COP[0-9]"),
    rule(
        r"(?<![\w–-])(A-Z|[A-Z]–[A-Z])(?![\w–-])", lambda match: f"{match[0][0]} to {match[0][2]}"
    ),
    rule(r"(?<!\S)\.(?=com\b|net\b|org\b|gov\b|edu\b|uk\b)", "dot ", needs=r"\.[cnogeu]"),
    rule(r"(?<=[A-Z]{2})\+(?= [a-z])", " plus", needs=r"\+ "),
)
"""Rules for letters and capitals, in order."""
