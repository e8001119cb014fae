"""Every type of question on the pages of an institution's set, without a script, over the real service and database."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.service import audits, definitions, evidence, responding
from audit.service.actors import SYSTEM, Actor
from audit.service.bodies import BodyView
from audit.service.views import EnquiryDraft
from tests import build
from tests.web.browsing import Visitor

EVERY_TYPE = Path(__file__).with_name("every_type.yaml")
PDF = b"%PDF-1.7 a few words"


class Set:
    """A focal point at an institution's set: opens its pages, posts what they show, and looks at what is kept."""

    def __init__(self, visitor: Visitor, session: Session, ids: tuple[str, str], focal: Actor) -> None:
        self.visitor, self.session, self.ids, self.focal = visitor, session, ids, focal
        self.root = f"/fill/{ids[0]}/{ids[1]}"

    def open(self, page: str) -> Visitor:
        self.visitor.get(f"{self.root}/{page}")
        return self.visitor

    def post(self, page: str, given: dict[str, Any], *, status: int = 303) -> str:
        """Post the page seen last as it stands, with some of it changed."""
        form = self.visitor.page.xpath("//form[@id='section']")[0]
        fields: dict[str, Any] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        data = {**fields, "-action": "next", **given}
        answer = self.visitor.client.post(f"{self.root}/{page}", data=data)
        assert answer.status_code == status, answer.text[-2000:]
        self.visitor.text = answer.text
        if status != 303:
            self.visitor.page = html.fromstring(answer.text)
        return unquote(answer.location or "")

    @property
    def answers(self) -> dict[str, Any]:
        self.session.expire_all()
        found = responding.arrive_as(self.session, SYSTEM, self.ids[0], enquiry_id=self.ids[1]).answers
        return dict(found)

    def texts(self, path: str) -> list[str]:
        return [" ".join(each.text_content().split()) for each in self.visitor.page.xpath(path)]


@pytest.fixture
def filled(
    session: Session,
    body: BodyView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    signed_in: Callable[[Role], Visitor],
) -> Set:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "every-type.yaml").write_text(EVERY_TYPE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    draft = build.an_audit(session, body.id, enquiries=(EnquiryDraft("every-type"),), languages=("en", "ru"))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    session.commit()
    return Set(signed_in(Role.FOCAL_POINT), session, (audit.id, audit.enquiries[0].id), SYSTEM)


def test_what_is_typed_is_kept_in_its_type(filled: Set) -> None:
    filled.open("facts")
    given = {"opens": "9:30", "met": "2026-05-04T14:30", "effort": "4", "read": "OK", "page": "https://example.org/p"}
    places = {"order/peace": "2", "order/water": "1", "order/borders": "3"}
    filled.post("facts", {**given, **places})
    kept = filled.answers
    assert (kept["opens"], kept["met"]) == (time(9, 30), datetime(2026, 5, 4, 14, 30))
    assert (kept["effort"], kept["read"], kept["page"]) == (4, "OK", "https://example.org/p")
    assert kept["order"] == ("water", "peace", "borders")


def test_what_the_form_begins_with_is_shown_and_kept(filled: Set) -> None:
    filled.open("facts")
    assert filled.visitor.page.xpath("//input[@id='q-year']/@value") == ["2026"]
    filled.post("facts", {"-action": "leave"})
    assert (filled.answers["year"], filled.answers["origin"]) == (2026, "web")


def test_a_range_has_no_answer_before_one_is_given(filled: Set) -> None:
    filled.open("facts")
    assert filled.visitor.page.xpath("//input[@type='range']/@name") == []
    filled.post("facts", {"-action": "leave"})
    assert "effort" not in filled.answers


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"effort": "3"}, "Choose from 0 to 10, in steps of 2."),
        ({"page": "javascript:alert(1)"}, "This is not the address of a page"),
        ({"opens": "25:00"}, "There is no such time of the day"),
        ({"order/peace": "1", "order/water": "1"}, "Two of them have the same place"),
    ],
)
def test_what_does_not_fit_is_said_where_it_is_and_stays_typed(filled: Set, given: dict[str, str], said: str) -> None:
    filled.open("facts")
    filled.post("facts", given, status=422)
    assert said in filled.visitor.text
    ((name, typed),) = list(given.items())[:1]
    shown = filled.visitor.page.xpath(f"//*[@name='{name}']")[0]
    assert shown.value == typed
    assert name.partition("/")[0] not in filled.answers


