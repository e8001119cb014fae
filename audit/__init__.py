"""Paritet measures a diplomatic body against 50/50: ask, keep, measure, protect, show.

questionnaire  what is asked         pure
analysis       what answers mean     pure
store          what is kept
render         how it is shown       pure, reads one Report and nothing else
service        use cases             one module a journey, one transaction a function
web            who sees it
"""
