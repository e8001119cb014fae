"""XLSForm in and out: a workbook becomes a questionnaire as far as it can, and a questionnaire a workbook whole."""
