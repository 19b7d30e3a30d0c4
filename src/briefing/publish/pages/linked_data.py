"""Linked data: what an episode and its show are, in schema.org's words, for machines that read it.

Only what the records and the transcript hold; a private show's pages carry none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.model import Episode, Show
from briefing.publish.catalogue import EPISODES, PAGE, CoverFiles
from briefing.publish.pages.parts import episode_url, feed_url, web
from briefing.publish.pages.reading import Answered
from briefing.publish.text import ascii_url, clean, file_url, one_line
from briefing.units import Milliseconds

_CONTEXT = "https://schema.org"


def series_data(show: Show, covers: CoverFiles) -> dict[str, Any]:
    """Return the ``PodcastSeries`` of ``show``."""
    return {"@context": _CONTEXT, **_series(show, covers)}


def episode_data(
    show: Show, episode: Episode, covers: CoverFiles, asked: Sequence[Answered]
) -> dict[str, Any]:
    """Return the ``PodcastEpisode``, and the ``FAQPage`` of its questions if it has some."""
    graph = [_episode(show, episode, covers)]
    if asked:
        graph.append(_questions(show, episode, asked))
    return {"@context": _CONTEXT, "@graph": graph}


def iso_duration(length: Milliseconds) -> str:
    """Return a length as ISO 8601 has it, to the second: ``PT1H2M3S``."""
    minutes, seconds = divmod((length + 500) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def _series(show: Show, covers: CoverFiles) -> dict[str, Any]:
    return _known(
        {
            "@type": "PodcastSeries",
            "@id": file_url(show.base_url, PAGE),
            "url": file_url(show.base_url, PAGE),
            "name": one_line(show.title),
            "description": _flat(show.description),
            "inLanguage": show.language,
            "author": one_line(show.author),  # a person or an office: nobody said which
            "image": file_url(show.base_url, covers.image.name),
            "webFeed": feed_url(show),
            "sameAs": ascii_url(show.link) if show.link else None,
            "license": ascii_url(show.license_url) if show.license_url else None,
        }
    )


def _episode(show: Show, episode: Episode, covers: CoverFiles) -> dict[str, Any]:
    page = episode_url(show, episode)

    def url(name: str) -> str:
        return file_url(show.base_url, EPISODES, episode.folder, name)

    return _known(
        {
            "@type": "PodcastEpisode",
            "@id": page,
            "url": page,
            "name": one_line(episode.title),
            "description": _flat(episode.description),
            "datePublished": episode.date,
            "inLanguage": episode.language,
            "duration": iso_duration(episode.duration),
            "episodeNumber": episode.number,
            "image": url(episode.image.name)
            if episode.image
            else file_url(show.base_url, covers.image.name),
            "accessMode": ["auditory", "textual"],
            "accessibilityFeature": ["transcript", "captions", "structuralNavigation"],
            "associatedMedia": {
                "@type": "AudioObject",
                "contentUrl": url(episode.audio.name),
                "encodingFormat": episode.audio.type,
                "contentSize": str(episode.audio.bytes),
                "duration": iso_duration(episode.duration),
            },
            "partOfSeries": _series(show, covers),
            "hasPart": _clips(episode),
            "isBasedOn": [
                _known(
                    {
                        "@type": "Article",
                        "name": link.text,
                        "url": link.url,
                        "author": {"@type": "Person", "name": one_line(credit.author)}
                        if credit.author
                        else None,
                    }
                )
                for credit in episode.credits
                for link in (web(credit.title, credit.link),)
            ],
        }
    )


def _clips(episode: Episode) -> list[dict[str, Any]]:
    if len(episode.chapters) < 2:
        return []
    return [
        {
            "@type": "Clip",
            "name": one_line(chapter.title),
            "startOffset": chapter.start / 1000,
            "endOffset": chapter.end / 1000,
        }
        for chapter in episode.chapters
    ]


def _questions(show: Show, episode: Episode, asked: Sequence[Answered]) -> dict[str, Any]:
    page = episode_url(show, episode)
    return {
        "@type": "FAQPage",
        "isPartOf": {"@id": page},
        "mainEntity": [
            {
                "@type": "Question",
                "name": one.question,
                "url": f"{page}#q{one.number}",
                "acceptedAnswer": {"@type": "Answer", "text": one.answer},
            }
            for one in asked
        ],
    }


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _flat(text: str) -> str:
    return " ".join(clean(text).split())
