"""The methods our summariser is measured against: packages, published methods and two bounds.

All choose among the same sentences, those of the document. A method either ranks the sentences,
and takes in that order what still fits, or finds its own best choice within the budget. The sumy
and summa packages are told our sentences instead of splitting the text anew (which needs data that
sumy does not bring, and would compare splitters); the rest of each runs as its own command runs it
for English.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any, NamedTuple

from summary_rows import Row

from briefing.summarise.budget import Budget


class Text(NamedTuple):
    """What a rival sees: the headings, the title the first of them, and the text."""

    headings: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in reading order; methods answer with their numbers."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)


Ranking = Callable[[Text], Sequence[int]]
"""Returns the numbers of the sentences, best first."""
Choice = Callable[[Row, Budget], list[int]]
"""Returns the numbers of the sentences chosen within a budget, in reading order."""


def text_of(row: Row) -> Text:
    """Return the text of a row."""
    document = row.document
    heads = [document.title, *(section.heading for section in document.sections)]
    blocks = [block.sentences for block in document.blocks() if not block.silent]
    return Text(
        tuple(head.text for head in heads if head),
        tuple(tuple(sentence.text for sentence in sentences) for sentences in blocks),
    )


def ranked(ranking: Ranking) -> Choice:
    """Return the method that takes in rank order what still fits, one sentence at least."""

    def choose(row: Row, budget: Budget) -> list[int]:
        text = text_of(row)
        costs = [budget.cost(sentence) for sentence in text.sentences]
        order = ranking(text) or range(len(costs))
        room, chosen = budget.size, list[int]()
        for number in order:
            if costs[number] <= room:
                chosen.append(number)
                room -= costs[number]
        return sorted(chosen) or [min(order, key=costs.__getitem__)]

    return choose


# ------------------------------------------------------------------------------------- bounds


def lead(text: Text) -> Sequence[int]:
    """Rank the sentences as they stand."""
    return range(len(text.sentences))


def shuffled(text: Text) -> Sequence[int]:
    """Rank the sentences at random, the same whenever the text is."""
    order = list(range(len(text.sentences)))
    random.Random("\n".join(text.sentences)).shuffle(order)
    return order


def oracle(row: Row, budget: Budget) -> list[int]:
    """Choose, knowing the human summaries, the sentence that adds most to ROUGE-1 + ROUGE-2.

    Greedily, as long as one adds anything (Nallapati et al., "SummaRuNNer", 2017): a bound that no
    method which does not know the summary comes near.
    """
    sentences = text_of(row).sentences
    tokens = [_stems(sentence) for sentence in sentences]
    costs = [budget.cost(sentence) for sentence in sentences]
    wanted = [_grams(_stems(reference)) for reference in row.references]
    chosen, best, room = list[int](), 0.0, budget.size
    while True:
        gains = []
        for number in range(len(sentences)):
            if number not in chosen and costs[number] <= room:
                said = [token for at in sorted([*chosen, number]) for token in tokens[at]]
                gains.append((_agreement(_grams(said), wanted), -number))
        if not gains or (best >= max(gains)[0] and chosen):
            return sorted(chosen) or [min(range(len(costs)), key=costs.__getitem__)]
        best, number = max(gains)
        chosen.append(-number)
        room -= costs[-number]


def _agreement(said: list[Counter[Any]], wanted: list[list[Counter[Any]]]) -> float:
    """Return the sum of ROUGE-1 and ROUGE-2, for each the best of the references."""
    total = 0.0
    for kind, grams in enumerate(said):
        counts = [(one[kind], (grams & one[kind]).total()) for one in wanted]
        total += max(2 * shared / max(1, grams.total() + one.total()) for one, shared in counts)
    return total


def _grams(tokens: list[str]) -> list[Counter[Any]]:
    return [Counter(tokens), Counter(pairwise(tokens))]


@cache
def _tokenizer() -> Any:
    return import_module("rouge_score.tokenizers").DefaultTokenizer(use_stemmer=True)


def _stems(text: str) -> list[str]:
    """Return the words of a text as ROUGE has them: lower case, Porter's stems."""
    return _tokenizer().tokenize(text)


