"""Management reads one page: each figure is the report's own, each picture has its table, what is withheld stays so."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.render import charts
from audit.service import audits, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.web import dashboard
from tests import build
from tests.web.browsing import Visitor

SCORED = """
dimensions:
  - {name: voice, label: {en: Voice, ru: Голос}}
indicators:
  - {name: voice, dimension: voice, measure: likert, of: heard}
"""


@pytest.fixture
def closed(shelf: Path, session: Session, body: BodyView) -> str:
    """The identifier of a closed audit: the institution's set is in, six women and three men have answered."""
    (shelf / "small-staff.yaml").write_text(build.SHELF["small-staff"] + SCORED, encoding="utf-8")
    made = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id)
    institution, staff = (each.id for each in made.enquiries)
    responding.save_as(session, SYSTEM, made.id, enquiry_id=institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, made.id, enquiry_id=institution, today=date.today())
    tokens = build.invited(session, made, staff, [f"Person {number}" for number in range(9)])
    for place, token in enumerate(tokens):
        given = {"sex": "woman" if place < 6 else "man", "heard": str(place % 3 + 1)}
        responding.save(session, token, given)
        responding.submit(session, token, today=date.today())
    return audits.close_audit(session, SYSTEM, made.id).id


@pytest.fixture
def reader(signed_in: Callable[[Role], Visitor]) -> Visitor:
    """Somebody of the management."""
    return signed_in(Role.MANAGEMENT)


def _texts(visitor: Visitor, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in visitor.page.xpath(path)]


def test_the_heading_is_the_finding(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    assert reader.heading == "Women hold 4 of 14 posts. 3 posts to parity"


def test_the_figures_come_in_the_order_of_the_eye(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    assert _texts(reader, "//dl[@class='key-figures']/div/dd") == [
        "29%: All staff 4 women, 10 men, 1 another or undisclosed · 3 posts to parity",
        "25%: Weakest level Staff · 3 women, 9 men, 1 another or undisclosed · 3 posts to parity",
        "76.6: Total score, 0–100 High · 100% scored",
    ]


def test_what_moves_and_what_is_not_kept_has_a_line_each(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    assert _texts(reader, "//dl[@class='glance']/div") == [
        "Coming vacancies3 posts to parity: Coming vacancies When posts fall vacant was not asked",
        "Women among all staff, 202529%: Women among all staff, 2025 "
        "No year of parity is worked out: that takes three cycles, and there is 1",
        "Women and men see differently–: Women and men see differently "
        "Answers of women and men cannot be shown apart: the groups are too small",
        "Contradictions0: Contradictions As far as it was asked, staff see what the institution says",
        "Late promises–: Late promises Nothing is promised yet",
    ]


def test_every_figure_leads_to_where_it_is_told_in_full(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    addresses = reader.page.xpath("//dl[@class='key-figures' or @class='glance']//a/@href")
    assert len(addresses) == 8
    for address in addresses:
        page, _, node = address.partition("#")
        reader.get(page)
        told = reader.page.xpath("//*[@id=$node]", node=node) if node else reader.page.xpath("//h1")
        assert len(told) == 1, address
        assert all("open" in each.attrib for each in told[0].xpath("ancestor::details")), address


def test_the_sheet_to_print_says_the_figures_of_the_page(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    told = _texts(reader, "//dl[@class='key-figures' or @class='glance']//strong")
    address = reader.page.xpath("//a[contains(@href, 'one-page')]/@href")[0]
    sheet = PdfReader(io.BytesIO(reader.client.get(address).data))
    printed = "".join(sheet.pages[0].extract_text().split())
    assert len(sheet.pages) == 1
    assert [each for each in told if "".join(each.split()) not in printed] == []


def test_the_sheet_to_print_is_for_those_who_may_read_the_page(
    closed: str, signed_in: Callable[[Role], Visitor]
) -> None:
    assert signed_in(Role.FOCAL_POINT).client.get(f"/results/{closed}/one-page").status_code == 403


def test_every_picture_has_its_words_its_size_and_its_table(reader: Visitor, closed: str, session: Session) -> None:
    reader.get(f"/results/{closed}")
    drawn = charts.charts(reporting.report(session, SYSTEM, closed), "en")
    for chart in drawn:
        (card,) = reader.page.xpath("//section[@aria-labelledby=$name]", name=chart.name)
        (image,) = card.xpath(".//img")
        picture = etree.fromstring(reader.client.get(image.get("src")).data)
        box = [float(side) for side in picture.get("viewBox").split()]
        assert box[3] / box[2] == pytest.approx(int(image.get("height")) / int(image.get("width")), abs=0.01)
        assert len(card.xpath(".//tbody/tr")) == len(chart.rows)
        assert image.get("alt") == chart.alt


def test_the_page_gives_a_picture_the_room_that_it_was_drawn_for(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    widths = {int(width) for width in reader.page.xpath("//img/@width | //source/@width")}
    assert widths <= {round(width) for width in dashboard.WIDTHS.values()}


def test_a_picture_can_be_taken_for_a_document(reader: Visitor, closed: str) -> None:
    assert reader.client.get(f"/results/{closed}/parity-by-level.png").data.startswith(b"\x89PNG")


def test_a_chart_that_the_report_does_not_have_is_not_there(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}/pies.svg", status=404)


def test_a_small_group_is_withheld_in_words(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    gaps = reader.page.xpath("//section[@aria-labelledby='gaps']")[0].text_content()
    assert ("cannot be shown apart" in gaps, "withheld" in gaps) == (True, True)


def test_it_says_how_it_is_judged(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    assert _texts(reader, "//section[@aria-labelledby='judging']//li")[0].startswith(
        "Parity: the share of women is 47–53%"
    )


def test_another_body_s_results_are_not_there(
    reader: Visitor, closed: str, session: Session, signed_in: Callable[[Role], Visitor]
) -> None:
    other = audits.open_audit(session, SYSTEM, build.an_audit(session, build.a_body(session).id).id)
    audits.close_audit(session, SYSTEM, other.id)
    reader.get(f"/results/{other.id}", status=404)
    reader.get(f"/results/{closed}")
    assert other.id not in reader.text


def test_results_do_not_exist_before_the_audit_is_closed(
    reader: Visitor, shelf: Path, session: Session, body: BodyView
) -> None:
    made = audits.open_audit(session, SYSTEM, build.an_audit(session, body.id).id)
    reader.get(f"/results/{made.id}", status=403)
    assert "can be read after it is closed" in reader.text


def test_a_focal_point_is_refused(closed: str, signed_in: Callable[[Role], Visitor]) -> None:
    signed_in(Role.FOCAL_POINT).get(f"/results/{closed}", status=403)


def test_other_cycles_are_one_step_away(reader: Visitor, closed: str, session: Session, body: BodyView) -> None:
    later = build.an_audit(session, body.id, cycle="2026", reference_date=date(2026, 6, 30))
    audits.open_audit(session, SYSTEM, later.id)
    audits.close_audit(session, SYSTEM, later.id)
    reader.get(f"/results/{later.id}")
    assert f"/results/{closed}" in reader.page.xpath("//nav[@aria-labelledby='others']//a/@href")


def test_what_would_change_most_is_one_list_with_gains(reader: Visitor, closed: str) -> None:
    reader.get(f"/results/{closed}")
    assert _texts(reader, "//section[@aria-labelledby='steps']//tbody/tr") == [
        "3 places must change hands: Staff – 3 to womenparity: 76.6+23.4"
    ]
