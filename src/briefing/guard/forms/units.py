"""Currencies, percentages and measures: how each is written and said, in eight languages.

A line of the table names a unit, then its signs (compared letter for letter), then its words by
language (compared without case and accents; an underscore stands for a blank).
"""

from __future__ import annotations

from functools import lru_cache

from briefing.guard.folding import plain

_MONEY = """
USD: US$ USD | en us_dollar us_dollars american_dollars u.s._dollars | de us-dollar us-dollars
 | fr dollars_américains dollar_américain | es dólares_estadounidenses dólar_estadounidense
 | it dollari_statunitensi dollari_americani | pt dólares_americanos | nl amerikaanse_dollar
 | pl dolarów_amerykańskich
dollar: $ | en dollar dollars buck bucks | de dollar | fr dollar dollars | es dólar dólares
 | it dollaro dollari | pt dólar dólares | nl dollar dollars | pl dolar dolary dolarów dolara
AUD: A$ AU$ AUD | en australian_dollar australian_dollars
CAD: C$ CA$ CAD | en canadian_dollar canadian_dollars
NZD: NZ$ NZD | en new_zealand_dollar new_zealand_dollars
HKD: HK$ HKD | en hong_kong_dollar hong_kong_dollars
SGD: S$ SGD | en singapore_dollar singapore_dollars
BRL: R$ BRL | en real reais | pt real reais | es reales
GBP: £ GBP | en pound_sterling pounds_sterling british_pound british_pounds
 | de pfund_sterling britische_pfund | fr livres_sterling livre_sterling | es libras_esterlinas
 | it sterline sterlina | pt libras_esterlinas libra_esterlina | nl pond_sterling
 | pl funtów_szterlingów funty_szterlingi
pound: | en pound pounds quid | de pfund | fr livre livres | es libra libras | it libbra libbre
 | pt libra libras | nl pond | pl funt funty funtów
EUR: € EUR | en euro euros | de euro euros | fr euro euros | es euro euros | it euro
 | pt euro euros | nl euro euro's | pl euro
JPY: ¥ JPY | en yen | de yen | fr yen yens | es yen yenes | it yen | pt iene ienes | nl yen | pl
 jenów
CNY: CNY RMB | en yuan renminbi | de yuan | fr yuan yuans | es yuanes | it yuan | pt yuans
 | nl yuan | pl juanów
INR: ₹ INR Rs | en rupee rupees | de rupien | fr roupies | es rupias | it rupie | pt rupias
KRW: ₩ KRW | en won
RUB: ₽ RUB | en rouble roubles ruble rubles | de rubel | fr roubles rouble | es rublos | it rubli
 | pt rublos | nl roebel | pl rubli ruble
TRY: ₺ TRY | en lira
ILS: ₪ ILS | en shekel shekels
UAH: ₴ UAH | en hryvnia hryvnias
NGN: ₦ NGN | en naira
CHF: CHF | en swiss_franc swiss_francs franc francs | de franken schweizer_franken
 | fr francs_suisses franc_suisse francs franc | es francos_suizos francos | it franchi_svizzeri
 franchi
 | pt francos_suíços | nl zwitserse_frank | pl franków_szwajcarskich franków
SEK: SEK | en swedish_kronor swedish_krona
NOK: NOK | en norwegian_kroner norwegian_krone
DKK: DKK | en danish_kroner danish_krone
krona: kr | en kronor krona kroner krone crowns | de kronen | fr couronnes | nl kronen | pl koron
PLN: zł PLN | en zloty zlotys | de zloty | fr zlotys | pl złoty złote złotych złotego | nl zloty
peso: ₱ | en peso pesos | de pesos | fr pesos | es peso pesos | it pesos | pt pesos
rand: ZAR | en rand
cent: ¢ ct p | en cent cents penny pence | de cent | fr centime centimes | es céntimo céntimos
 centavos
 | it centesimo centesimi | pt cêntimo cêntimos centavos | nl cent | pl grosz grosze groszy
"""

