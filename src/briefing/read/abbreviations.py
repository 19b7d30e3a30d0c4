"""Abbreviations after whose full stop a sentence goes on, beside those sentencex knows."""

from __future__ import annotations

NEVER_END: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": """abb abs anm art bd bzw ca dipl dr evtl fa fam frl gem ggf hl hr hrsg ing inkl kap
            lt mio mrd nr prof sog st vgl zzgl""",
        "fr": """apr art av boul cf chap dr env fig hab mgr mlle mm mme mmes pp pr réf st ste tél
            vol""",
        "es": """aprox arq art av avda cap cf dr dra dña fig gob gral ing lic máx mín núm nro pág
            págs pdte prof profa sr sra sres srta vol""",
        "it": """arch art avv cfr dott dott.ssa fig geom ing mons nr pag pagg prof prof.ssa sec sig
            sig.ra sigg tel vol""",
        "pt": """aprox arq art av cap cf dr dra dras drs eng fig gov núm p pág págs prof profa profs
            sr sra sras srs tel vol""",
        "nl": """art bijv blz ca d.w.z dhr dr drs ds excl fig hfdst i.v.m incl ing ir m.b.t mevr
            mr mw n.a.v nr o.a o.m prof resp t.a.v t.o.v vgl zgn""",
        "pl": """abp al art bp dot dr dyr gen godz hab im inż kpt ks lek m.in mgr mjr np nr ok os
            płk por poz prof red rys str sz św tab tel tj tzn tzw ul ur ust wg zob""",
    }.items()
}
"""By language, in lower case, without the last stop: a name, a number or a word follows."""

MAY_END: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": "chr etc jh usw u.a",
        "fr": "ex etc j.-c",
        "es": "ej etc uu",
        "it": "c d.c a.c ecc es",
        "pt": "ex etc",
        "nl": "chr e.v enz etc n.chr v.chr",
        "pl": "in itd itp mln n.e o.o p.n.e r sp tys w wys zł",
    }.items()
}
"""Those that end a sentence too: it goes on if a small letter follows."""

WRITTEN_ORDINALS = frozenset("cs da de et fi hr hu is lv nb nn no pl sk sl tr".split())
"""Languages that write "the third" as ``3.``."""
