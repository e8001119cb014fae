"""How it is shown: one Report in, a workbook or a chart out; nothing is computed on the way."""
