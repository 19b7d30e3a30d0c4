"""English words that lean on the sentence before."""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_COUNTS = "one/two/three/four/five/six/seven/eight/nine/ten"
_VERBS = (
    "was/were/are/is/has/have/had/will/would/could/can/may/might/did/do/does/said/say/also/later"
)
_SPAN = "minutes/hours/days/weeks/months/years/day/week/month/year/moment/moments/decades"
_AT_HAND = (
    "morning/afternoon/evening/week/weekend/month/year/season/century/time/summer/winter/spring/"
    "autumn/fall/monday/tuesday/wednesday/thursday/friday/saturday/sunday/january/february/march/"
    "april/may/june/july/august/september/october/november/december/christmas/article/paper/study/"
    "section/work/volume/issue/letter/speech/report/essay/chapter/book/story/page/guide/thesis/survey/talk/podcast/episode/interview"
)

TABLE = Table(
    pronouns="he/she/him/her/his/hers/they/them/their/theirs",
    opening_pronouns="it/its/itself/himself/herself/themselves",
    connectives="""
        however/also/therefore/thus/hence/but/and/or/yet/so/then/still/moreover/furthermore;
        meanwhile/nevertheless/nonetheless/besides/consequently/accordingly/additionally;
        similarly/likewise/conversely/afterwards/afterward/thereafter/thereupon/subsequently;
        indeed/again/finally/lastly/secondly/thirdly/instead/rather/anyway/incidentally/equally;
        and/but yet/still/so/then; second/third/fourth/later/earlier/next/too/plus ,;
        soon/shortly/immediately after/afterwards/afterward ,; even so/then; once again/more ,; in
        addition/contrast/turn/response/fact/consequence ,; in addition/turn/response/fact; in other
        words; by contrast/comparison/then; as a result/consequence; as such ,; as well ,; for
        example/instance; on the other hand; on the contrary; at the same time; that said ,; to
        that/this end; all the same ,; just the same ,; of course ,; after all ,; what is more ,;
        worse/better/moreover/similarly/crucially/importantly still/yet ,; worse/better ,; even
        worse/better ,; more/most importantly/recently/significantly/surprisingly ,; and also; since
        then
    """,
    pointing=f"""
        this/that/these/those/such/both/neither/either/another/others/nor/otherwise/thereby/other;
        the former/latter/same/other/others/two/three/four/pair/resulting/above/latest;
        all/none/some/many/most/several/few/each/one/half/any/much/part of this/that/these/those;
        all/none/some/many/most/several/few/each/one/half/any of it/them/which/whom; all
        this/that/these/those; some/many/most/several/few/none/half/others/all/{_COUNTS} {_VERBS};
        in this/that/these/those/such/doing; in this/that case; by this/that/doing/these/those; as
        such; for this/that/these/those; after/before/because this/that/these/those; because of
        this/that/these/those; despite/with/from/to/of/at/under/among this/these/those;
        despite/with/from/to/of/at/under/among/through/on that; through/on/like/unlike this/these;
        like/unlike that/those; at that/this time/point/moment/stage/rate; at which; by which;
        which; not so/only/anymore/really/necessarily/surprisingly/that; same here/goes/with; the
        next/following/previous/same day/morning/afternoon/evening/night/week/month/year/time; the
        day/night/week/month/year before/after ,; the reason ,; the reason is/was; the result is;
        the result ,; the answer ,; the answer is/was; the rest was/were/is/are/of; hence the;
        a/two/three/four/five/six/ten/several/few/some/many {_SPAN} later/earlier; a few {_SPAN}
        later/earlier; days/weeks/months/years/hours/minutes/moments later/earlier; later/earlier
        that/in; only then/there; there ,; hardly ,; yes/no/yeah/nope/right/sure ,; why not;
        how so; who else; what else; if so/not ,; one such; like so; the more so; so be; so
        did/do/does/is/was/are/were/has/have/had/will/would; the ones; the one/second/third ,; the
        idea is/was; in it; of which/whom; for it
    """,
    inner="""
        ,
        however/though/meanwhile/therefore/moreover/furthermore/instead/nevertheless/nonetheless/consequently/too
        ,; , in turn/contrast/addition ,; , by contrast ,; , on the other hand ,; , for
        example/instance ,; , as a result ,
    """,
    standing=f"""
        this/these {_AT_HAND}; this past/coming {_AT_HAND}; from/at/of/by/in/on/during/through this
        {_AT_HAND}; both of us; each of us/you; some of us/you; many of us/you; most of us/you; all
        of us/you; one of which; for this {_AT_HAND}; in these times
    """,
    says="""
        said/says/say/added/adds/told/tells/wrote/writes/explained/explains/continued/continues;
        noted/notes/asked/asks/argued/argues/recalled/recalls/insisted/insists/warned/warns/joked;
        replied/replies/admitted/admits/concluded/stated/states/tweeted/thought/thinks/believes;
        suggested/claimed/claims/declared/remarked/observed/predicted/promised/shouted/whispered
    """,
    speakers="he/she/they/it",
    passing="""
        yesterday/today/tomorrow/tonight/recently/eventually/suddenly/sometimes/perhaps/maybe/later;
        earlier/first/second/third/last/next/asked/speaking/born/according/given/due/please/fortunately;
        unfortunately/clearly/usually/often/initially/originally/apparently/ultimately/nowadays/oh;
        previously/currently/presumably/possibly/probably/certainly/obviously/interestingly/thankfully;
        sadly/luckily/typically/generally/surprisingly/additionally/evidently/immediately/yes/hopefully;
        monday/tuesday/wednesday/thursday/friday/saturday/sunday/january/february/march/april/may;
        june/july/august/september/october/november/december/christmas/i
    """,
    only_capitals=True,
)
