"""Plain text in other languages and scripts: the same structure is seen in it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from briefing.model import Document, Source
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
