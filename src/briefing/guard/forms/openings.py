"""Words that are no names although they have a capital: where a sentence opens, or in German."""

from __future__ import annotations

from functools import lru_cache

from briefing.guard.folding import plain

_FUNCTION_WORDS = {
    "en": """
        a about above according across after again against all almost along already also although
        am among an and another any anyone anything are around as at away back be because been
        before behind being below beneath beside besides between beyond both but by can could
        despite did do does during each either else elsewhere enough even ever every everyone
        everything except few for former from further had has have having he hence her here hers
        herself him himself his how however i if in indeed inside instead into is it its itself
        just last later least less let like many may maybe me meanwhile might more moreover most
        much must my near nearly neither never nevertheless next no nobody none nor not nothing now
        of off often on once one only onto or other others otherwise our out outside over own per
        perhaps please quite rather same several shall she should since so some someone something
        sometimes soon still such than that the their theirs them themselves then there thereafter
        therefore these they this those though through throughout thus till to today together
        tomorrow tonight too toward towards under unless unlike until up upon us very was we well
        were what whatever when whenever where whereas wherever whether which while who whoever
        whom whose why will with within without would yes yesterday yet you your yours""",
    "de": """
        aber allein alle allem allen aller alles als also am an ander andere anderen anderer anderes
        anfang auch auf aus bei beide beiden beim bereits besonders bis bisher da dabei dadurch
        dafür dagegen daher damals damit danach daneben dann darauf daraus darin darüber darum
        darunter das dass davon davor dazu dein dem demnach den denn dennoch der deren derzeit des
        deshalb dessen deswegen die dies diese diesem diesen dieser dieses doch dort drei durch
        ebenso ein eine einem einen einer eines einige einigen einst er erst es etwa etwas euch euer
        fast für ganz gegen gegenüber genau gerade gestern hat hatte hatten haben heute hier hinter
        ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem innerhalb ins inzwischen ist
        ja jede jedem jeden jeder jedes jedoch jener jetzt kann kaum kein keine keinen keiner
        können könnte künftig kurz laut man manche mehr mehrere mein meist mit mittlerweile morgen
        muss müssen nach nachdem neben nein nicht nichts nie niemand noch nun nur ob oder offenbar
        ohne rund schließlich schon sehr sein seine seinem seinen seiner seit seitdem selbst sich
        sie sind so sobald sogar soll sollen sollte sondern sonst soweit sowie statt trotz trotzdem
        über um und uns unser unsere unter vermutlich viel viele vielen vielleicht vom von vor
        vorher während war waren warum was wegen weil weit weiter weitere weiteren welche welcher
        wenig wenige weniger wenn wer werden wie wieder wir wird wo wohl wollen worden wurde wurden
        zu zudem zuerst zuletzt zum zumindest zunächst zur zuvor zwar zwei zwischen""",
    "fr": """
        à afin ailleurs ainsi alors après au aucun aucune aujourd'hui auparavant aussi autour autre
        autres aux avant avec beaucoup bien bientôt car ce cela celle celles celui cependant ces cet
        cette ceux chacun chaque chez ci comme comment contre d' dans de debout depuis des désormais
        deux donc dont du durant elle elles en encore enfin ensuite entre envers est et était
        étaient eux grâce hier hors ici il ils je jusqu jusque la là le les leur leurs lors lorsque
        lui ma mais malgré même mes moins mon ne ni non nos notamment notre nous on or ou où outre
        par parce parfois parmi pas pendant peu peut-être plus plusieurs pour pourquoi pourtant près
        presque puis puisque quand que quel quelle quelles quelques quels qui quoi sa sans sauf se
        selon ses seul seule seulement si sinon son sont sous souvent suite sur tandis tant tel
        telle tous tout toute toutefois toutes très trop tu un une vers voici voilà vos votre vous
        y""",
    "es": """
        a además ahora al algo alguien algún alguna algunas algunos allí ambas ambos ante antes
        apenas aquel aquella aquellos aquí así aún aunque ayer bajo bien cada casi como cómo con
        contra cual cualquier cuando cuándo cuanto cuatro de debido del dentro desde después donde
        dónde dos durante e el él ella ellas ello ellos en entonces entre era eran es esa esas ese
        eso esos esta está están estas este esto estos fue fueron gracias ha había han hasta hay hoy
        incluso la las le les lo los luego mañana más me mediante mejor menos mi mientras mis mucha
        muchas mucho muchos muy nada nadie ni ninguna ninguno no nos nosotros nuestra nuestro nunca
        o otra otras otro otros para pero poco por porque primero pues que qué quien quién quienes
        salvo se según ser si sí siempre sin sino sobre solo sólo su sus también tampoco tan tanto
        te toda todas todavía todo todos tras tres tu un una unas uno unos usted varias varios y ya
        yo""",
    "it": """
        a ad adesso agli ai al alcune alcuni all' alla alle allo allora altra altre altri altro
        anche ancora anzi appena attraverso avanti basta ben bene c' certo che chi chiunque ci ciò
        circa come comunque con contro così cui da dagli dai dal dall' dalla dalle dallo davanti
        degli dei del dell' della delle dello dentro di dietro dopo dove due dunque durante e è ecco
        ed egli era erano essa essere essi fa fino finora fra fuori già gli grazie ha hanno i ieri
        il in infatti infine inoltre insieme intanto invece io l' la là le lei lì lo loro ma mai
        malgrado meno mentre mi mio molte molti molto né negli nei nel nell' nella nelle nello
        nemmeno nessun nessuna nessuno niente noi non nonostante nostra nostro nulla o oggi ogni
        ognuno oltre oppure ora ormai per perché perciò però più piuttosto poco poi poiché possono
        presso prima proprio può qualche qualcuno quale quali quando quanti quanto quasi quel quella
        quelle quelli quello questa queste questi questo qui quindi s' se secondo sembra sempre
        senza si sia sono sopra soprattutto sotto spesso sta stato su sua sue sugli sui sul sull'
        sulla sulle sullo suo suoi talvolta tanti tanto tra tre troppo tutta tuttavia tutte tutti
        tutto un un' una uno verso vi voi""",
    "pt": """
        a à abaixo acima além agora ainda algo alguém algum alguma algumas alguns ali ambas ambos
        ante antes ao aos apenas apesar após aquela aquele aqueles aquilo aqui as às assim até bem
        cada com como contra contudo cujo da daquele das de debaixo dela dele deles depois desde
        dessa desse desta deste devido do dois dos durante e é ela elas ele eles em enquanto então
        entre era eram essa essas esse esses esta está estão estas estavam este estes eu foi foram
        graças há hoje isso isto já lá lhe lo logo mais mal mas me mediante meio menos mesmo meu
        minha muita muitas muito muitos na nada não nas nem nenhum nenhuma ninguém no nos nós nossa
        nosso num numa nunca o onde ontem os ou outra outras outro outros para pela pelas pelo pelos
        perante perto pois por porém porque portanto posso pouco poucos primeiro qual qualquer
        quando quanto quase que quem são se segundo seja sem sempre sendo ser seu seus si sim sob
        sobre sua suas tal também tampouco tanto tão te tem têm tendo teve toda todas todavia todo
        todos três tu tudo um uma umas uns vários você""",
    "nl": """
        aan achter af afgelopen al alle alleen allen alles als altijd ander andere anderen beide
        ben beneden bij bijna binnen boven buiten daar daarbij daardoor daarmee daarna daarnaast
        daarom daarop daarvoor dan dat de deze die dit doch doen door dus echt echter een één eén
        eens eerder eerst elk elke en enige enkele er ergens ervan even gedurende geen geweest
        gisteren
        haar had hadden heb hebben heeft heel hem hen het hier hierdoor hij hoe hoewel hun iedereen
        ieder iedere iemand iets ik in inmiddels intussen is ja je jij jullie kan kon kunnen later
        maar mag meer meerdere men met mijn misschien moet moeten morgen na naar naast nadat nee
        niemand
        niet niets nog nooit nu of om omdat omtrent onder ons onze ook op opnieuw over pas per rond
        samen sinds slechts soms steeds straks te tegen tegenover ten terwijl tijdens toch toen tot
        totdat tussen uit uiteindelijk u uw vaak van vandaag vanaf vanuit vanwege veel vele verder
        vervolgens via volgens voor vooral voordat waar waarbij waarom waarschijnlijk wanneer want
        waren was wat we weer weinig wel welke werd werden wie wij wil worden wordt zal ze zelf
        zelfs
        zich zij zijn zo zoals zodat zodra zonder zou zouden zowel zulke""",
    "pl": """
        a aby albo ale ależ ani aż bardzo bez bo bowiem był była było były by być ci co coraz czy
        czyli dalej dlaczego dlatego dla do dopiero dotąd dość dwa dwie dziś dzisiaj gdy gdyby gdyż
        gdzie go i ich ile im inna inne inni innych innym inny iż ja jak jaka jaki jakie jako je
        jeden jedna
        jednak jednocześnie jedno jego jej jemu jest jestem jeszcze jeśli jeżeli już każda każde
        każdy kiedy
        kilka kilku kto która które którego której który którzy ku lecz lub ma mają mamy mi mimo
        między
        mnie mogą może można mój mu my na nad nadal nam nas nasz nasza natomiast nawet nic nich nie
        niech niego niej nigdy nim niż no o obecnie obok od oni one ona ono oraz osoby oto pan pani
        po
        pod podczas pomimo ponad ponadto ponieważ poza potem prawie przed przede przez przy również
        są
        się skoro sam sama swoich swoje tak taka taki takie także tam ta te tego tej ten też to tu
        tuż tylko
        tym tymczasem u w wam was wasz wciąż we wczoraj według wielu więc więcej większość wkrótce
        właśnie wobec
        wszyscy wszystkie wszystko wtedy z za zaś zanim zatem zawsze ze zgodnie został została
        zostały że
        żaden żadna""",
}

