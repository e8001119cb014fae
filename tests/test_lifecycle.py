"""Every role, step and state of an audit, walked."""

import itertools

import pytest

from audit.lifecycle import STEPS, Role, State, Step, after, refusal

ALLOWED = {
    (State.DRAFT, Step.EDIT): {"administrator", "auditor"},
    (State.DRAFT, Step.OPEN): {"administrator", "auditor"},
    (State.OPEN, Step.INVITE): {"administrator", "auditor"},
    (State.OPEN, Step.ANSWER): {"administrator", "focal_point"},
    (State.OPEN, Step.TYPE): {"administrator", "auditor"},
    (State.OPEN, Step.REVISE): {"administrator", "auditor"},
    (State.OPEN, Step.CLOSE): {"administrator", "auditor"},
    (State.CLOSED, Step.READ): {"administrator", "auditor", "management"},
    (State.CLOSED, Step.EXPORT): {"administrator", "auditor"},
    (State.CLOSED, Step.REOPEN): {"administrator", "auditor"},
    (State.CLOSED, Step.FIND): {"administrator", "auditor"},
    (State.CLOSED, Step.RESCORE): {"administrator", "auditor"},
}


@pytest.mark.parametrize(("state", "step", "role"), [*itertools.product(State, Step, Role)])
def test_a_step_is_taken_by_its_roles_in_its_state_and_refused_otherwise(state: State, step: Step, role: Role) -> None:
    refused = refusal(frozenset({role}), step, state)
    assert (refused is None) == (role.value in ALLOWED.get((state, step), set()))


@pytest.mark.parametrize(("state", "step"), [*itertools.product(State, Step)])
def test_nobody_takes_any_step_without_a_role(state: State, step: Step) -> None:
    assert refusal(frozenset(), step, state) is not None


def test_a_step_at_the_wrong_time_is_told_from_a_step_of_the_wrong_person() -> None:
    late = refusal(frozenset({Role.AUDITOR}), Step.EDIT, State.OPEN)
    foreign = refusal(frozenset({Role.MANAGEMENT}), Step.EDIT, State.DRAFT)
    assert late is not None
    assert foreign is not None
    assert (late.code, foreign.code) == ("wrong-state", "wrong-role")


@pytest.mark.parametrize(("state", "step"), [*itertools.product(State, Step)])
def test_a_step_at_the_wrong_time_is_refused_as_a_statement_and_not_as_an_order(state: State, step: Step) -> None:
    refused = refusal(frozenset(Role), step, state)
    assert (refused is None) == ((state, step) in ALLOWED)
    assert refused is None or str(refused).startswith("The audit ")


def test_the_steps_lead_round_from_draft_to_closed_and_back_to_open() -> None:
    walked = [after(Step.OPEN, State.DRAFT), after(Step.CLOSE, State.OPEN), after(Step.REOPEN, State.CLOSED)]
    assert walked == [State.OPEN, State.CLOSED, State.OPEN]


def test_every_state_has_its_steps() -> None:
    assert set(STEPS) == set(State)
