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
SYNTHETIC = mark("Synthetic data: made up for training, it describes no real body.")


def told(report: Report, follow_up: FollowUp | None, language: str) -> Told:
    """Tell a report, with what followed it where that is given, in a language."""
    sentences = narrative.summary(report, follow_up, language)
    drawn = (*charts.charts(report, language, most_gaps=MOST_GAPS), *charts.further(report, language))
    notes = say(language, "What does not agree in the data")
    chapters = (
        Chapter("summary", say(language, "Executive summary"), _summary(report, sentences, language)),
        Chapter("parity", say(language, "Women and men by level"), figures.parity(report, drawn, language)),
        Chapter("course", say(language, "Over the cycles and ahead"), course(report, drawn, language)),
        Chapter("scores", say(language, "Scores"), figures.scores(report, drawn, language)),
        Chapter("perceptions", say(language, "What women and men see"), figures.perceptions(report, drawn, language)),
        Chapter("contradictions", say(language, "Contradictions"), follow_ups.contradicted(report, language)),
        Chapter("follow_up", say(language, "Findings and actions"), follow_ups.followed(follow_up, language)),
        Chapter("consistency", notes, follow_ups.disagreeing(report, language)),
        Chapter("evidence", say(language, "Documents as evidence"), exhibits.given(report, language)),
        Chapter("method", say(language, "Annex A. Method"), annexes.method(report, language)),
        Chapter("questionnaire", say(language, "Annex B. What was asked"), annexes.asked(report, language)),
        Chapter("codebook", say(language, "Annex C. Codebook"), annexes.codebook(report, language)),
        Chapter("answers", say(language, "Annex D. Answers"), counts.answers(report, language)),
        Chapter("provenance", say(language, "Annex E. Provenance"), annexes.provenance(report, follow_up, language)),
    )
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