def test_an_order_that_leaves_some_out_waits_for_the_rest(filled: Set) -> None:
    filled.open("facts")
    filled.post("facts", {"read": "OK", "order/water": "1"}, status=422)
    assert "Put all of them in order" in filled.visitor.text


def test_what_is_read_only_or_worked_out_is_shown_and_cannot_be_posted(filled: Set) -> None:
    filled.open("facts")
    assert filled.texts("//div[@data-question='doubled']//p[@class='locked']") == ["4052"]
    filled.post(
        "facts", {"-shown": ["office", "doubled", "year"], "office": "Mine", "year": "2025", "-action": "leave"}
    )
    assert filled.answers["office"] == 'Seat "A" <1>'
    filled.open("facts")
    assert filled.texts("//div[@data-question='doubled']//p[@class='locked']") == ["4050"]


def test_choices_follow_the_answer_before_them_without_a_script(filled: Set) -> None:
    filled.open("facts")
    assert filled.visitor.page.xpath("//input[@name='city']") == []
    location = filled.post("facts", {"country": "kz", "read": "OK"})
    assert location == f"{filled.root}/facts?more=1#q-city"
    filled.open("facts")
    assert filled.visitor.page.xpath("//input[@name='city']/@value") == ["almaty"]
    filled.post("facts", {"city": "osh"}, status=422)
    assert "city" not in filled.answers


def test_a_requirement_that_hangs_on_an_answer_holds_and_is_shown(filled: Set) -> None:
    filled.open("facts")
    filled.post("facts", {"country": "kg", "-action": "leave"})
    filled.open("facts")
    assert "required" in filled.texts("//div[@data-question='city']//legend")[0]
    filled.post("facts", {"read": "OK"}, status=422)


def test_quoted_answers_are_escaped(filled: Set) -> None:
    filled.open("facts")
    filled.post("facts", {"country": "kz", "city": "almaty", "-action": "leave"})
    filled.open("facts")
    assert filled.texts("//label[@for='q-why']") == ["Why Almaty in 2026?"]
    assert filled.texts("//p[@id='h-why']") == ['It is said of Seat "A" <1>']


def test_an_entry_is_added_filled_and_taken_away(filled: Set) -> None:
    filled.open("log")
    location = filled.post("log", {"delegations/1/where": "Osh", "delegations/1/days": "3", "-add": "delegations"})
    assert location.endswith("log?open=delegations/2#q-delegations/2")
    filled.open("log")
    filled.post("log", {"delegations/2/where": "Khujand", "-action": "leave"})
    assert [each["where"] for each in filled.answers["delegations"]] == ["Osh", "Khujand"]
    assert "Osh, 3 days" in filled.open("log").text
    filled.post("log", {"delegations/1/days": "many", "-remove": "delegations/1"})
    assert [each["where"] for each in filled.answers["delegations"]] == ["Khujand"]


def test_no_more_entries_than_are_asked_for(filled: Set) -> None:
    for _ in range(4):
        filled.open("log")
        filled.post("log", {"-add": "delegations"})
    assert len(filled.answers["delegations"]) == 3
    assert filled.open("log").page.xpath("//button[@name='-add' and @value='delegations']") == []


def test_a_mistake_in_an_entry_is_said_there_and_the_rest_is_kept(filled: Set) -> None:
    filled.open("log")
    filled.post("log", {"delegations/1/where": "Osh", "delegations/1/days": "31"}, status=422)
    assert "Osh took at most 30 days" in filled.visitor.text
    assert filled.visitor.page.xpath("//input[@id='q-delegations/1/days']/@value") == ["31"]
    assert [dict(each) for each in filled.answers["delegations"]] == [{"where": "Osh"}]


def test_a_repeat_within_a_repeat_is_filled(filled: Set) -> None:
    filled.open("facts")
    filled.post("facts", {"read": "OK"})
    filled.open("log")
    filled.post("log", {"delegations/1/where": "Osh", "-add": "delegations/1/panels"})
    filled.open("log")
    assert filled.texts("//label[@for='q-delegations/1/panels/1/topic']") == ["Topic in Osh"]
    filled.post("log", {"delegations/1/panels/1/topic": "Water"})
    assert filled.answers["delegations"][0]["panels"][0]["topic"] == "Water"
    filled.open("-/review")
    assert "1. Where to: Osh" in " ".join(filled.texts("//dl//li"))
    assert "1.1. Topic in …: Water" in " ".join(filled.texts("//dl//li"))


