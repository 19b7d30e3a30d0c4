"""English words for units, currencies, months and abbreviations."""

from __future__ import annotations

MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
"""Month names by their first three letters."""

WEEKDAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Weds": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
"""Days of the week by their short names; said in full where a date or a range shows them."""

TITLES = {
    "Prof": "Professor",
    "Gen": "General",
    "Sen": "Senator",
    "Sens": "Senators",
    "Rep": "Representative",
    "Reps": "Representatives",
    "Gov": "Governor",
    "Lt": "Lieutenant",
    "Col": "Colonel",
    "Capt": "Captain",
    "Sgt": "Sergeant",
    "Maj": "Major",
    "Rev": "Reverend",
    "Hon": "Honorable",
    "Adm": "Admiral",
    "Cmdr": "Commander",
    "Cdr": "Commander",
    "Brig": "Brigadier",
    "Cpl": "Corporal",
    "Pvt": "Private",
    "Cpt": "Captain",
    "Insp": "Inspector",
    "Supt": "Superintendent",
    "Det": "Detective",
    "Amb": "Ambassador",
    "Pres": "President",
    "Atty": "Attorney",
    "Asst": "Assistant",
    "Fr": "Father",
    "Mme": "Madame",
    "Mgr": "Monsignor",
    "Rt": "Right",
    "Univ": "University",
    "Ste": "Saint",
    "Sts": "Saints",
    "Messrs": "Messrs",
    "Mt": "Mount",
    "Ft": "Fort",
}
"""Said in full before a name; the full stop is needed."""

ADDRESSES = {"mr": "Mister", "mrs": "Mrs", "ms": "Miz", "dr": "Doctor"}
"""Said in full before a name, with or without the full stop."""

BARE_TITLES = {
    "Rt Hon": "Right Honorable",
    "Prof": "Professor",
    "Lt": "Lieutenant",
    "Capt": "Captain",
    "Sgt": "Sergeant",
    "Cpl": "Corporal",
    "Mt": "Mount",
}
"""Said in full before a name without the full stop, as the British write them."""

AFTER_NAMES = {
    "Inc": "Incorporated",
    "Corp": "Corporation",
    "Ltd": "Limited",
    "Co": "Company",
    "Bros": "Brothers",
    "Jr": "Junior",
    "Sr": "Senior",
    "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Dr": "Drive",
    "St": "Street",
    "Hwy": "Highway",
    "Ln": "Lane",
    "Pkwy": "Parkway",
    "Sq": "Square",
    "Ct": "Court",
    "Assn": "Association",
    "Assoc": "Association",
    "Intl": "International",
    "Mfg": "Manufacturing",
    "Esq": "Esquire",
    "Cos": "Companies",
}
"""Said in full after a capitalised word; the full stop is needed."""

BARE_AFTER_NAMES = {"Inc": "Incorporated", "Corp": "Corporation", "Ltd": "Limited", "Jr": "Junior"}
"""Said in full after a capitalised word without the full stop, as the British write them."""

ABBREVIATIONS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "a.k.a.": "also known as",
    "approx.": "approximately",
    "dept.": "department",
    "Dept.": "Department",
    "govt.": "government",
    "Govt.": "Government",
    "et al.": "et al",
    "cf.": "compare",
    "vs.": "versus",
    "Ph.D.": "PhD",
    "Sept.": "September",
    "w/o": "without",
    "w/": "with",
    "b/c": "because",
    "c/o": "care of",
    "y/y": "year on year",
    "m/m": "month on month",
    "q/q": "quarter on quarter",
    "YoY": "year on year",
    "QoQ": "quarter on quarter",
    "MoM": "month on month",
    "p.a.": "per annum",
    "p.p.": "percentage points",
    "misc.": "miscellaneous",
    "incl.": "including",
    "excl.": "excluding",
    "avg.": "average",
    "Natl.": "National",
    "Intl.": "International",
    "viz.": "namely",
    "N.B.": "note well",
    "assoc.": "association",
    "gov't": "government",
    "Gov't": "Government",
    "int'l": "international",
    "Int'l": "International",
    "nat'l": "national",
    "Nat'l": "National",
}

BARE_ABBREVIATIONS = {
    "aka": "also known as",
    "eg": "for example",
    "ie": "that is",
    "e.g": "for example",
    "i.e": "that is",
    "etc": "et cetera",
    "approx": "approximately",
    "dept": "department",
    "Dept": "Department",
    "govt": "government",
    "Govt": "Government",
    "vs": "versus",
    "Ms": "Miz",
}

NOT_AFTER_NUMBERS = {
    "min": "minimum",
    "Min": "Minimum",
    "max": "maximum",
    "Max": "Maximum",
    "sec": "section",
}
"""Said in full before a number, unless one stands before: "30 min. 5 left" are minutes."""

COUNTED = {
    "No": "number",
    "Nos": "numbers",
    "no": "number",
    "nos": "numbers",
    "p": "page",
    "pp": "pages",
    "vol": "volume",
    "Vol": "Volume",
    "ch": "chapter",
    "Ch": "Chapter",
    "fig": "figure",
    "Fig": "Figure",
    "figs": "figures",
    "Figs": "Figures",
    "art": "article",
    "Art": "Article",
    "Sec": "Section",
    "eq": "equation",
    "Eq": "Equation",
    "ext": "extension",
    "ca": "circa",
    "c": "circa",
    "est": "established",
    "Est": "Established",
    "para": "paragraph",
    "paras": "paragraphs",
    "Tel": "telephone",
    "tel": "telephone",
    "Rm": "Room",
    "Apt": "Apartment",
    "Ste": "Suite",
    "Rte": "Route",
    "Hwy": "Highway",
    "Pt": "Part",
    "cl": "clause",
    "Vols": "Volumes",
    "vols": "volumes",
    "Nr": "number",
}
"""Said in full before a number; the full stop is needed."""

STATES = dict(
    zip(
        (
            "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. "
            "Mich. Minn. Miss. Mo. Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. "
            "R.I. S.C. S.D. Tenn. Vt. Va. Wash. W.Va. Wis. Wyo. Tex."
        ).split(),
        (
            "Alabama,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,"
            "Illinois,Indiana,Kansas,Kentucky,Louisiana,Maryland,Massachusetts,Michigan,"
            "Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,"
            "New Mexico,New York,North Carolina,North Dakota,Oklahoma,Oregon,Pennsylvania,"
            "Rhode Island,South Carolina,South Dakota,Tennessee,Vermont,Virginia,Washington,"
            "West Virginia,Wisconsin,Wyoming,Texas"
        ).split(","),
        strict=True,
    )
)
"""States as the Associated Press shortens them; said in full after a place."""

POSTAL_STATES = dict(
    zip(
        (
            "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV "
            "NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
        ).split(),
        (
            "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,"
            "Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,"
            "Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,"
            "Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,"
            "Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,"
            "Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming"
        ).split(","),
        strict=True,
    )
)
"""States by the letters of the post; said in full before a ZIP code and after a party."""

PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}
"""Parties by the letter before a state: D-Calif."""
