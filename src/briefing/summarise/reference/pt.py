"""Portuguese words that lean on the sentence before."""

from __future__ import annotations

from briefing.summarise.reference.tongue import Table

_AT_HAND = (
    "artigo/página/texto/estudo/capítulo/"
    "ano/semana/mês/manhã/tarde/noite/verão/inverno/outono/primavera/temporada/século/"
    "segunda-feira/terça-feira/quarta-feira/quinta-feira/sexta-feira/segunda/terça/quarta/quinta/"
    "sexta/sábado/domingo"
)

TABLE = Table(
    pronouns="ele/ela/eles/elas/dele/dela/deles/delas/nele/nela",
    opening_pronouns="seu/sua/seus/suas/lhe/lhes",
    connectives="""
        mas/e/ou/porém/também/contudo/entretanto/todavia/portanto/então/depois/igualmente/finalmente;
        além disso; no entanto; por isso ,; por exemplo; por outro lado; por sua vez ,; de
        facto/fato; ao mesmo tempo; enquanto isso; pelo contrário; ao contrário ,; em seguida; em
        consequência; em contrapartida; por conseguinte; ainda assim; mesmo assim; na verdade ,; ou
        seja ,; isto é ,; em segundo/terceiro lugar; por último/fim;
        entretanto/assim/já/aliás/afinal/agora ,; mais tarde ,; dessa forma ,; desta forma ,; do
        mesmo modo
    """,
    pointing="""
        este/esta/estes/estas/esse/essa/esses/essas/isto/isso/aquele/aquela/aqueles/aquelas/aquilo;
        tal/tais/ambos/ambas/assim/tampouco/outro/outra/outros/outras; um outro; uma outra; o/a
        outro/outra; os outros; as outras; os dois; as duas; os demais; as demais; o mesmo; a mesma;
        os mesmos; as mesmas; este último; esta última; o/a primeiro/primeira/segundo/segunda
        ,/é/era/foi;
        neste/nesta/nesse/nessa/nestes/nestas/nesses/nessas/nisso/nisto/naquele/naquela;
        deste/desta/desse/dessa/destes/destas/desses/dessas/disso/disto/daquele/daquela;
        com/por/para/após/sem/sob/sobre/a/apesar este/esta/isto/isso/esse/essa/esses/essas/disso;
        por isso; por causa disso; a partir daí; daí; graças a isso; devido a isso; apesar disso;
        alguns/algumas/muitos/muitas/vários/várias/dois/duas/três/um/uma/nenhum/nenhuma
        deles/delas/destes/destas/foram/são/eram/estão; a maioria são/eram/foi/é; no dia seguinte;
        na véspera; dois/três/quatro/poucos/vários/alguns dias/meses/anos/minutos depois; um
        dia/mês/ano depois; uma hora/semana depois; sim/não ,; por que não; porque não; não só; caso
        contrário; do contrário; se não ,; ali; lá; o restante é/foi; o qual; a qual; cujo
    """,
    inner="""
        , porém ,; , no entanto ,; , contudo ,; , entretanto ,; , por sua vez ,; , por exemplo ,; ,
        portanto ,; , além disso ,; também/tampouco
    """,
    standing=f"""
        este/esta/neste/nesta/deste/desta {_AT_HAND}; nestes/nestas/estes/estas dias/semanas;
        assim/tal como; assim que; esse/este ano; desde/durante este/esta {_AT_HAND}; isto é
    """,
    says="""
        disse/diz/afirmou/afirma/explicou/explica/acrescentou/acrescenta/contou/conta/declarou;
        declara/ressaltou/destacou/garantiu/garante/lembrou/lembra/sublinhou/comentou/comenta;
        respondeu/alertou/alerta/lamentou/referiu/indicou/admitiu/completou/disseram
    """,
    speakers="ele/ela/eles/elas",
    passing="""
        ontem/hoje/amanhã/recentemente/segunda-feira/terça-feira/quarta-feira/quinta-feira;
        sexta-feira/sábado/domingo/janeiro/fevereiro/março/abril/maio/junho/julho/agosto/setembro;
        outubro/novembro/dezembro
    """,
    no_subject="em/no/na/ao/aos/à/às/que/durante/após/sobre/com/e/por/para/numa/num",
)