_SHARES = """
percent: % pct | en percent per_cent pc | de prozent | fr pour_cent | es por_ciento
 | it per_cento percento | pt por_cento | nl procent | pl procent procenta procentów proc proc.
points: pp | en percentage_point percentage_points | de prozentpunkt prozentpunkte prozentpunkten
 | fr point_de_pourcentage points_de_pourcentage | es punto_porcentual puntos_porcentuales
 | it punto_percentuale punti_percentuali | pt ponto_percentual pontos_percentuais
 | nl procentpunt procentpunten | pl punkt_procentowy punkty_procentowe punktów_procentowych
basis: bp bps | en basis_point basis_points | de basispunkte basispunkten | fr points_de_base
 | es puntos_básicos | it punti_base | pt pontos_base | nl basispunten | pl punktów_bazowych
"""

_MEASURES = """
km: km | en kilometre kilometres kilometer kilometers | de kilometer kilometern
 | fr kilomètre kilomètres | es kilómetro kilómetros | it chilometro chilometri
 | pt quilómetro quilómetros quilômetro quilômetros | nl kilometer kilometers
 | pl kilometr kilometry kilometrów kilometra kilometrach
m: m | en metre metres meter meters | de meter metern | fr mètre mètres | es metro metros
 | it metro metri | pt metro metros | nl meter meters | pl metr metry metrów metra metrach
cm: cm | en centimetre centimetres centimeter centimeters | de zentimeter zentimetern
 | fr centimètre centimètres | es centímetro centímetros | it centimetro centimetri
 | pt centímetro centímetros | nl centimeter centimeters | pl centymetr centymetry centymetrów
mm: mm | en millimetre millimetres millimeter millimeters | de millimeter millimetern
 | fr millimètre millimètres | es milímetro milímetros | it millimetro millimetri
 | pt milímetro milímetros | nl millimeter | pl milimetr milimetry milimetrów
nm: nm | en nanometre nanometres nanometer nanometers
mile: mi | en mile miles | de meile meilen | fr mille_marin miles | es milla millas | it miglio
 miglia
 | pt milha milhas | nl mijl | pl mila mile mil
ft: ft | en foot feet | de fuß | fr pieds pied | es pies | it piedi | pt pés | nl voet | pl stóp
inch: | en inch inches | de zoll | fr pouces | es pulgadas | it pollici | pt polegadas | nl inch |
 pl cali
yd: yd yds | en yard yards
kg: kg | en kilogram kilograms kilo kilos kilogramme kilogrammes | de kilogramm kilo
 | fr kilogramme kilogrammes kilo kilos | es kilogramo kilogramos kilo kilos
 | it chilogrammo chilogrammi chilo chili | pt quilograma quilogramas quilo quilos
 | nl kilogram kilo | pl kilogram kilogramy kilogramów kilo
g: g | en gram grams gramme grammes | de gramm | fr gramme grammes | es gramo gramos
 | it grammo grammi | pt grama gramas | nl gram | pl gram gramy gramów
mg: mg | en milligram milligrams | de milligramm | fr milligramme milligrammes
 | es miligramo miligramos | it milligrammi milligrammo | pt miligramas | nl milligram | pl
 miligramów
tonne: t | en tonne tonnes ton tons metric_tons metric_tonnes | de tonne tonnen | fr tonne tonnes
 | es tonelada toneladas | it tonnellata tonnellate | pt tonelada toneladas | nl ton | pl tona tony
 ton
lb: lb lbs | en lbs
oz: oz | en ounce ounces | de unze unzen | fr once onces | es onza onzas | it once oncia
stone: st | en stone stones
l: l L | en litre litres liter liters | de liter litern | fr litre litres | es litro litros
 | it litro litri | pt litro litros | nl liter liters | pl litr litry litrów
ml: ml mL | en millilitre millilitres milliliter milliliters | de milliliter | fr millilitres
 | es mililitros | it millilitri | pt mililitros | nl milliliter | pl mililitrów
gal: gal | en gallon gallons
pint: | en pint pints
barrel: bbl | en barrel barrels | de barrel | fr barils | es barriles | it barili | pt barris
ha: ha | en hectare hectares | de hektar | fr hectare hectares | es hectárea hectáreas
 | it ettaro ettari | pt hectare hectares | nl hectare | pl hektar hektary hektarów
acre: ac | en acre acres
km2: km2 km^2 | en square_kilometre square_kilometres square_kilometer square_kilometers sq_km
 | de quadratkilometer quadratkilometern | fr kilomètre_carré kilomètres_carrés
 | es kilómetros_cuadrados | it chilometri_quadrati | pt quilómetros_quadrados
 | nl vierkante_kilometer | pl kilometrów_kwadratowych
m2: m2 m^2 | en square_metre square_metres square_meter square_meters sq_m | de quadratmeter
 quadratmetern | fr mètre_carré mètres_carrés | es metros_cuadrados | it metri_quadrati metri_quadri
 | pt metros_quadrados | nl vierkante_meter | pl metrów_kwadratowych
m3: m3 m^3 | en cubic_metre cubic_metres cubic_meter cubic_meters | de kubikmeter kubikmetern
 | fr mètres_cubes mètre_cube | es metros_cúbicos | it metri_cubi | pt metros_cúbicos
 | nl kubieke_meter | pl metrów_sześciennych
sqmile: | en square_mile square_miles sq_mi
sqft: | en square_foot square_feet sq_ft
celsius: °C | en degrees_celsius degree_celsius celsius degrees_c | de grad_celsius | fr
 degrés_celsius
 | es grados_celsius | it gradi_celsius | pt graus_celsius | nl graden_celsius | pl stopni_celsjusza
fahrenheit: °F | en degrees_fahrenheit degree_fahrenheit fahrenheit degrees_f | de grad_fahrenheit
 | fr degrés_fahrenheit | es grados_fahrenheit | it gradi_fahrenheit | pt graus_fahrenheit
degree: ° º | en degree degrees | de grad | fr degré degrés | es grado grados | it grado gradi
 | pt grau graus | nl graad graden | pl stopień stopnie stopni
mph: mph | en miles_per_hour mile_per_hour miles_an_hour mile_an_hour
km/h: km/h kmh kph kmph | en kilometres_per_hour kilometers_per_hour kilometres_an_hour
 kilometers_an_hour | de kilometer_pro_stunde stundenkilometer stundenkilometern
 | fr kilomètres_par_heure kilomètres_à_l'heure kilomètres_heure | es kilómetros_por_hora
 | it chilometri_orari chilometri_all'ora chilometri_per_ora | pt quilómetros_por_hora
 quilômetros_por_hora | nl kilometer_per_uur | pl kilometrów_na_godzinę
m/s: m/s | en metres_per_second meters_per_second | de meter_pro_sekunde | fr mètres_par_seconde
knot: kt kts | en knot knots | de knoten | fr nœuds
W: W | en watt watts | de watt | fr watts watt | es vatios | it watt | nl watt | pl watów
kW: kW | en kilowatt kilowatts | de kilowatt | fr kilowatts | es kilovatios | it chilowatt | nl
 kilowatt
MW: MW | en megawatt megawatts | de megawatt | fr mégawatts | es megavatios | it megawatt | nl
 megawatt
GW: GW | en gigawatt gigawatts | de gigawatt | fr gigawatts | es gigavatios | it gigawatt | nl
 gigawatt
kWh: kWh | en kilowatt_hour kilowatt_hours kilowatthours | de kilowattstunde kilowattstunden
 | fr kilowattheure kilowattheures | es kilovatios_hora | nl kilowattuur | it chilowattora
MWh: MWh | en megawatt_hour megawatt_hours | de megawattstunden
GWh: GWh | en gigawatt_hour gigawatt_hours | de gigawattstunden
TWh: TWh | en terawatt_hour terawatt_hours | de terawattstunden
volt: V | en volt volts | de volt
kcal: kcal | en kilocalorie kilocalories calorie calories | de kilokalorien kalorien
dB: dB | en decibel decibels | de dezibel | fr décibels | es decibelios
Hz: Hz | en hertz
kHz: kHz | en kilohertz
MHz: MHz | en megahertz
GHz: GHz | en gigahertz
KB: kB KB | en kilobyte kilobytes
MB: MB | en megabyte megabytes | de megabyte | fr mégaoctets
GB: GB | en gigabyte gigabytes | de gigabyte | fr gigaoctets
TB: TB | en terabyte terabytes | de terabyte
px: px | en pixel pixels | de pixel
"""

