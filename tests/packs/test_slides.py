"""Instructions become steps that fit on a screen."""

from __future__ import annotations

import yaml

from macros.packs.slides import MOST_WORDS, Step, parts, steps
from macros.sources.kinds.course import Course
from tests.sample import ROOT


def test_steps() -> None:
    """Cut at "Minutes 0 to 5:", each begun with a capital; what stands before has no time."""
    found = steps("Hang up signs. Minutes 0 to 5: alone, write. Minutes 5 to\n 12: say why. Then stop. Minute 12 to 13: go.")

    assert found == [
        Step("", "Hang up signs."),
        Step("0–5", "Alone, write."),
        Step("5–12", "Say why. Then stop."),
        Step("12–13", "Go."),
    ]
    assert steps("") == []


def course(how: str = "", lines: str = "") -> Course:
    """A course of two parts: one with these instructions and a scene, the other a break."""
    data = yaml.safe_load((ROOT / "inset" / "_template.yml").read_text(encoding="utf-8"))
    said = [{"who": "adviser", "words": line} for line in lines.split("/")] if lines else [{"who": "a", "words": "b"}] * 2
    paper = {"id": "paper", "title": "Paper", "dialogues": [{"title": "Scene", "ask": "Why?", "lines": said}]}
    plan = [{"id": "talk", "title": "Talk", "minutes": 45, "how": how or None, "handout": "paper"}]
    plan.append({"id": "break", "title": "Break", "minutes": 15})
    return Course.model_validate({**data, "id": "course", "plan": plan, "handouts": [paper]})


def test_long_steps_are_cut_between_sentences() -> None:
    """No screen holds more words than fit, and no word is lost."""
    how = " ".join(f"Minutes {n} to {n + 1}: " + "They talk about this and that and more. " * 12 for n in range(4))
    shown = parts(course(how))[0].screens

    assert all(sum(len(step.text.split()) for step in screen) <= MOST_WORDS for screen in shown)
    assert sum(len(step.text.split()) for screen in shown for step in screen) == 4 * 12 * 8
    assert {step.time for screen in shown for step in screen} == {"0–1", "1–2", "2–3", "3–4"}


def test_a_long_scene_goes_on_another_screen() -> None:
    """No line is lost; the question stands on the last screen only."""
    lines = "/".join("This is a line of nine words in all." for _ in range(20))
    scenes = parts(course("Read it.", lines))[0].scenes

    assert sum(len(scene.lines) for scene in scenes) == 20
    assert [scene.last for scene in scenes] == [False] * (len(scenes) - 1) + [True]
    assert len(scenes) > 1


def test_times_and_a_break() -> None:
    """Each part says when it begins and ends; a break has one screen with its title."""
    talk, rest = parts(course("Talk."))

    assert (talk.begins, talk.ends, rest.begins, rest.ends) == ("0:00", "0:45", "0:45", "1:00")
    assert rest.screens == [[]]
