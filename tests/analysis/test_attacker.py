"""The gate against a reader who knows the rule, and the reader himself against gates with a hole."""

import itertools
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from audit.analysis import gate, one_mind, suppression
from audit.analysis.disclosure import Rule, protect
from audit.analysis.report import ALL, Reason
from audit.analysis.suppression import Breakdown, Suppression
from audit.analysis.tally import Tally, tallies
from tests.analysis.attacker import KNOWN, findings
from tests.analysis.audits import a_matrix, a_survey, random_answers
from tests.analysis.unfolding import Json

AUDITS = 150
BROKEN = 25

Leak = Callable[[list[dict[str, Any]], Sequence[Tally]], None]


def _sealed(published: list[dict[str, Any]], counted: Sequence[Tally]) -> None:
    """A gate without a leak."""


def _published(seed: int, rule: Rule, leak: Leak) -> list[Json]:
    chance = random.Random(seed)  # noqa: S311 - a reproducible audit, not a secret
    by = chance.choice([("sex", "level"), ("sex", "level", "contract")])
    questionnaire = a_survey(a_matrix(), by=by)
    counted = tallies(questionnaire, random_answers(chance, by))
    published = [table.model_dump(mode="json") for table in protect(questionnaire, counted, rule)]
    leak(published, counted)
    return list(published)


def _worked_out(audits: int, *, rule: Rule | None = None, leak: Leak = _sealed) -> list[str]:
    return [
        f"audit {seed}: {finding}"
        for seed in range(audits)
        for finding in findings(_published(seed, rule or Rule(), leak), KNOWN)
    ]


def test_a_reader_who_knows_the_rule_works_out_no_withheld_count() -> None:
    assert _worked_out(AUDITS) == []


def test_the_reader_finds_a_gate_that_hides_no_complement(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_small(sizes: Mapping[str, int], threshold: int) -> Breakdown:
        hidden = {name: Reason.SMALL for name, size in sizes.items() if 0 < size < threshold}
        return Breakdown(sizes, hidden, dict.fromkeys(hidden, (1, threshold - 1)))

    monkeypatch.setattr(gate, "breakdown", only_small)
    monkeypatch.setattr(Suppression, "_is_safe", lambda *_: True)
    assert any("people" in finding for finding in _worked_out(BROKEN))


def test_the_reader_finds_a_gate_whose_threshold_is_off_by_one() -> None:
    assert any("is published" in finding for finding in _worked_out(BROKEN, rule=Rule(4, 9)))


def test_the_reader_finds_a_gate_that_prints_the_size_of_hidden_groups() -> None:
    def sizes(published: list[dict[str, Any]], counted: Sequence[Tally]) -> None:
        for table, tally in zip(published, counted, strict=True):
            table["groups"] = [group | {"n": tally.groups[group["name"]].valued} for group in table["groups"]]

    assert any("is published" in finding for finding in _worked_out(BROKEN, leak=sizes))


def test_the_reader_finds_a_gate_that_prints_the_breakdown_question_in_full() -> None:
    def own_question(published: list[dict[str, Any]], counted: Sequence[Tally]) -> None:
        for table, tally in zip(published, counted, strict=True):
            if table["question"] in {"sex", "level", "contract"}:
                whole = tally.groups[ALL]
                table["groups"][0] |= {"n": whole.valued, "counts": dict(whole.counts)}

    assert any("is withheld and has" in finding for finding in _worked_out(BROKEN, leak=own_question))


def test_the_reader_finds_a_gate_that_lets_small_groups_speak_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (suppression, one_mind):
        monkeypatch.setattr(module, "unanimous", lambda *_, **__: False)
    assert any("as good as published" in finding for finding in _worked_out(BROKEN))


@pytest.mark.parametrize(("threshold", "most", "kinds"), [(3, 20, 3), (5, 24, 2), (5, 22, 3), (5, 16, 4)])
def test_no_published_sizes_have_only_one_small_group_behind_them(threshold: int, most: int, kinds: int) -> None:
    """Every body there could be is put through the gate; those that look alike must differ in each small group."""
    shown: dict[tuple[Any, ...], list[tuple[int, ...]]] = defaultdict(list)
    for body in itertools.product(range(most + 1), repeat=kinds):
        if not threshold <= sum(body) <= most:
            continue
        sizes = {f"level{place}": size for place, size in enumerate(body)}
        hidden = suppression.breakdown(sizes, threshold).hidden
        looks = (sum(body), *(hidden.get(name, size) for name, size in sizes.items()))
        shown[looks].append(body)
    given_away = {
        (place, *bodies[0]): bodies
        for looks, bodies in shown.items()
        for place in range(kinds)
        if looks[place + 1] is Reason.SMALL and len({body[place] for body in bodies}) == 1
    }
    assert given_away == {}
