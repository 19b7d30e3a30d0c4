"""``briefing read``: the structure for a person and for a program."""

from __future__ import annotations

from pathlib import Path

from commandline import ARTICLE, Run

SILENT = ("--engine", "silent", "--workers", "0")

TREE = """\
Lamps on the harbour wall
  language: en
  15 sentences, 0 of them not for the ear
├─ Lead (2 sentences)
│  └─ paragraph, 2: The town of Eastmere has lit its harbour wall. Forty lamps went …
├─ Why now (4 sentences)
│  ├─ paragraph, 3: Fishermen asked for the lamps in 2019. The council said no …
│  └─ quote by Nora Quill, 1: We can see the steps again.
├─ What it costs (2 sentences)
│  └─ paragraph, 2: Each lamp costs 300 euros. The council pays half of it.
├─ Questions (2)
│  ├─ Who pays for the lamps? (1 sentence)
│  │  └─ paragraph, 1: The council pays half, and the port pays the rest.
│  └─ When were they lit? (1 sentence)
│     └─ paragraph, 1: They were lit in March.
└─ Notes (1)
   └─ The heading 'FAQ' announces the questions.
"""


def test_a_tree_for_a_person(run: Run, article: Path) -> None:
    ended = run("read", article)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == TREE


def test_verbose_shows_every_sentence(run: Run, article: Path) -> None:
    shown = run("read", article, "--verbose").out
    assert "│     └─ Forty lamps went up in March.\n" in shown
    assert "…" not in shown


def test_what_is_silent_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nLamps burn.\n\n```\nlamp --on\n```\n\n## B\n\nMore.\n")
    ended = run("read", "a.md")
    assert "│  └─ code, 1, not for the ear: code: lamp --on\n" in ended.out
    assert "1 of them not for the ear" in ended.out
    facts = run("read", "a.md", "--json").facts
    assert facts["lead"][1] == {
        "kind": "code",
        "text": "lamp --on",
        "sentences": 1,
        "silent": "code",
    }


def test_inner_sections_stand_under_outer_ones(run: Run, tmp_path: Path) -> None:
    text = "# A\n\n## B\n\nOne.\n\n### C\n\nTwo.\n\n## D\n\nThree.\n"
    (tmp_path / "a.md").write_text(text)
    lines = run("read", "a.md").out.splitlines()
    assert lines[3:] == [
        "├─ B (1 sentence)",
        "│  ├─ paragraph, 1: One.",
        "│  └─ C (1 sentence)",
        "│     └─ paragraph, 1: Two.",
        "└─ D (1 sentence)",
        "   └─ paragraph, 1: Three.",
    ]


def test_a_folder_holds_several_documents(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, title in (("10.md", "Ten"), ("2.md", "Two"), ("skipped.bin", "No")):
        (folder / name).write_text(f"# {title}\n\nLamps burn.\n")
    facts = run("read", "notes", "--json").facts
    assert [document["title"] for document in facts["documents"]] == ["Two", "Ten"]
    assert [(one["text"], one["where"]) for one in facts["notices"]] == [
        ("Passed over: .bin (1).", "notes")
    ]


def test_one_bad_file_of_a_folder_is_passed_over(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("# Lamps\n\nLamps burn.\n")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    facts = run("read", "notes", "--json").facts
    assert [document["title"] for document in facts["documents"]] == ["Lamps"]
    assert [notice["where"] for notice in facts["notices"]] == ["notes/b.pdf"]
    made = run("make", "notes", "--json", *SILENT).facts
    assert "notes/b.pdf" in [notice["where"] for notice in made["notices"]]
    (folder / "a.md").unlink()
    ended = run("make", "notes", *SILENT)
    assert ended.code == 3
    assert "notes/b.pdf" in ended.err
    assert run("read", "notes/b.pdf").code == 3


def test_the_same_story_from_two_sources_is_told_once(run: Run, tmp_path: Path) -> None:
    front = "---\npublisher: {}\n---\n"
    body = ARTICLE + "\n".join(f"Lamp {n} stands by step {n}.\n" for n in range(20))
    (tmp_path / "one.md").write_text(front.format("The Eastmere Post") + body)
    (tmp_path / "two.md").write_text(front.format("Harbour Wire") + body + "\nIt is dark.\n")
    script = run("script", "one.md", "two.md", *SILENT).out
    assert script.count("Lamps on the harbour wall") >= 1
    assert "From Harbour Wire." in script
    assert "From The Eastmere Post." in script
    assert script.count("host: Lamps on the harbour wall") == 1
    assert script.count("source: Lamps on the harbour wall") == 2
    made = run("make", "one.md", "two.md", "--json", *SILENT).facts
    report = next((tmp_path / "output").rglob("*report*.json")).read_text(encoding="utf-8")
    assert report.count("the same story as document 2") >= 30
    assert made["sentences"]["left_out"] >= 30
