"""Arrange: integer arithmetic whose results every later step relies on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.arrange import CHAPTER_LEAD, JOIN_GRID, JOIN_SILENCE, PAUSES, RATE, arrange
from briefing.model import Beat, Clip, Line, Pause, Script, Segment
from briefing.sound import JOIN_SILENCE as SOUND_JOIN_SILENCE
from briefing.units import Frames, Milliseconds, frames_of

CLIP_RATE = 22_050


def clip(frames: int, key: str = "k") -> Clip:
    return Clip(key, Frames(frames), CLIP_RATE)


beats: st.SearchStrategy[Beat] = st.one_of(
    st.builds(Line, st.sampled_from(["host", "questioner", "quote"]), st.just("Words.")),
    st.builds(Pause, st.integers(0, 3000).map(Milliseconds)),
)
paragraphs = st.lists(st.lists(beats, max_size=5).map(tuple), max_size=4).map(tuple)
scripts = st.lists(st.builds(Segment, st.text(max_size=5), paragraphs), max_size=5).map(
    lambda segments: Script("T", "en", tuple(segments))
)


@st.composite
def arrangements(draw: st.DrawFn) -> tuple[Script, list[Clip]]:
    script = draw(scripts)
    count = sum(1 for _ in script.lines())
    lengths = draw(st.lists(st.integers(0, 200_000), min_size=count, max_size=count))
    return script, [clip(length) for length in lengths]


@given(arrangements())
def test_what_every_reader_of_a_timeline_relies_on(case: tuple[Script, list[Clip]]) -> None:
    script, clips = case
    timeline = arrange(script, clips, ["v"] * len(clips))
    assert len(timeline.placements) == len(timeline.cues) == sum(1 for c in clips if c.frames)
    for before, after in zip(timeline.placements, timeline.placements[1:], strict=False):
        assert before.end <= after.start
    for placement, cue in zip(timeline.placements, timeline.cues, strict=True):
        assert (cue.start, cue.end) == (placement.start, placement.end)
        assert cue.start < cue.end <= timeline.total
    for before, after in zip(timeline.chapters, timeline.chapters[1:], strict=False):
        assert before.start < before.end == after.start
    if timeline.chapters:
        assert timeline.chapters[0].start == 0
        assert timeline.chapters[-1].end == timeline.total
    sound = [(p.start, p.end) for p in timeline.placements]
    for join in timeline.joins:
        assert join % JOIN_GRID == 0
        silence = (join - JOIN_SILENCE[0], join + JOIN_SILENCE[1])
        assert not any(start < silence[1] and silence[0] < end for start, end in sound)


@given(arrangements())
def test_every_segment_that_sounds_is_a_chapter(case: tuple[Script, list[Clip]]) -> None:
    script, clips = case
    remaining = iter(clips)
    sounding = [
        segment.title
        for segment in script.segments
        if any(tuple(next(remaining).frames > 0 for _ in segment.lines()))
    ]
    timeline = arrange(script, clips, ["v"] * len(clips))
    assert [chapter.title for chapter in timeline.chapters] == sounding


def gaps(*paragraphs: tuple[Beat, ...], segments: int = 1) -> list[Frames]:
    segment = Segment("S", paragraphs)
    script = Script("T", "en", (segment,) * segments)
    count = sum(1 for _ in script.lines())
    placed = arrange(script, [clip(22_050)] * count, ["v"] * count).placements
    return [Frames(after.start - before.end) for before, after in itertools.pairwise(placed)]


def pause(name: str) -> Frames:
    return frames_of(PAUSES[name], RATE)


HOST, QUESTIONER = Line("host", "a"), Line("questioner", "b")


def near(gap: Frames, asked: Frames) -> bool:
    """Return whether a gap is the pause asked for, to the nearest start on the grid."""
    return abs(gap - asked) <= JOIN_GRID // 2


def test_pauses_follow_the_structure() -> None:
    for paragraphs, segments, kind in (
        (((HOST, HOST),), 1, "sentence"),
        (((HOST, QUESTIONER),), 1, "turn"),
        (((HOST,), (HOST,)), 1, "paragraph"),
        (((HOST,),), 2, "segment"),
    ):
        (gap,) = gaps(*paragraphs, segments=segments)
        assert near(gap, pause(kind))


def test_a_stated_pause_takes_the_place_of_the_structures() -> None:
    assert gaps((HOST, Pause(Milliseconds(0)), HOST)) == [0]
    assert gaps((HOST, Pause(Milliseconds(50)), HOST)) == [frames_of(Milliseconds(50), RATE)]
    (gap,) = gaps((HOST, Pause(Milliseconds(2000))), (HOST,))
    assert near(gap, Frames(2 * RATE))


@given(arrangements())
def test_a_line_after_a_pause_starts_on_the_grid_with_a_join_before_it(
    case: tuple[Script, list[Clip]],
) -> None:
    """So what is encoded of it does not depend on where it stands."""
    script, clips = case
    timeline = arrange(script, clips, ["v"] * len(clips))
    placed = timeline.placements
    joined = {join + JOIN_GRID for join in timeline.joins}
    for before, after in itertools.pairwise(placed):
        roomy = after.start - before.end >= sum(JOIN_SILENCE)
        assert (after.start in joined) is roomy or after.start % JOIN_GRID
        if after.start in joined:
            assert after.start % JOIN_GRID == 0


def test_the_first_word_comes_at_once() -> None:
    script = Script("T", "en", (Segment("A", ((HOST,),)),))
    timeline = arrange(script, [clip(22_050)], ["v"])
    assert timeline.placements[0].start == JOIN_GRID
    assert timeline.milliseconds(timeline.placements[0].start) <= 40


def test_a_chapter_starts_shortly_before_its_first_word() -> None:
    script = Script("T", "en", (Segment("A", ((HOST,),)), Segment("B", ((HOST,),))))
    timeline = arrange(script, [clip(22_050)] * 2, ["v"] * 2)
    lead = timeline.placements[1].start - timeline.chapters[1].start
    assert lead == frames_of(CHAPTER_LEAD, RATE)


def test_no_pause_of_ours_is_dead_air() -> None:
    assert max(PAUSES.values()) < 2500


def test_lines_and_clips_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="equally many"):
        arrange(Script("T", "en", (Segment("S", ((HOST,),)),)), [], [])


def test_the_encoder_and_the_hinge_agree_on_the_silence_at_a_join() -> None:
    assert JOIN_SILENCE == SOUND_JOIN_SILENCE
