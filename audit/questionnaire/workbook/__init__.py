"""The one door through which the pure side reads and writes spreadsheets: sheets of texts in, sheets of cells out."""

from audit.questionnaire.workbook.reading import Sheet as Sheet
from audit.questionnaire.workbook.reading import read as read
from audit.questionnaire.workbook.refusals import BadWorkbook as BadWorkbook
from audit.questionnaire.workbook.writing import Content as Content
from audit.questionnaire.workbook.writing import Page as Page
from audit.questionnaire.workbook.writing import written as written