# ----------------------------------------------------------------------------------- packages

_CUES = "important significant main major key essential best first conclusion result show announce"
_STIGMA = "perhaps maybe hardly impossible example"


class _Words:
    """Stands in for sumy's tokenizer, whose constructor wants data for splitting sentences."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        nltk = import_module("nltk")
        of_sumy = import_module("sumy.nlp.tokenizers").Tokenizer
        words = nltk.word_tokenize(sentence, preserve_line=True)  # as sumy, but splits no sentence
        return tuple(filter(of_sumy._is_word, words))


def sumy(module: str, name: str) -> Callable[[], Ranking]:
    """Return the maker of a ranking by a summariser of the sumy package, stemmed for English."""

    def make() -> Ranking:
        english = import_module("sumy.nlp.stemmers").Stemmer("english")
        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(english)
        stop_words = import_module("sumy.utils").get_stop_words("english")
        if module == "edmundson":
            summarizer.null_words = stop_words
            summarizer.bonus_words, summarizer.stigma_words = _CUES.split(), _STIGMA.split()
        else:
            summarizer.stop_words = stop_words

        def rank(text: Text) -> Sequence[int]:
            order: list[int] = []

            def keep(rated: Any) -> Any:
                order.extend(one.order for one in rated)
                return rated

            summarizer(_sumy_document(text), keep)
            return order

        return rank

    return make


def _sumy_document(text: Text) -> Any:
    dom, words = import_module("sumy.models.dom"), _Words()
    heads = [dom.Sentence(heading, words, is_heading=True) for heading in text.headings]
    told = [[dom.Sentence(one, words) for one in paragraph] for paragraph in text.paragraphs]
    told[0] = heads + told[0]
    return dom.ObjectDocumentModel(map(dom.Paragraph, told))


def summa() -> Ranking:
    """Return the ranking of the summa package's TextRank (Barrios et al. 2016)."""
    cleaner = import_module("summa.preprocessing.textcleaner")
    summarizer = import_module("summa.summarizer")

    def rank(text: Text) -> Sequence[int]:
        cleaner.split_sentences = lambda _: list(text.sentences)
        scored = summarizer.summarize("text", ratio=1.0, scores=True)
        score = dict(scored)  # what has no content word has no score
        numbers = range(len(text.sentences))
        return sorted(numbers, key=lambda number: -score.get(text.sentences[number], -1.0))

    return rank


# --------------------------------------------------------------------------- published methods

BETA, BEFORE, AFTER = 0.0, -2.0, 1.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def pacsum(text: Text) -> Sequence[int]:
    """Rank by position-augmented centrality over tf-idf (Zheng and Lapata, ACL 2019).

    What is shared with a later sentence speaks for a sentence, what is shared with an earlier one
    against it. Similarity is the plain product of the vectors, inverse frequency is over the
    document's sentences, and the threshold lies ``BETA`` of the way from the least similarity to
    the greatest and is subtracted, as in the authors' program. ``BETA``, ``BEFORE`` and ``AFTER``
    are the best of a dozen settings on the news and the GUM files, in the rival's favour.
    """
    vectors = [Counter(_words(sentence)) for sentence in text.sentences]
    many = len(vectors)
    held = Counter(word for vector in vectors for word in vector)
    rarity = {word: math.log((many - n + 0.5) / (n + 0.5)) ** 2 for word, n in held.items()}
    alike = {
        (one, two): sum(
            count * vectors[two][word] * rarity[word]
            for word, count in vectors[one].items()
            if word in vectors[two]
        )
        for one in range(many)
        for two in range(one + 1, many)
    }
    least, most = min(0.0, *alike.values(), 1.0), max(1.0, *alike.values(), 0.0)
    threshold = least + BETA * (most - least)
    score = [0.0] * many
    for (one, two), similarity in alike.items():
        above = max(0.0, similarity - threshold)
        score[one] += AFTER * above
        score[two] += BEFORE * above
    return sorted(range(many), key=lambda number: -score[number])