_TIMES = """
year: yr yrs | en year years year's years' | de jahr jahre jahren jahres | fr an ans année années
 | es año años | it anno anni | pt ano anos | nl jaar jaren | pl rok roku lata lat latach
month: | en month months | de monat monate monaten monats | fr mois | es mes meses | it mese mesi
 | pt mês meses | nl maand maanden | pl miesiąc miesiące miesięcy
week: wk wks | en week weeks | de woche wochen | fr semaine semaines | es semana semanas
 | it settimana settimane | pt semana semanas | nl week weken | pl tydzień tygodnie tygodni
day: | en day days | de tag tage tagen tages | fr jour jours | es día días | it giorno giorni
 | pt dia dias | nl dag dagen | pl dzień dni dnia
hour: h hr hrs | en hour hours | de stunde stunden | fr heure heures | es hora horas | it ora ore
 | pt hora horas | nl uur uren | pl godzina godziny godzin godzinę
minute: min mins | en minute minutes | de minute minuten | fr minute minutes | es minuto minutos
 | it minuto minuti | pt minuto minutos | nl minuut minuten | pl minuta minuty minut minutę
second: sec secs | en second seconds | de sekunde sekunden | fr seconde secondes | es segundo
 segundos
 | it secondo secondi | pt segundo segundos | nl seconde seconden | pl sekunda sekundy sekund
decade: | en decade decades | de jahrzehnt jahrzehnte jahrzehnten | fr décennie décennies
 | es década décadas | it decennio decenni | pt década décadas | nl decennium decennia | pl dekada
 dekady
century: | en century centuries | de jahrhundert jahrhunderte jahrhunderten | fr siècle siècles
 | es siglo siglos | it secolo secoli | pt século séculos | nl eeuw eeuwen | pl wiek wieki wieków
@age: yo | en year_old years_old year_olds years_of_age | de jahre_alt jahre_alte jahre_alten
 jähriger jährige jährigen jähriges | fr ans_d'âge | es años_de_edad | it anni_di_età enne
 | pt anos_de_idade | nl jaar_oud jarige | pl lat_życia letni letnia letniego letniej
fold: × x | en times fold | de mal fach fache | fr fois | es veces | it volte | pt vezes | nl keer
 maal
 | pl razy
"""

