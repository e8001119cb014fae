"""The report as a document: told once as chapters of blocks, then set as PDF or as one page of HTML."""

from audit.render.document.page import page
from audit.render.document.pdf import one_page, pdf

__all__ = ["one_page", "page", "pdf"]
