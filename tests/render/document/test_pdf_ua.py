"""An independent validator of PDF/UA-1 finds nothing in any PDF that leaves, and would find what breaks it."""

import io

import page
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from audit.render.document.pdf import one_page, pdf
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP

MAKERS = {"report": pdf, "page": one_page}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_pdf_conforms_to_pdf_ua_1(kind: str, language: str) -> None:
    made = MAKERS[kind](sample.regional_centre(), FOLLOW_UP, language)
    found = page.validate_pdf_bytes(made, profile="ua1")
    assert [(each.rule_id, each.message) for each in found.failures] == []
    assert found.rules.total > 100


def test_a_pdf_without_its_tags_does_not_conform() -> None:
    writer = PdfWriter()
    writer.clone_document_from_reader(PdfReader(io.BytesIO(one_page(sample.regional_centre(), None, "en"))))
    del writer.root_object[NameObject("/StructTreeRoot")]
    out = io.BytesIO()
    writer.write(out)
    assert not page.validate_pdf_bytes(out.getvalue(), profile="ua1").is_compliant