MONEY = frozenset(line.partition(":")[0] for line in _MONEY.strip().splitlines() if line[0] != " ")
"""Units that are sums of money; the ambiguous pound is among them."""
SHARES = frozenset(("percent", "points", "basis"))
DROPPABLE = ("@age", "year", "month", "week", "day", "hour", "minute", "fold")
"""Units a listener supplies: a woman "aged 47" may be "47"."""

SAME = {
    "dollar": ("dollar", "USD", "AUD", "CAD", "NZD", "HKD", "SGD"),
    "USD": ("USD", "dollar"),
    "pound": ("pound", "GBP", "lb"),
    "GBP": ("GBP", "pound"),
    "lb": ("lb", "pound"),
    "krona": ("krona", "SEK", "NOK", "DKK"),
    "celsius": ("celsius",),
    "degree": ("degree", "celsius", "fahrenheit"),
    "@age": ("@age", "year", ""),
    "year": ("year", "@age"),
    "yd": ("yd",),
}
"""Which units of the source a unit may be said for; any other only for itself.

A dollar may be any country's, but an Australian one must be called so in the source.
"""

GLUED_ONLY = frozenset(("p", "K", "B", "b", "s", "x", "C", "F", "V", "W", "L"))
"""Signs that are units only when they touch their number."""

AGED = frozenset(("aged", "age", "alter", "aged about"))
"""What makes the number after it an age."""


@lru_cache(maxsize=1)
def unit_signs() -> dict[str, str]:
    """Return the signs of units, letter for letter, with the unit each stands for."""
    return {
        sign: unit for unit, fields in _lines() for sign in fields[0].split() if sign.strip("|")
    }


@lru_cache(maxsize=32)
def unit_words(language: str) -> dict[str, str]:
    """Return the words for units in ``language``, folded by ``plain``, a blank between them."""
    found: dict[str, str] = {}
    for unit, fields in _lines():
        for field in fields[1:]:
            tag, *words = field.split()
            if tag == language:
                found.update({_phrase(word): unit for word in words})
    return found


def _phrase(word: str) -> str:
    return " ".join(plain(word).replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = f"{_MONEY}{_SHARES}{_MEASURES}{_TIMES}".replace("\n ", " ")
    rows = (line.partition(":") for line in table.splitlines() if line)
    return tuple((unit, tuple(fields.split("|"))) for unit, _, fields in rows)
