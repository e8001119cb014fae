"""A report told as a document: cover, executive summary, chapters and annexes, in the order they are read."""

from audit.analysis.report import FollowUp, Report, digest
from audit.errors import mark
from audit.render import charts, narrative
from audit.render.document import annexes, counts, exhibits, figures, follow_ups
from audit.render.document.blocks import Block, Chapter, Listing, Paragraph, Told, Tone
from audit.render.document.course import course
from audit.render.findings import headline, standing
from audit.render.words import day, label
from audit.wording import say

#: So many items of women beside men fit a page as a picture; the table below it has all of them.
MOST_GAPS = 16
#: Every chapter and annex by its name, in the order in which they are read.
TITLES = {
    "summary": mark("Executive summary"),
    "parity": mark("Women and men by level"),
    "course": mark("Over the cycles and ahead"),
    "scores": mark("Scores"),
    "perceptions": mark("What women and men see"),
    "contradictions": mark("Contradictions"),
    "follow_up": mark("Findings and actions"),
    "consistency": mark("What does not agree in the data"),
    "evidence": mark("Documents as evidence"),
    "method": mark("Annex A. Method"),
    "questionnaire": mark("Annex B. What was asked"),
    "codebook": mark("Annex C. Codebook"),
    "answers": mark("Annex D. Answers"),
    "provenance": mark("Annex E. Provenance"),
}
SYNTHETIC = mark("Synthetic data: made up for training, it describes no real body.")


def told(report: Report, follow_up: FollowUp | None, language: str) -> Told:
    """Tell a report, with what followed it where that is given, in a language."""
    sentences = narrative.summary(report, follow_up, language)
    drawn = (*charts.charts(report, language, most_gaps=MOST_GAPS), *charts.further(report, language))
    blocks = {
        "summary": _summary(report, sentences, language),
        "parity": figures.parity(report, drawn, language),
        "course": course(report, drawn, language),
        "scores": figures.scores(report, drawn, language),
        "perceptions": figures.perceptions(report, drawn, language),
        "contradictions": follow_ups.contradicted(report, language),
        "follow_up": follow_ups.followed(follow_up, language),
        "consistency": follow_ups.disagreeing(report, language),
        "evidence": exhibits.given(report, language),
        "method": annexes.method(report, language),
        "questionnaire": annexes.asked(report, language),
        "codebook": annexes.codebook(report, language),
        "answers": counts.answers(report, language),
        "provenance": annexes.provenance(report, follow_up, language),
    }
    chapters = (Chapter(name, say(language, title), blocks[name]) for name, title in TITLES.items())
    return Told(
        language=language,
        body=label(report.body, language),
        title=label(report.title, language),
        headline=headline(report, language),
        standing=standing(report, language),
        facts=_facts(report, language),
        synthetic=say(language, SYNTHETIC) if report.synthetic else "",
        summary=sentences,
        chapters=tuple(each for each in chapters if each.blocks),
        digest=digest(report),
        software=report.software,
    )


def _summary(report: Report, sentences: tuple[str, ...], language: str) -> tuple[Block, ...]:
    return (Paragraph(f"{headline(report, language)}.", Tone.LEAD), Listing(sentences))


def _facts(report: Report, language: str) -> tuple[tuple[str, str], ...]:
    period = f"{day(report.period_start, language)} – {day(report.period_end, language)}"
    return (
        (say(language, "Cycle"), report.cycle),
        (say(language, "Period"), period),
        (say(language, "Reference date"), day(report.reference_date, language)),
        (say(language, "Closed on"), day(report.closed_on, language)),
    )
