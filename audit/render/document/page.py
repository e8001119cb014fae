"""The report as one page of HTML that stands alone: no script, no address, nothing to fetch."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from audit.analysis.report import FollowUp, Report
from audit.render.charts import Chart
from audit.render.charts.lanes import NARROW
from audit.render.charts.painting import svg
from audit.render.document.blocks import Block, Heading, Listing, Paragraph, Picture, Table
from audit.render.document.telling import told
from audit.wording import say

STYLE = Markup(
    "body{font:16px/1.5 system-ui,sans-serif;color:#1F2933;max-width:60rem;margin:0 auto;padding:1rem}"
    "h1,h2{color:#3c2a6b;line-height:1.2}h2{border-bottom:2px solid #3c2a6b;margin-top:3rem}"
    ".soft{color:#52606D}.lead{font-size:1.3rem;font-weight:600}.mark{background:#FFF4DC;padding:.6rem 1rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "caption{text-align:start;font-weight:600;padding:.5rem 0}"
    "th,td{text-align:start;vertical-align:top;border-bottom:1px solid #D9DEE4;padding:.35rem .5rem}"
    "th{background:#F1EFF7}.n{text-align:end}.wide{overflow-x:auto}figure{margin:1.5rem 0}"
    ".narrow{display:none}@media (max-width:40rem){.narrow{display:block}.broad{display:none}}"
    "svg{max-width:100%;height:auto}code{overflow-wrap:anywhere}"
    "@media print{h2{break-before:page}table,svg{break-inside:avoid}}"
)


def page(report: Report, follow_up: FollowUp | None, language: str) -> bytes:
    """Return the whole report as one HTML document in UTF-8."""
    said = told(report, follow_up, language)
    head = Markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="generator" content="{}"><meta name="keywords" content="sha256:{}"><title>{}</title>'
        "<style>{}</style></head><body>"
    ).format(language, said.software, said.digest, f"{said.body} – {said.title}", STYLE)
    parts = [head, Markup('<header><p class="soft">{}</p><h1>{}</h1>').format(said.body, said.title)]
    if said.synthetic:
        parts.append(Markup('<p class="mark"><strong>{}</strong></p>').format(said.synthetic))
    facts = " · ".join(f"{name}: {value}" for name, value in said.facts)
    parts.append(Markup('<p>{}</p><p class="soft">{}</p></header>').format(facts, said.standing))
    links = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(each.name, each.title) for each in said.chapters
    )
    parts.append(Markup('<nav aria-label="{}"><ol>{}</ol></nav><main>').format(say(language, "Contents"), links))
    for chapter in said.chapters:
        parts.append(Markup('<section aria-labelledby="{0}"><h2 id="{0}">{1}</h2>').format(chapter.name, chapter.title))
        parts += [*_blocks(chapter.blocks), Markup("</section>")]
    digest = Markup('</main><footer class="soft">{}: <code>{}</code></footer></body></html>')
    parts.append(digest.format(say(language, "Digest"), said.digest))
    return Markup("\n").join(parts).encode()


def _blocks(blocks: Iterable[Block]) -> Iterator[Markup]:
    for block in blocks:
        yield _block(block)


def _block(block: Block) -> Markup:
    match block:
        case Heading():
            return Markup("<h{0}>{1}</h{0}>").format(block.level + 1, block.text)
        case Paragraph():
            return Markup('<p class="{}">{}</p>').format(block.tone, block.text)
        case Listing():
            return Markup("<ul>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(each) for each in block.items)
            )
        case Table():
            return _table(block)
        case Picture(chart):
            # The picture is our own markup, in which painting has escaped every word.
            drawn = Markup(chart.plot_svg())  # noqa: S704 - made by painting.svg, which escapes title and description
            small = Markup(_narrow(chart))  # noqa: S704 - likewise
            caption = Markup("<strong>{}.</strong> {}").format(chart.title, chart.subtitle)
            both = Markup('<div class="broad">{}</div><div class="narrow">{}</div>').format(drawn, small)
            return Markup("<figure><figcaption>{}</figcaption>{}</figure>").format(caption, both)


def _narrow(chart: Chart) -> str:
    """Draw a chart anew for a phone, on which the broad one could not be read."""
    return svg(chart.draw(NARROW), f"{chart.name}-narrow", title=chart.title, alt=chart.alt)


def _table(block: Table) -> Markup:
    cell = Markup('<th scope="col"{}>{}</th>')
    head = Markup("").join(cell.format(_end(block, at), word) for at, word in enumerate(block.head))
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td{}>{}</td>").format(_end(block, at), cell) for at, cell in enumerate(row))
        )
        for row in block.rows
    )
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="{0}"><table><caption>{0}</caption>'
        "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(block.caption, head, rows)


def _end(block: Table, at: int) -> Markup:
    return Markup(' class="n"') if at in block.figures else escape("")