CONCEPTS, NODES = 1_000, 1_000
"""The heaviest concepts of a long document, and the most branches tried, so that it ends."""


def concepts(row: Row, budget: Budget) -> list[int]:
    """Choose the sentences that cover most weight of bigrams (Gillick and Favre, 2009), exactly.

    A bigram, not both function words, is a concept; its weight is the sum over the sentences that
    hold it of ``1 / sqrt(position)``, which fits the method to single documents: of five such
    curves the best on GUM and the papers, and within 0.1 of the best at 60 words averaged.
    Solved as an integer linear program by HiGHS to within a thousandth.
    """
    numpy, optimize = import_module("numpy"), import_module("scipy.optimize")
    sparse = import_module("scipy.sparse")
    sentences = text_of(row).sentences
    costs = [budget.cost(sentence) for sentence in sentences]
    held = [_bigrams(sentence) for sentence in sentences]
    weights: Counter[tuple[str, str]] = Counter()
    for at, bigrams in enumerate(held, 1):
        weights.update(dict.fromkeys(bigrams, 1 / math.sqrt(at)))  # type: ignore[arg-type]
    kept = {concept: at for at, (concept, _) in enumerate(weights.most_common(CONCEPTS))}
    if not kept or min(costs) > budget.size:
        return [min(range(len(costs)), key=costs.__getitem__)]
    many, size = len(kept), len(kept) + len(costs)
    entries = {(concept, concept): 1 for concept in range(many)}
    for at, some in enumerate(held):  # a concept needs a sentence that holds it ...
        entries |= {(kept[one], many + at): -1 for one in some & kept.keys()}
    entries |= {(many, many + at): cost for at, cost in enumerate(costs)}  # ... and they must fit
    where = tuple(zip(*entries, strict=True))
    matrix = sparse.csr_matrix((list(entries.values()), where), shape=(many + 1, size))
    solved = optimize.milp(
        [-weights[concept] for concept in kept] + [0.0] * len(costs),
        constraints=optimize.LinearConstraint(matrix, -numpy.inf, [0] * many + [budget.size]),
        integrality=[0] * many + [1] * len(costs),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0.001, "node_limit": NODES},
    )
    if solved.x is None:  # gave up; it has not been seen to
        return ranked(lead)(row, budget)
    return [at for at in range(len(costs)) if solved.x[many + at] > 0.5]


def _bigrams(sentence: str) -> set[tuple[str, str]]:
    small = _small_words()
    pairs = pairwise(_words(sentence))
    return {pair for pair in pairs if not (pair[0] in small and pair[1] in small)}


@cache
def _small_words() -> frozenset[str]:
    words = import_module("sumy.utils").get_stop_words("english")
    return frozenset(token for word in words for token in _words(word))


METHODS: dict[str, Callable[[], Choice]] = {
    "lead": lambda: ranked(lead),
    "random": lambda: ranked(shuffled),
    "oracle": lambda: oracle,
    "lexrank": lambda: ranked(sumy("lex_rank", "LexRankSummarizer")()),
    "textrank": lambda: ranked(sumy("text_rank", "TextRankSummarizer")()),
    "lsa": lambda: ranked(sumy("lsa", "LsaSummarizer")()),
    "edmundson": lambda: ranked(sumy("edmundson", "EdmundsonSummarizer")()),
    "luhn": lambda: ranked(sumy("luhn", "LuhnSummarizer")()),
    "summa": lambda: ranked(summa()),
    "pacsum": lambda: ranked(pacsum),
    "ilp": lambda: concepts,
}
"""How each method is made, by the name it has on the command line."""
