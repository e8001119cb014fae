"""The report as PDF/UA-1, whole or on one page for management; laid out by typst from data alone.

Every word reaches the layout as a string and is never read as markup; the same report gives the same bytes.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from audit.analysis.report import FollowUp, Report
from audit.render import charts, glance, narrative
from audit.render.charts.drawing import FONTS
from audit.render.document.blocks import Block, Heading, Listing, Paragraph, Picture, Table, Told
from audit.render.document.telling import told
from audit.wording import say

WHOLE = Path(__file__).with_name("whole.typ")
ONE_PAGE = Path(__file__).with_name("one_page.typ")
STANDARD: Final = "ua-1"
#: Which document a file says that it is, among its keywords.
WHOLE_NAME, ONE_PAGE_NAME = "report-pdf", "one-page"
#: So many items of women beside men are as tall as the charts beside them.
GAPS_ON_ONE_PAGE = 7
ON_ONE_PAGE = ("parity-by-level", "trend", "dimensions-1", "gaps")


def pdf(report: Report, follow_up: FollowUp | None, language: str) -> bytes:
    """Return the whole report as PDF/UA-1 on A4: tagged, with bookmarks, headings of tables and told pictures."""
    said = told(report, follow_up, language)
    data = _cover(said, WHOLE_NAME) | {
        "chapters": [
            {"title": each.title, "annex": each.name in ANNEXES, "blocks": _blocks(each.blocks)}
            for each in said.chapters
        ],
        "contents": say(language, "Contents"),
    }
    return _set(WHOLE, data, follow_up)


ANNEXES = frozenset({"method", "questionnaire", "codebook", "answers", "provenance"})


def one_page(report: Report, follow_up: FollowUp | None, language: str) -> bytes:
    """Return the page of management as PDF/UA-1 on one A4: its headline, its figures and lines, four charts."""
    said = told(report, follow_up, language)
    drawn = {each.name: Picture(each) for each in charts.charts(report, language, most_gaps=GAPS_ON_ONE_PAGE)}
    data = _cover(said, ONE_PAGE_NAME) | {
        "figures": [[each.name, each.figure, each.base] for each in glance.key_figures(report, language)],
        "lines": [[each.name, each.figure, each.base] for each in glance.lines(report, follow_up, language)],
        "advice": list(narrative.advice(report, language)),
        "pictures": [_block(drawn[name]) for name in ON_ONE_PAGE if name in drawn],
    }
    return _set(ONE_PAGE, data, follow_up)


def _set(template: Path, data: dict[str, Any], follow_up: FollowUp | None) -> bytes:
    """Lay data out; what follows the report goes along as a file, so that the same document can be made again."""
    follows = follow_up.model_dump_json() if follow_up else ""
    return typst.compile(
        template,
        format="pdf",
        sys_inputs={"report": json.dumps(data, ensure_ascii=False), "follow-up": follows},
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _cover(said: Told, name: str) -> dict[str, Any]:
    language = said.language
    return {
        "name": name,
        "language": language,
        "body": said.body,
        "title": said.title,
        "headline": said.headline,
        "standing": said.standing,
        "facts": [list(fact) for fact in said.facts],
        "synthetic": said.synthetic,
        "digest": said.digest,
        "digest_word": say(language, "Digest"),
        "software": said.software,
        "follows": say(language, "Findings and actions"),
        "table": say(language, "Table"),
        "figure": say(language, "Figure"),
        # The template puts the two numbers in, which only it knows.
        "pages": say(language, "page %(page)s of %(pages)s", page="\x00", pages="\x01"),
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    """Return a block as data for the layout."""
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "tone": block.tone}
        case Listing():
            return {"kind": "list", "items": list(block.items)}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "head": list(block.head),
                "rows": [list(row) for row in block.rows],
                "widths": list(block.widths),
                "figures": sorted(block.figures),
            }
        case Picture(chart):
            told_ = {"title": chart.title, "subtitle": chart.subtitle, "alt": f"{chart.title}. {chart.alt}"}
            return {"kind": "picture", "svg": chart.plot_svg(), **told_}
