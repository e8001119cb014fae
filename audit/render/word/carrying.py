"""What follows a report goes along in its Word document, as a part that Word keeps and nobody sees on the page.

With it the same document can be made again and held against one that came back.
"""

from docx.document import Document as Made
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from pydantic import ValidationError

from audit.analysis.report import FollowUp

NAME, KIND = "/customXml/item%d.xml", "application/xml"
TAG = "{urn:paritet:follow-up}follow-up"


def carry(made: Made, follow_up: FollowUp) -> None:
    """Put what follows the report into a document."""
    held = etree.Element(TAG, nsmap={None: "urn:paritet:follow-up"})
    held.text = follow_up.model_dump_json()
    content = etree.tostring(held, xml_declaration=True, encoding="UTF-8")
    package = made.part.package
    made.part.relate_to(Part(package.next_partname(NAME), KIND, content, package), RELATIONSHIP_TYPE.CUSTOM_XML)


def carried(made: Made) -> FollowUp | None:
    """Return what a document carries of it; None where there is nothing, or nothing that can be read."""
    for relation in made.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relation.is_external:
            try:
                held = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
                if held.tag == TAG:
                    return FollowUp.model_validate_json(held.text or "")
            except (etree.XMLSyntaxError, ValidationError):
                continue
    return None