def test_the_people_of_all_entries_are_added_up(filled: Set) -> None:
    filled.open("log")
    filled.post(
        "log", {"delegations/1/people/spoke/women": "2", "delegations/1/people/spoke/men": "0", "-add": "delegations"}
    )
    filled.open("log")
    filled.post(
        "log", {"delegations/2/people/spoke/women": "3", "delegations/2/people/spoke/men": "1", "-action": "leave"}
    )
    filled.open("log")
    assert filled.texts("//table[@data-pool]//tr[th='Spoke']/td") == ["5", "1", "0", "6"]


def test_a_page_that_was_open_while_entries_moved_keeps_what_was_typed_and_asks_again(filled: Set) -> None:
    filled.open("log")
    filled.post("log", {"delegations/1/where": "Osh", "-add": "delegations"})
    filled.post("log", {"-entries": "delegations:1", "delegations/1/where": "Typed"}, status=422)
    assert "meanwhile" in filled.visitor.text
    assert filled.texts("//textarea[@id='q-delegations/1/where']") == ["Typed"]
    assert filled.answers["delegations"][0]["where"] == "Osh"


def test_a_worked_out_number_of_entries_follows_its_answer(filled: Set) -> None:
    filled.open("counted")
    location = filled.post("counted", {"visits": "2"})
    assert "more=1" in location
    filled.open("counted")
    assert len(filled.visitor.page.xpath("//fieldset[@data-entry]")) == 2
    filled.post("counted", {"each_visit/2/host": "Aigul", "-action": "leave"})
    assert filled.answers["each_visit"][1]["host"] == "Aigul"


def test_many_entries_are_one_line_each_but_the_one_that_is_open(filled: Set) -> None:
    filled.open("counted")
    filled.post("counted", {"visits": "60"})
    filled.open("counted?open=each_visit/7")
    assert filled.visitor.page.xpath("//fieldset[@data-entry]/@data-entry") == ["each_visit/7"]
    assert len(filled.visitor.text) < 60 * 1024


def test_a_file_is_attached_handed_out_and_taken_away(filled: Set) -> None:
    filled.open("facts")
    filled.post("facts", {"proof": (io.BytesIO(PDF), "../план <1>.pdf"), "-attach": "proof"})
    assert filled.answers["proof"].endswith("/план <1>.pdf")
    filled.open("facts")
    (address,) = filled.visitor.page.xpath("//p[@class='attached']/a/@href")
    answer = filled.visitor.get(address)
    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    filled.open("facts")
    filled.post("facts", {"-clear": "proof"})
    assert "proof" not in filled.answers
    assert filled.visitor.client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"MZ\x90\x00", "plan.pdf", "This is not a kind of file that is taken here"),
        (b"a,b", "plan.csv", "This question takes other kinds of files"),
        (b"", "plan.pdf", "This file is empty"),
        (PDF + b"0" * 1000, "plan.pdf", "This file is larger than 10 megabytes"),
    ],
)
def test_a_file_is_refused_by_what_it_holds(
    filled: Set, monkeypatch: pytest.MonkeyPatch, content: bytes, name: str, said: str
) -> None:
    monkeypatch.setattr(evidence, "LARGEST_FILE", 1000)
    filled.open("facts")
    filled.post("facts", {"proof": (io.BytesIO(content), name), "why": "Typed"}, status=422)
    assert said in filled.visitor.text
    assert (filled.answers.get("proof"), filled.answers["why"]) == (None, "Typed")


def test_the_whole_set_is_submitted(filled: Set) -> None:
    filled.open("facts")
    filled.post("facts", {"read": "OK"})
    filled.open("log")
    filled.post("log", {"delegations/1/where": "Osh", "delegations/1/days": "11", "delegations/1/late": "Snow"})
    filled.open("log")
    filled.post("log", {"delegations/1/days": "9"})
    filled.open("-/review")
    form = filled.visitor.page.xpath("//form[@id='review']")[0]
    filled.visitor.post(f"{filled.root}/-/review", {**dict(form.form_values()), "-action": "submit"})
    filled.session.expire_all()
    (kept,) = _submitted(filled)["delegations"]
    assert dict(kept) == {"where": "Osh", "days": 9}


def _submitted(filled: Set) -> dict[str, Any]:
    sitting = responding.arrive_as(filled.session, SYSTEM, filled.ids[0], enquiry_id=filled.ids[1])
    return dict(sitting.answers)
