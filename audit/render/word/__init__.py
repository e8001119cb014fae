"""The report as a Word document, from our own template or from one that a body made for itself."""

from audit.render.word.making import word
from audit.render.word.template import default
from audit.render.word.trial import tried

__all__ = ["default", "tried", "word"]