_OPENINGS = {
    "en": """
        able absolutely actually add added adding additional adults advocates affected age
        agencies ahead air aircraft airlines amid ample analysis analysts ancient animals
        apparently applicants approaching arguably armed arrested arrests artists ask
        asked asking athletes attacks attempts attendance attorneys audiences authorities
        authors autumn average aware babies bad banks based basic basically beautiful
        becoming begin bees beginning believe believed best better big bigger birds books
        born boys breaking bridges brothers budget building buildings built business
        businesses buyers call called campaigners cases cash casualties cats cattle
        certain certainly changes charities charges check checks children choose cities
        citizens civil civilians claims classes classic clean clear clearly climate close
        club clubs coaches coffee colleagues collectively coming commanders comments
        commercial common companies compared competition complete computer concerns
        conditions confirmed congratulations consider consumers contact controversial
        cooking cool copies costs councils countries couples courts create created crews
        crime critical criticism critics crops crowds cultural current currently customers
        cut cuts cyclists daily damage data daughters days deaths debate decades deep
        defenders defendants delegates demand department deputies describing designed
        designers details detectives determined developed developers developing difficult
        diplomats direct directors discover doctors dogs donations double dozens drinking
        drivers driving drone drones drugs early earlier easy eating economic economists
        editors education efforts eight election elections eleven emergency employees
        employers energy engineers ensure entries environmental equally especially
        estimates events eventually everybody evidence exactly examples exercise existing
        expect expected experts explain explains extra extremely eyewitnesses facing
        factories failure families famous fans farmers fast fathers fears features federal
        female festival fewer fields fifteen fifty figures film films final finally
        financial find findings fire firefighters fires firms first fish fishermen fishing
        five floods flooding flights followed following food footage footballers
        forecasters foreign forests formerly forty founded founder four fourteen free
        fresh friends fruit fuel full fully fun funding funds future games gangs generally
        get getting girls give given giving global go going good government governments
        governors graduates great green group groups growers growing growth guests guards
        gunmen half halfway hard head headteachers health heavy help hidden high higher
        historians historic history hold holding holidays home homes homeowners hospitals
        hot hotels hours house households houses housing huge human hundreds hunters
        husbands images imagine immediately important impressive improving included
        includes including increased increasing incredibly individuals industry inflation
        information initially injured injuries inmates inspectors interest interesting
        interestingly international internet investigations investigators investment
        investors islanders items jobs joint journalists judges jurors keep keeping key
        kids killed known land landlords large largely larger late latest lawmakers laws
        lawyers leaders leading learn learning leave leaving left legal legislators less
        lessons letters life light likewise limited lines listeners listen little live
        living loans local locals long look looking lots loved low lower lying machines
        main major make makers making male managers manufacturers maps market markets
        married mass materials mayors measures media medical medics meetings members men
        messages migrants miles military millions mindful mine miners ministers minutes
        mobile models modern moderate money months mostly mothers motorists mountain
        moving multiple museums musicians names national native natural naturally needs
        negotiators neighbors neighbours news newspapers night nine nineteen ninety
        normally northern notably note nowadays numbers numerous nurses observers
        obviously offers office officers official officials oil old older online opening
        open operators opinion opponents opposing opposition order ordinary organisations
        organisers organizations organizers original originally overall owned owners
        paintings paramedics parents part participants parties partly partners passengers
        past patients pay paying people personal petitioners phone photos photographs
        pictures pilots place places plans plants play played players playing police
        policies political politicians poor popular positive possible possibly potential
        power powerful practice presidents pressure previous previously prices prior
        prison prisoners private probably problems produced producers products production
        professional professors profits progress projects proper property proponents
        proposals prosecutors protesters protests prove public publicly publishers pupils
        put quality questions quickly quick rain rates read readers reading real really
        recent recently recommended records recovery reducing referees refugees regardless
        regulators related relations relatives relief religious remember remains removing
        rents repairs repeated replacing reportedly reporters reports representatives
        rescue rescuers research researchers residents resources responding results retail
        retailers return returning revenue rice rich right riot rising rivals rivers road
        roads roughly rules running runners safety sailors sales satellite saying schools
        science scientists scores search season second secondly security see seeing select
        sellers senators senior separately series seven seventeen seventy severe share
        shares shareholders ships shocking shoppers shops short shortly show showing shows
        signs similar similarly simple simply sitting situated six sixteen sixty slightly
        slow small smoke snow soldiers solar songs sources southern speaking special
        specialists specific specifically spectators speed spending spokesmen spokespeople
        sports spring staff standing stars start started starting state statistics
        stations stocks stop stories storms strong students studies study successful
        suddenly summer supplies supporters supposedly sure surgeons surprisingly surveys
        survivors suspects tackling take taken taking talks taxes taxpayers teachers teams
        technology teenagers temperatures ten tenants tens tests thank thanks think
        thirdly thirteen thirty thousands threats three throwing thirst thankfully tickets
        time times tips top total tourism tourists towns trade traders traditional
        traditionally traffic training trains travel travelers travellers treatment trees
        trials tributes troops trustees try trying turn turning twelve twenty twice two
        typical typically ultimately unable understanding unemployment unfortunately
        unions unknown unsurprisingly upgrades use used users using usually vehicles
        veterans victims videos viewers views villagers villages violence visitors
        visiting volunteers voters votes wages waiting walking wanted war warm warnings
        wars watch watching water waters weather weekly western whilst white whole
        wildlife winds winners winning winter wishing wives women wood words work workers
        working world worried worse wounded writers writing written years young younger
        youngsters youth zero""",
    "de": """
        Abend Zeitung Meinung Hoffnung Leitung Ordnung Haltung Nutzung Bildung Lösung Prüfung
        Sitzung Warnung Abgeordnete Alter Amt Analyse Anfang Angaben Angebot Anteil Antrag Antwort
        Anwohner Arbeit Arzt Ärzte Ärztin Aufgabe Auftrag Aussage Auto Bauern Baum Beamte
        Bedarf Beginn Behörde Behörden Beispiel Bericht Beruf Beschluss Besucher Betrieb
        Betriebe Bild Bilder Boden Brand Brief Bürger Chef Chefin Daten Dauer Dorf Druck
        Einsatz Einwohner Eltern Ende Energie Erfolg Ergebnis Ergebnisse Ernte Experten
        Fachleute Fahrer Fahrt Fall Familie Familien Fehler Feld Felder Fest Feuer
        Feuerwehr Firma Firmen Fluss Folge Folgen Forscher Frage Fragen Frau Frauen
        Freunde Frühjahr Gast Gäste Gebiet Gebäude Gefahr Geld Gemeinde Gericht Geschäft
        Gesetz Gespräch Gewinn Grenze Grund Gründe Gruppe Haus Häuser Helfer Herbst Hilfe
        Hitze Höhe Hof Höfe Idee Insel Interesse Jahr Jahre Jahren Jahrhundert Jugendliche
        Kampf Kind Kinder Kirche Klage Kosten Kraft Krieg Kritik Kunden Küste Lage Land
        Landwirte Leben Lehrer Lehrkräfte Leute Licht Luft Mann Männer Markt Maschinen
        Menge Mensch Menschen Minister Mittel Monat Monate Morgen Mutter Nacht Nachbarn
        Name Natur Netz Ort Orte Partei Patienten Personen Pflanzen Plan Pläne Platz
        Polizei Preis Preise Problem Probleme Produkte Prozent Punkt Rat Raum Recht Rede
        Region Regen Reihe Reise Richter Risiko Rolle Ruhe Sache Schaden Schäden Schiff
        Schiffe Schritt Schule Schulen Schüler See Seite Sicht Sommer Sonne Spiel Sprache
        Staat Stadt Städte Stelle Steuern Stimmen Straße Straßen Strecke Streit Strom
        Stück Studie Stunde Stunden Sturm Suche System Tag Tage Tagen Teil Teile Termin
        Text Thema Tiere Tod Tor Tote Uhr Umfeld Umwelt Unfall Unternehmen Urteil Vater
        Verbrauch Verein Verfahren Verkehr Verletzte Verlust Verluste Vertrag Vorschlag
        Wahl Wald Wasser Weg Wege Welt Werk Wert Wetter Wind Winter Wirtschaft Wissen
        Woche Wochen Wohnung Wort Worte Zahl Zahlen Zeit Ziel Zug Züge Zukunft Zuschauer
        Zweifel""",
    "fr": """
        agriculteurs beaucoup certains chercheurs citoyens début depuis élus environ
        experts faute fin forte habitants hommes femmes enfants juges malgré médecins
        parents pêcheurs pluie police premiers production résultat résultats scientifiques
        situé située située soixante trente victimes vingt voici""",
    "es": """
        agentes agricultores alrededor ambos autoridades científicos cerca comenzó
        conviene dice dijo dirigentes empezó existen expertos falta faltan hace hubo
        investigadores jueces llegó llegaron médicos miembros miles murieron murió niños
        padres parte pescadores podría policía pueden puede quedan queda recorrió recorre
        resulta sigue siguen sucedió tiene tienen trabajadores trata vecinos viven vive
        votaron votó""",
    "it": """
        abitanti agricoltori aveva bisogna cittadini comincia continua costa costano dice
        dopo esperti esiste giudici hanno manca mancano medici migliaia morti parla
        pescatori polizia potrebbe ricercatori rimane rimangono scienziati serve servono
        succede tiene torna vale vanno viene vengono vivono vota votano""",
    "pt": """
        agricultores autoridades agentes cientistas começou chegou chegaram continua custa
        custou disse dizem especialistas existe existem faltam falta fica ficou houve
        investigadores juízes médicos membros milhares moradores morreram morreu pais
        parte pescadores podem pode polícia pesquisadores resta restam segue tinha
        trabalhadores vive vivem votaram votou""",
    "nl": """
        artsen bewoners boeren burgers deskundigen duizenden eerste gemeente geen huizen
        inwoners jongeren kinderen leraren mannen mensen miljoenen onderzoekers ouders
        politie rechters regen slachtoffers vissers volgend vrouwen werknemers
        wetenschappers""",
    "pl": """
        badacze było dzieci eksperci kobiety koszt kosztuje lekarze liczba ludzie mają
        mieszkańcy miliony mówi mówią mężczyźni naukowcy nauczyciele odbędzie odszedł
        odeszła osoby policja powiedział powiedziała pracownicy premier rodzice rolnicy
        rybacy sąd sędziowie szlak tysiące uczniowie władze wynik zdaniem zginęło zginęli""",
}
"""Common words that open sentences, and German nouns; kept free of words that are names, too."""

