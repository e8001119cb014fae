"""The respondent's pages: every step saved, every mistake shown where it is, nothing typed ever lost."""

import gzip
import logging
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit import wording
from audit.errors import NotFound, Refused, message
from audit.lifecycle import STATE_NAMES, State
from audit.questionnaire.schema import Mode
from audit.service import definitions
from audit.service.responding import Progress
from audit.web import drawing, stamp
from tests.web.desk import TOKEN, Desk, application

HERE = f"/r/{TOKEN}"


@pytest.fixture
def desk() -> Desk:
    return Desk(language="ru")


@pytest.fixture
def app(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Flask:
    return application(desk, monkeypatch)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser without cookies: everything must work in it."""
    with app.test_client(use_cookies=False) as opened:
        yield opened


def _stamp(app: Flask) -> str:
    with app.app_context():
        return stamp.stamped(TOKEN)


def _post(client: FlaskClient, page: str, **fields: Any) -> TestResponse:  # noqa: ANN401 - whatever a form can hold
    shown = fields.pop("shown", None)
    data = {name.replace("__", "/"): value for name, value in fields.items()}
    names = shown if shown is not None else sorted({name.partition("/")[0] for name in data})
    given = {"-stamp": _stamp(client.application), "-action": "next", "-shown": names, **data}
    given |= {f"-{key[1:]}": given.pop(key) for key in list(given) if key.startswith("_")}
    return client.post(f"{HERE}/{page}", data=given)


def _words(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def test_the_first_page_says_who_asks_and_who_will_see_the_answers(client: FlaskClient) -> None:
    words = _words(client.get(f"{HERE}/"))
    for said in ("Региональный центр", "около 8 минут", "Опрос анонимный", "не меньше 5 человек", "30 июня 2026 года"):
        assert said in words.replace("\u00a0", " ")


def test_the_first_page_says_that_what_is_not_submitted_is_deleted(client: FlaskClient, desk: Desk) -> None:
    assert "Всё, что вы не отправите, будет удалено, когда аудит закроют." in _words(client.get(f"{HERE}/"))
    desk.mode = Mode.NAMED
    assert "будет удалено" not in _words(client.get(f"{HERE}/"))


def test_a_named_enquiry_says_who_sees_single_answers(client: FlaskClient, desk: Desk) -> None:
    desk.mode = Mode.NAMED
    words = _words(client.get(f"{HERE}/"))
    assert "не анонимны" in words
    assert "Отдельные ответы видят: администраторы системы, аудиторы." in words


def test_beginning_leads_to_the_first_open_section(client: FlaskClient) -> None:
    answer = client.post(f"{HERE}/", data={"-stamp": _stamp(client.application), "-language": "en"})
    assert (answer.status_code, answer.location) == (303, f"{HERE}/you")


def test_the_language_chosen_at_the_beginning_stays(client: FlaskClient, desk: Desk) -> None:
    client.post(f"{HERE}/", data={"-stamp": _stamp(client.application), "-language": "en"})
    assert desk.language == "en"
    assert "Your sex" in client.get(f"{HERE}/you").text


def test_an_answer_is_kept_and_leads_on(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "you", sex="man", shown=["sex", "city", "since"])
    assert (answer.status_code, answer.location) == (303, f"{HERE}/decisions")
    assert desk.answers == {"sex": "man"}


def test_the_page_says_where_she_is(client: FlaskClient) -> None:
    assert "Раздел 3 из 4 · около" in _words(client.get(f"{HERE}/team"))


def test_what_is_invalid_comes_back_as_typed_and_the_rest_is_kept(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "team", trips="много", hours="2,5")
    assert answer.status_code == 422
    assert 'value="много"' in answer.text
    assert desk.answers == {"hours": Decimal("2.5")}


def test_a_mistake_is_tied_to_its_field_and_named_at_the_top(client: FlaskClient) -> None:
    page = _post(client, "team", trips="много").text
    assert 'href="#q-trips"' in page
    assert re.search(r'id="q-trips"[^>]*aria-describedby="e-trips"[^>]*aria-invalid="true"', page)
    assert 'id="e-trips"' in page


def test_a_number_out_of_range_is_not_kept(client: FlaskClient, desk: Desk) -> None:
    assert _post(client, "team", trips="401").status_code == 422
    assert desk.answers == {}


def test_an_answer_already_kept_stays_when_a_wrong_one_is_typed(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"trips": 3}
    _post(client, "team", trips="много")
    assert desk.answers == {"trips": 3}


def test_a_constraint_speaks_the_words_of_its_author(client: FlaskClient) -> None:
    assert "Не больше всех средств" in _post(client, "team", fund="100", fund_women="200").text


def test_a_required_question_holds_her_back_once_and_lets_her_go_on(client: FlaskClient) -> None:
    held = _post(client, "you", shown=["sex", "city", "since"])
    assert (held.status_code, 'value="skip"' in held.text) == (422, True)
    assert _post(client, "you", shown=["sex", "city", "since"], _action="skip").location == f"{HERE}/decisions"


@pytest.mark.parametrize(("action", "leads"), [("back", "you"), ("leave", "-/later")])
def test_every_button_saves_first(client: FlaskClient, desk: Desk, action: str, leads: str) -> None:
    answer = _post(client, "decisions", decisions__voice="4", _action=action)
    assert (answer.location, desk.answers) == (f"{HERE}/{leads}", {"decisions": {"voice": "4"}})


def test_changing_the_language_saves_and_shows_the_same_page(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "team", trips="3", _language="en")
    assert (answer.location, desk.language, desk.answers) == (f"{HERE}/team", "en", {"trips": 3})


def test_invalid_words_survive_the_change_of_language(client: FlaskClient) -> None:
    answer = _post(client, "team", trips="много", _language="en")
    assert (answer.status_code, 'value="много"' in answer.text, '<html lang="en"' in answer.text) == (422, True, True)


def test_a_choice_can_be_cleared_without_a_script(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"decisions": {"voice": "4", "credit": "1"}}
    answer = _post(client, "decisions", decisions__voice="4", decisions__credit="1", _clear="decisions/voice")
    assert (answer.status_code, desk.answers) == (303, {"decisions": {"credit": "1"}})


def test_an_answer_that_brings_up_a_question_shows_the_page_again(client: FlaskClient) -> None:
    posts = {f"posts__{row}__{sex}": "1" for row in ("head", "professional", "support") for sex in ("women", "men")}
    answer = _post(client, "team", shown=["posts", "trips", "hours", "share", "fund"], fund="100", **posts)
    assert answer.location == f"{HERE}/team?more=1#q-fund_women"
    assert "появились новые вопросы" in client.get(answer.location).text


def test_a_section_that_is_not_asked_leads_to_one_that_is(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"sex": "man"}
    assert client.get(f"{HERE}/hidden").location == f"{HERE}/you"


def test_a_label_quotes_an_earlier_answer(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"fund": Decimal(12000), "fund_women": Decimal(2000)}
    words = _words(client.get(f"{HERE}/team")).replace("\u00a0", " ")
    assert "Из 12 000 USD – на участие женщин" in words
    assert "На остальное остаётся 10 000" in words


def test_a_headcount_shows_its_sums_without_a_script(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"posts": {"head": {"women": 1, "men": 3, "other": 0}}}
    assert 'data-sum="all">4</output>' in client.get(f"{HERE}/team").text


def test_the_sums_of_a_headcount_are_blank_until_something_is_typed(client: FlaskClient) -> None:
    assert 'data-sum="all"></output>' in client.get(f"{HERE}/team").text


def test_a_headcount_whose_rows_hold_the_same_people_has_no_row_of_totals(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = desk.text.replace("name: posts\n", "name: posts\n        sum_rows: false\n")
    assert staged != desk.text
    for name, value in vars(Desk(text=staged)).items():
        monkeypatch.setattr(desk, name, value)
    page = client.get(f"{HERE}/team").text
    assert "data-row" in page
    assert "data-sum" not in page


def test_the_need_for_evidence_is_explained_once_a_section_and_marked_at_its_questions(client: FlaskClient) -> None:
    words = _words(client.get(f"{HERE}/team"))
    assert words.count("подготовьте для аудитора документ или ссылку") == 1
    assert "Сотрудники по уровням (обязательный вопрос) (нужен документ)" in words
    assert "нужен документ" not in _words(client.get(f"{HERE}/you"))


def test_a_half_filled_row_is_named_at_its_empty_cell(client: FlaskClient) -> None:
    page = _post(client, "team", posts__head__women="1", _action="back").text
    assert 'id="e-posts/head/men"' in page
    assert re.search(r'<td><input[^>]*id="q-posts/head/men"[^>]*>\s*<p class="fault" id="e-posts/head/men"', page)
    assert re.search(r'href="#q-posts/head/men">[^<]*Руководство, Мужчины: ', page)
    assert 'value="1"' in page


def test_choices_that_exclude_each_other_are_told(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "decisions", barriers=["nothing", "family"])
    assert (answer.status_code, desk.answers) == (422, {})


def test_other_asks_for_words(client: FlaskClient, desk: Desk) -> None:
    assert 'id="e-reports/other"' in _post(client, "words", reports="other").text
    assert desk.answers == {"reports": "other"}


def test_autosave_answers_nothing_and_keeps_only_what_changed(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"hours": Decimal("2.5")}
    answer = _post(client, "team", trips="3", _action="autosave")
    assert (answer.status_code, answer.data) == (204, b"")
    assert desk.answers == {"hours": Decimal("2.5"), "trips": 3}


def test_autosave_names_what_is_asked_now(client: FlaskClient) -> None:
    answer = _post(client, "team", fund="100", _action="autosave")
    assert answer.headers["Paritet-Asked"].split() == ["posts", "trips", "hours", "share", "fund", "fund_women"]


def test_autosave_of_something_invalid_says_so(client: FlaskClient, desk: Desk) -> None:
    assert _post(client, "team", trips="много", _action="autosave").status_code == 422
    assert desk.answers == {}


def test_the_review_shows_answers_and_what_is_missing_with_links(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"city": "almaty", "posts": {"head": {"women": 1, "men": 3, "other": 0}}}
    page = client.get(f"{HERE}/-/review")
    assert "Алматы" in page.text
    assert "женщины\u00a0– 1, мужчины\u00a0– 3" in unescape(page.text)
    assert f'href="{HERE}/you?check=1#q-sex"' in page.text


def test_the_review_tells_what_will_be_dropped(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"sex": "man", "leave": "4"}
    assert "Отпуск не мешает карьере" in _words(client.get(f"{HERE}/-/review"))


TEAM = ["posts", "trips", "hours", "share", "fund"]


def test_a_section_opened_from_the_check_leads_back_to_it_and_saves(client: FlaskClient, desk: Desk) -> None:
    assert 'value="review"' not in client.get(f"{HERE}/team").text
    page = client.get(f"{HERE}/team?check=1").text
    assert 'value="review">Вернуться к проверке' in page
    answer = _post(client, "team", shown=TEAM, trips="3", _check="1", _action="review")
    assert (answer.location, desk.answers) == (f"{HERE}/-/review", {"trips": 3})


@pytest.mark.parametrize("fields", [{"trips": "много"}, {"trips": "3", "_language": "en"}])
def test_the_way_back_to_the_check_outlives_a_mistake_and_a_change_of_language(
    client: FlaskClient, fields: dict[str, str]
) -> None:
    answer = _post(client, "team", _check="1", _action="review", **fields)
    page = answer if answer.status_code == 422 else client.get(answer.location)
    assert 'name="-check" value="1"' in page.text


def test_a_correction_that_brings_up_a_question_shows_it_before_the_check(client: FlaskClient) -> None:
    answer = _post(client, "team", shown=TEAM, fund="100", _check="1", _action="review")
    assert answer.location == f"{HERE}/team?more=1&check=1#q-fund_women"


def test_the_minutes_left_are_those_of_what_is_still_to_be_answered(client: FlaskClient, desk: Desk) -> None:
    asked = _words(client.get(f"{HERE}/you"))
    desk.answers = {**FULL, "decisions": {"voice": "4", "credit": "1"}}
    desk.state = Progress.DRAFT
    begun = _words(client.get(f"{HERE}/you"))
    minutes = [int(re.findall(r"около (\d+) минут", said)[0]) for said in (asked, begun)]
    assert minutes[1] < minutes[0]
    assert f"около {minutes[1]} минут" in _words(client.get(f"{HERE}/"))


def test_a_page_without_an_answer_does_not_claim_to_be_saved(client: FlaskClient, desk: Desk) -> None:
    desk.answers, desk.state = {"trips": 3}, Progress.DRAFT
    claimed = 'aria-live="polite">Сохранено'
    assert claimed in client.get(f"{HERE}/team").text
    assert claimed not in client.get(f"{HERE}/words").text


FULL = {
    "sex": "woman",
    "posts": {row: {"women": 1, "men": 1, "other": 0} for row in ("head", "professional", "support")},
}


def test_submitting_leads_to_a_receipt(client: FlaskClient, desk: Desk) -> None:
    desk.answers = dict(FULL)
    answer = _post(client, "-/review", _action="submit")
    assert answer.location == f"{HERE}/-/receipt?lang=ru"
    words = _words(client.get(answer.location))
    assert "PR7K-40XQ" in words
    assert "Региональный центр · Гендерный аудит 2026 года" in words
    assert "Что вам обещано" in words


def test_submitting_twice_takes_answers_once(client: FlaskClient, desk: Desk) -> None:
    desk.answers = dict(FULL)
    _post(client, "-/review", _action="submit")
    again = _post(client, "-/review", _action="submit")
    assert (again.location, desk.submissions) == (f"{HERE}/-/receipt", 1)


def test_submitting_with_something_missing_leads_to_it(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "-/review", _action="submit")
    assert (answer.status_code, desk.state) == (422, Progress.NEW)
    assert f'href="{HERE}/you?check=1#q-sex"' in answer.text


@pytest.mark.parametrize("page", ["", "you", "-/review", "-/later"])
def test_a_submitted_link_opens_the_receipt(client: FlaskClient, desk: Desk, page: str) -> None:
    desk.state = Progress.SUBMITTED
    assert client.get(f"{HERE}/{page}").location == f"{HERE}/-/receipt"


REFUSALS = [
    (NotFound("unknown-link", message("x")), 404, "This link opens nothing"),
    (Refused("link-expired", message("x")), 410, "The time for answers is over"),
    (Refused("audit-not-open", message("x")), 410, "This audit is closed"),
    (Refused("already-submitted", message("x")), 409, "Your answers are already in"),
    (Refused("wrong-state", message("%(state)s", state=message(STATE_NAMES[State.DRAFT]))), 409, "has not begun"),
    (Refused("wrong-state", message("%(state)s", state=message(STATE_NAMES[State.CLOSED]))), 410, "is closed"),
    (Refused("something-new", message("Something new")), 403, "Something new"),
]


@pytest.mark.parametrize(("refusal", "status", "said"), REFUSALS)
def test_a_link_that_opens_nothing_says_why(
    client: FlaskClient, desk: Desk, refusal: Refused | NotFound, status: int, said: str
) -> None:
    desk.refuses = refusal
    answer = client.get(f"{HERE}/you?lang=en")
    assert (answer.status_code, said in answer.text) == (status, True)


def test_a_refusal_is_told_in_the_language_asked(client: FlaskClient, desk: Desk) -> None:
    desk.refuses = NotFound("unknown-link", message("x"))
    assert "По этой ссылке ничего не открывается" in client.get(f"{HERE}/?lang=ru").text


def test_an_unknown_section_leads_back(client: FlaskClient) -> None:
    answer = client.get(f"{HERE}/nowhere")
    assert (answer.status_code, f'href="{HERE}/"' in answer.text) == (404, True)


@pytest.mark.parametrize("given", ["", "forged", "x" * 5000])
def test_a_form_with_a_wrong_stamp_shows_itself_again_with_everything_typed(
    client: FlaskClient, desk: Desk, given: str
) -> None:
    answer = _post(client, "team", trips="7", hours="x", _stamp=given)
    assert (answer.status_code, desk.answers) == (400, {})
    assert 'value="7"' in answer.text
    fresh = re.search(r'name="-stamp" value="([^"]+)"', answer.text)
    assert fresh is not None
    assert _post(client, "team", trips="7", _stamp=fresh[1], _action="back").status_code == 303


def test_a_stamp_of_another_link_is_not_taken(client: FlaskClient, app: Flask, desk: Desk) -> None:
    with app.app_context():
        other = stamp.stamped("another link")
    assert _post(client, "team", trips="7", _stamp=other).status_code == 400
    assert desk.answers == {}


ODD: list[dict[str, Any]] = [
    {"trips[]": "x", "shown": ["trips"]},
    {"sex": "unknown", "shown": ["sex"]},
    {"sex": ["woman", "man"]},
    {"decisions/voice/deeper": "1", "shown": ["decisions"]},
    {"decisions": "4"},
    {"posts": "4", "posts/head": "3"},
    {"shown": ["nowhere", "__class__", "-stamp", ""]},
    {"_clear": "nowhere/at/all"},
    {"_clear": "/"},
    {"_action": "explode"},
    {"_language": "xx"},
    {"idea": "a\x00b"},
    {"idea": b"\xed\xa0\x80"},
    {"role": "<script>alert(1)</script>"},
    {"since": "31.02.2026"},
    {"fund": "1e999"},
    {"trips": "9" * 500},
]


@pytest.mark.parametrize("section", ["you", "decisions", "team", "words"])
@pytest.mark.parametrize("given", ODD)
def test_tampered_posts_are_answered_calmly(client: FlaskClient, section: str, given: dict[str, Any]) -> None:
    answer = _post(client, section, **given)
    assert answer.status_code in (303, 422)
    assert "<script>alert" not in answer.text


def test_an_unknown_choice_is_not_kept(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "you", sex="unknown")
    assert (answer.status_code, desk.answers) == (422, {})
    assert "Такого ответа нет в списке" in answer.text


def test_a_very_long_text_is_refused_with_its_limit_and_stays_in_the_page(client: FlaskClient, desk: Desk) -> None:
    answer = _post(client, "words", idea="я" * 150_000)
    assert (answer.status_code, desk.answers) == (422, {})
    assert "10000" in _words(answer)
    assert "я" * 50_000 in answer.text


def test_a_post_beyond_every_limit_has_its_own_page(client: FlaskClient) -> None:
    answer = _post(client, "words", idea="x" * 3_000_000)
    assert (answer.status_code, "respond" in answer.text or "мегабайт" in answer.text) == (413, True)


def test_no_answer_and_no_link_is_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _post(client, "words", idea="слово-приманка")
    assert "приманка" not in caplog.text
    assert TOKEN not in caplog.text


def test_answers_are_never_in_an_address(client: FlaskClient) -> None:
    assert "almaty" not in _post(client, "you", city="almaty", sex="man").location


def test_pages_are_not_kept_by_browsers_and_tell_nobody_the_link(client: FlaskClient) -> None:
    headers = client.get(f"{HERE}/you").headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


@pytest.mark.parametrize("page", ["", "you", "decisions", "team", "words", "-/review"])
@pytest.mark.parametrize("language", ["ru", "en", "tg"])
def test_a_page_is_light_and_has_no_inline_code(client: FlaskClient, desk: Desk, page: str, language: str) -> None:
    desk.language = language
    shown = client.get(f"{HERE}/{page}")
    parts = [(wording.ROOT / "static" / name).stat().st_size for name in _parts(shown)]
    assert len(shown.data) + sum(parts) <= 60 * 1024
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", shown.text)


def _parts(shown: TestResponse) -> set[str]:
    return set(re.findall(r"/static/(\w+\.(?:css|js))", shown.text))


@pytest.mark.parametrize("section", ["architecture", "participation", "centre"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_largest_sections_are_light_with_all_that_comes_with_them(
    section: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = max(definitions.questionnaires(), key=lambda card: card.questions)
    app = application(Desk(text=definitions.shelved(largest.name), language=language), monkeypatch)
    with app.test_client(use_cookies=False) as client:
        shown = client.get(f"{HERE}/{section}")
    parts = [gzip.compress((wording.ROOT / "static" / name).read_bytes()) for name in _parts(shown)]
    assert ("<template data-away=" in shown.text, len(parts)) == (True, 3)
    assert len(shown.data) + sum(map(len, parts)) <= 60 * 1024
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", shown.text)


def test_a_mistake_in_what_is_no_longer_asked_hinders_nobody(client: FlaskClient, desk: Desk) -> None:
    desk.answers = {"fund": Decimal(100)}
    answer = _post(client, "team", shown=["fund", "fund_women"], fund="0", fund_women="abc", _action="leave")
    assert (answer.status_code, desk.answers) == (303, {"fund": Decimal(0)})


@pytest.mark.parametrize("page", ["you", "decisions", "team", "words", "-/review"])
def test_ids_are_unique_and_every_description_exists(client: FlaskClient, desk: Desk, page: str) -> None:
    desk.answers = {"fund": Decimal(5), "sex": "woman"}
    text = client.get(f"{HERE}/{page}").text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    named = {each for found in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', text) for each in found.split()}
    assert named <= set(ids)


def test_a_date_is_read_as_it_is_written_here(client: FlaskClient, desk: Desk) -> None:
    _post(client, "you", since="01.02.2020", _action="leave")
    assert desk.answers == {"since": date(2020, 2, 1)}


@pytest.mark.parametrize("section", ["you", "decisions", "words", "hidden"])
def test_a_question_drawn_ahead_is_the_question_drawn_anew(
    client: FlaskClient, desk: Desk, section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.answers = {
        "sex": "woman",
        "city": "almaty",
        "decisions": {"voice": "4"},
        "barriers": ("family",),
        "leave": "1",
    }
    ahead = client.get(f"{HERE}/{section}").text
    monkeypatch.setattr(drawing, "CHOOSING", frozenset())
    assert _unstamped(client.get(f"{HERE}/{section}").text) == _unstamped(ahead)


def _unstamped(page: str) -> str:
    return re.sub(r'name="-stamp" value="[^"]+"', "", page)


@pytest.mark.parametrize("page", ["/", "/-/review"])
def test_a_letterbox_that_only_looks_whether_the_link_opens_is_told_that_it_does(
    page: str, client: FlaskClient
) -> None:
    assert client.head(HERE + page).status_code == 200
