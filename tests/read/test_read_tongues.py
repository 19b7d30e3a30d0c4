"""Plain text in other languages and scripts: which it is, and the same structure is seen in it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from briefing.model import Document, Source
from briefing.read.language import detect
from briefing.read.plaintext import PlainTextReader


class Told(NamedTuple):
    """The same short article in one language: what each of its lines is, in order."""

    title: str
    lead: str
    first: str
    first_text: str
    quote: str
    speaker: str
    after: str
    second: str
    second_text: str
    asked: str
    answer: str
    asked_too: str
    answer_too: str
    closing: str


ARTICLES = {
    "fr": Told(
        "Le phare qui refuse de s’éteindre",
        "Depuis le mois de mars, la lampe du vieux phare de Port-Mélisse tourne de nouveau chaque "
        "nuit. Personne, dans le village, ne sait encore qui paiera la facture.",
        "Une lampe venue du grenier",
        "La lentille avait disparu pendant quarante ans. Une famille de pêcheurs l’a retrouvée "
        "sous des filets, enveloppée dans un journal de 1978, et l’a rendue à la commune.",
        "Nous pensions trouver des hameçons. Nous avons trouvé la mer.",
        "Solène Karadec",
        "Sa découverte a rapporté à la commune deux visites ministérielles et un timbre. Le "
        "conseil municipal a voté la réparation du toit le même soir.",
        "Le prix de la lumière",
        "Chaque nuit coûte onze euros d’électricité. Une collecte a réuni de quoi tenir jusqu’à "
        "l’automne, et la compagnie des bacs promet de payer l’hiver.",
        "Peut-on monter en haut du phare ?",
        "Oui, le samedi matin, par groupes de huit personnes. L’escalier compte 214 marches.",
        "Que se passe-t-il en cas de brouillard ?",
        "La corne sonne toutes les trente secondes. Les voisins ont reçu des bouchons d’oreilles.",
        "Le gardien, lui, a déjà choisi sa retraite : il habitera la maison d’en face, volets "
        "ouverts, pour compter les éclats.",
    ),
    "es": Told(
        "El tren de juguete que salvó un pueblo",
        "En Villar de la Encina viven 212 personas y circula un tren de vía estrecha. El año "
        "pasado llevó a cuarenta mil visitantes.",
        "Una vía olvidada en el monte",
        "La mina cerró en 1986 y los raíles quedaron bajo las zarzas. Tres maestras jubiladas "
        "los limpiaron durante cuatro veranos, metro a metro.",
        "Queríamos pasear a los nietos. Ahora paseamos a medio país.",
        "Remedios Olabarri",
        "La asociación emplea hoy a once vecinos y ha reabierto la panadería. El ayuntamiento "
        "calcula que cada billete deja nueve euros en el pueblo.",
        "Lo que falta por arreglar",
        "El puente de hierro necesita pintura nueva y dos de los vagones no tienen frenos "
        "propios. La obra costará 180.000 euros.",
        "¿Se puede subir con bicicleta?",
        "Sí, en el último vagón, pero solo caben seis. Conviene llegar media hora antes.",
        "¿Hay que reservar el billete?",
        "En agosto sí. El resto del año basta con presentarse en la estación.",
        "La locomotora más vieja cumple cien años en mayo. El pueblo ya ha encargado la tarta, "
        "con la forma del túnel.",
    ),
    "ru": Told(
        "Библиотека на колёсах вернулась в долину",
        "Каждый вторник старый автобус с тремя тысячами книг выезжает из Верхней Ольховки. За "
        "день он проходит девяносто километров и делает одиннадцать остановок.",
        "Автобус из гаража",
        "Машину нашли в колхозном гараже, где она стояла двадцать лет. Местные механики собрали "
        "двигатель из четырёх других и не взяли за работу денег.",
        "Мы боялись, что читать разучились. Оказалось, разучились возить.",
        "Тамара Луговая",
        "За первый год записались восемьсот человек. Чаще всего просят детективы и справочники "
        "по пчеловодству, а дети спрашивают про динозавров.",
        "Дорога зимой",
        "С декабря по март перевал закрыт. В эти месяцы книги ждут на почте, и почтальон "
        "развозит их на санях вместе с письмами.",
        "Сколько книг можно взять домой?",
        "Не больше пяти на две недели. Для дальних деревень срок продлевают до месяца.",
        "Что будет, если книга потеряется?",
        "Нужно принести другую, любую. Так в библиотеке появились три поваренные книги.",
        "Весной автобус покрасят в синий цвет. Об этом проголосовали читатели, и краску уже "
        "привезли.",
    ),
    "ja": Told(
        "島に一軒だけの映画館が再開した",
        "瀬戸の小さな島で、十年前に閉じた映画館が四月に扉を開けた。座席は四十二席で、最初の週末は"
        "すべて売り切れた。",
        "倉庫に眠っていた映写機",
        "映写機は漁協の倉庫で見つかった。部品の半分は錆びていたが、島の時計屋が一年かけて直した。"
        "費用は寄付でまかなわれた。",
        "私たちは暗い部屋が欲しかっただけです。そこに島中の人が集まりました。",
        "浜辺みさき",
        "浜辺さんは昼は郵便局で働き、夜は切符を売る。上映は週に三日で、船の最終便に合わせて終わる"
        "ように組まれている。",
        "これからの課題",
        "屋根の修理には八百万円かかる。町は半分を出すと約束したが、残りはまだ集まっていない。夏まで"
        "に募金を終えたいという。",
        "子どもも入れますか？",
        "はい、夕方の回は誰でも入れます。小学生は半額です。",
        "字幕はありますか？",
        "日本語の字幕がすべての作品に付きます。耳の遠い人のためです。",
        "次の上映は金曜の夜だ。演目はまだ決まっていないが、島の人はもう席の話をしている。",
    ),
    "zh": Told(
        "山谷里的末班缆车",
        "每天傍晚六点，最后一班缆车从青溪镇出发，载着学生和菜农回到山上。这条线路已经运行了三十七年。",
        "一根钢索的故事",
        "钢索是一九八七年从造船厂买来的旧货。工人们用了两个冬天把它架起来，当时没有人相信它能撑过"
        "第一场雪。",
        "我们每天检查它三次。它从来没有让我们失望过。",
        "韩月林",
        "她的父亲是第一任站长，退休以后仍然每天来看一眼。车站的墙上挂着他画的线路图，上面有每一根"
        "支柱的名字。",
        "要不要修公路",
        "县里计划在后年修一条公路，造价两亿元。居民的意见分成两半：一半人想要汽车，另一半人担心缆车"
        "会停下来。",
        "游客可以乘坐吗？",
        "可以，但要让当地人先上车。单程票价是五元。",
        "下雪天还开吗？",
        "风速超过每秒十五米才会停运。去年一共停了九天。",
        "今年冬天来得很早。站台上的灯已经换成了黄色，远远看去像一串柿子。",
    ),
    "ar": Told(
        "السوق القديم يفتح أبوابه من جديد",
        "بعد ست سنوات من الإغلاق عاد التجار إلى سوق النحاسين في مدينة الريحانة. في الأسبوع الأول "
        "زاره أكثر من عشرين ألف شخص.",
        "سقف من خشب الأرز",
        "استغرق ترميم السقف ثلاثة أعوام كاملة. جاء الخشب من غابة قريبة، وعمل عليه أربعون نجارا من "
        "أبناء المدينة دون توقف.",
        "كنا نسمع المطارق في أحلامنا. اليوم نسمعها في الشارع.",
        "سلمى الحدادي",
        "ورثت سلمى الدكان عن جدها، وهي تعلم الحرفة لسبع فتيات. تقول إن النحاس يحتاج إلى صبر أكثر "
        "مما يحتاج إلى قوة.",
        "من يدفع الثمن",
        "بلغت كلفة الأعمال تسعة ملايين دينار. دفعت البلدية نصفها، وجمع التجار النصف الآخر من بيع "
        "القطع القديمة.",
        "هل يفتح السوق يوم الجمعة؟",
        "نعم، بعد الظهر فقط. تغلق الدكاكين عند الغروب.",
        "هل يمكن زيارة الورش؟",
        "يمكن ذلك في الصباح مع دليل من البلدية. الزيارة مجانية للأطفال.",
        "في آخر الزقاق بقي باب واحد مغلق. يقول صاحبه إنه سيفتحه حين يعود أخوه من السفر.",
    ),
}


def laid_out(told: Told, between: str, dash: str) -> str:
    """Return the article as plain text."""
    lines = told._replace(speaker=dash + told.speaker)
    return between.join(lines) + "\n"


def understood(text: str) -> Document:
    """Return the document that ``text`` is read as."""
    return PlainTextReader().read(Source("a.txt", text.encode()), 1)


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank lines", "tight"])
@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_is_understood_in_any_language(language: str, between: str) -> None:
    told = ARTICLES[language]
    document = understood(laid_out(told, between, "— "))
    assert document.language == language
    assert document.title
    assert document.title.text == told.title
    headings = [part.heading.text for part in document.sections if part.heading]
    assert headings == [told.first, told.second]
    spoken = [(block.text, block.speaker) for block in document.blocks() if block.kind == "quote"]
    assert [(text.replace(" ", ""), by) for text, by in spoken] == [
        (told.quote.replace(" ", ""), told.speaker)
    ]
    asked = [(pair.question.text, len(pair.answer)) for pair in document.questions]
    assert asked == [(told.asked, 1), (told.asked_too, 1)]
    assert [len(document.lead), len(document.closing)] == [1, 1]


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank lines", "tight"])
@pytest.mark.parametrize("language", ARTICLES)
def test_a_speaker_is_known_without_a_dash(language: str, between: str) -> None:
    told = ARTICLES[language]
    document = understood(laid_out(told, between, ""))
    assert [block.speaker for block in document.blocks() if block.kind == "quote"] == [told.speaker]
    headings = [part.heading.text for part in document.sections if part.heading]
    assert headings == [told.first, told.second]


SHORT_TEXTS = {
    "en": """
        The old mill by the river is running again after two years of work on the roof. Three
        hundred people came in the first week, and the baker now bakes every day. The council
        pays for the electricity, and in May a small café will open next door with a garden by
        the water.
    """,
    "de": """
        Die alte Mühle am Fluss läuft wieder, nachdem das Dach zwei Jahre lang geflickt wurde.
        In der ersten Woche kamen dreihundert Gäste, und die Bäckerin backt jetzt jeden Tag. Die
        Gemeinde zahlt den Strom, und im Mai öffnet nebenan ein kleines Café mit einem Garten am
        Wasser.
    """,
    "fr": """
        Le vieux moulin au bord de la rivière tourne de nouveau après deux ans de travaux sur le
        toit. Trois cents personnes sont venues la première semaine et la boulangère cuit
        désormais tous les jours. La commune paie le courant et un petit café ouvrira en mai
        juste à côté, avec un jardin.
    """,
    "es": """
        El viejo molino junto al río vuelve a funcionar después de dos años de obras en el
        tejado. La primera semana vinieron trescientas personas y la panadera hornea ahora todos
        los días. El ayuntamiento paga la luz y en mayo abrirá al lado una pequeña cafetería con
        un jardín sobre el agua.
    """,
    "it": """
        Il vecchio mulino lungo il fiume gira di nuovo dopo due anni di lavori sul tetto. La
        prima settimana sono arrivate trecento persone e la fornaia adesso cuoce ogni giorno. Il
        comune paga la corrente e a maggio aprirà accanto un piccolo caffè con un giardino
        sull'acqua e tavoli di legno.
    """,
    "pt": """
        O velho moinho à beira do rio voltou a funcionar depois de dois anos de obras no
        telhado. Na primeira semana vieram trezentas pessoas e a padeira agora coze todos os
        dias. A câmara paga a luz e em maio abrirá ao lado um pequeno café com um jardim sobre a
        água.
    """,
    "nl": """
        De oude molen aan de rivier draait weer nadat het dak twee jaar lang is opgeknapt. In de
        eerste week kwamen driehonderd mensen kijken en de bakker bakt nu elke dag. De gemeente
        betaalt de stroom en in mei gaat ernaast een klein café open met een tuin aan het water.
    """,
    "pl": """
        Stary młyn nad rzeką znów działa po dwóch latach naprawiania dachu. W pierwszym tygodniu
        przyszło trzysta osób, a piekarka piecze teraz codziennie. Gmina płaci za prąd, a w maju
        obok młyna otworzy się mała kawiarnia z ogrodem nad wodą, w której będzie można kupić
        chleb i posłuchać muzyki.
    """,
    "af": """
        Die ou meule langs die rivier draai weer nadat die dak twee jaar lank herstel is. In die
        eerste week het driehonderd mense gekom en die bakker bak nou elke dag. Die raad betaal
        vir die krag, en in Mei sal daar langsaan 'n klein kafee oopmaak met 'n tuin by die
        water.
    """,
    "cs": """
        Starý mlýn u řeky se znovu točí po dvou letech oprav střechy. V prvním týdnu přišlo tři
        sta lidí a pekařka teď peče každý den. Obec platí elektřinu a v květnu se vedle mlýna
        otevře malá kavárna se zahradou u vody, kde bude možné koupit chléb a poslouchat hudbu.
    """,
    "sk": """
        Starý mlyn pri rieke sa znova točí po dvoch rokoch opráv strechy. V prvom týždni prišlo
        tristo ľudí a pekárka teraz pečie každý deň. Obec platí elektrinu a v máji sa vedľa
        mlyna otvorí malá kaviareň so záhradou pri vode, kde sa bude dať kúpiť chlieb aj počúvať
        hudba.
    """,
    "ca": """
        El vell molí vora el riu torna a funcionar després de dos anys d'obres a la teulada. La
        primera setmana van venir tres-centes persones i la fornera ara cou pa cada dia.
        L'ajuntament paga la llum i al maig s'obrirà al costat un petit cafè amb un jardí sobre
        l'aigua.
    """,
    "vi": """
        Thư viện nhỏ bên sông đã mở cửa trở lại. Người dân sửa mái nhà trong hai năm. Tuần đầu
        có ba trăm người đến đọc sách. Trẻ em hỏi về khủng long. Thị trấn sẽ trả tiền điện.
        Tháng sau quán cà phê cũng mở cửa và có chỗ ngồi ngoài vườn.
    """,
    "sv": """
        Den gamla kvarnen vid floden går igen efter två års arbete med taket. Under den första
        veckan kom tre hundra personer och bagaren bakar nu varje dag. Kommunen betalar för
        strömmen och i maj öppnar ett litet kafé bredvid med en trädgård vid vattnet.
    """,
    "da": """
        Den gamle mølle ved floden kører igen efter to års arbejde på taget. I den første uge
        kom tre hundrede mennesker, og bageren bager nu hver dag. Kommunen betaler for strømmen,
        og i maj åbner en lille café ved siden af med en have ved vandet.
    """,
    "nb": """
        Den gamle møllen ved elva går igjen etter to års arbeid på taket. I den første uken kom
        det tre hundre mennesker, og bakeren baker nå hver dag. Kommunen betaler for strømmen,
        og i mai åpner en liten kafé ved siden av med en hage ved vannet.
    """,
    "ro": """
        Vechea moară de lângă râu merge din nou după doi ani de lucrări la acoperiș. În prima
        săptămână au venit trei sute de oameni, iar brutăreasa coace acum în fiecare zi.
        Primăria plătește curentul, iar în mai se va deschide alături o mică cafenea cu grădină.
    """,
    "hu": """
        A folyóparti régi malom újra működik, miután két évig javították a tetőt. Az első héten
        háromszáz ember jött el, és a pék már minden nap süt. A község fizeti az áramot, és
        májusban egy kis kávézó is nyílik a szomszédban, ahol kert is lesz a víz mellett.
    """,
    "tr": """
        Nehir kenarındaki eski değirmen iki yıl süren çatı onarımından sonra yeniden çalışıyor.
        İlk hafta üç yüz kişi geldi ve fırıncı artık her gün ekmek pişiriyor. Belediye elektrik
        için para ödüyor ve mayıs ayında yan tarafta bahçesi olan küçük bir kafe de açılacak.
    """,
    "id": """
        Kincir tua di tepi sungai itu berputar lagi setelah atapnya diperbaiki selama dua tahun.
        Pada minggu pertama datang tiga ratus orang, dan tukang roti kini memanggang setiap
        hari. Desa membayar listrik, dan pada bulan Mei akan dibuka sebuah kafe kecil dengan
        kebun di dekat air.
    """,
}
"""A language each, its near relations among them: pt and es, nl and de and af, pl and cs and sk."""


@pytest.mark.parametrize("language", SHORT_TEXTS)
def test_a_short_text_tells_its_language(language: str) -> None:
    assert len(SHORT_TEXTS[language].split()) >= 40
    assert detect(SHORT_TEXTS[language]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("1,250.50", "en"),
        ("Krk brz smrt", "en"),
        ("Привет", "ru"),
        ("この島の映画館", "ja"),
        ("山谷里的缆车", "zh"),
        ("لا شيء", "ar"),
    ],
)
def test_what_tells_little_gets_the_likeliest_language(text: str, language: str) -> None:
    assert detect(text) == language