_COMMON_ENDINGS = {
    "en": ("tion", "tions", "ment", "ments", "ologists", "ologist"),
    "de": ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tionen"),
    "fr": ("tion", "tions", "ment", "ments"),
    "es": ("cion", "ciones", "mente", "miento", "mientos"),
    "it": ("zione", "zioni", "mente", "mento", "menti"),
    "pt": ("cao", "coes", "mente", "mento", "mentos"),
    "nl": ("heid", "heden", "schap"),
    "pl": ("owanie", "owania", "nosc", "nosci"),
}
"""How long words end that are no names."""

_LONG = 9
"""Letters; shorter names end so, too: Clements, Trinidad."""


@lru_cache(maxsize=32)
def no_names(language: str) -> frozenset[str]:
    """Return words of ``language`` that are no names whatever letter they begin with."""
    return frozenset(map(plain, _FUNCTION_WORDS.get(language, "").split()))


@lru_cache(maxsize=32)
def openings(language: str) -> frozenset[str]:
    """Return words of ``language`` that are no names where a sentence opens with them."""
    return no_names(language) | frozenset(map(plain, _OPENINGS.get(language, "").split()))


def ends_commonly(word: str, language: str) -> bool:
    """Tell whether a word, folded by ``plain``, ends as common nouns and adverbs do."""
    return len(word) >= _LONG and word.endswith(_COMMON_ENDINGS.get(language, ()) or "\n")
