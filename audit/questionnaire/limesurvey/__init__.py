"""LimeSurvey's survey structures (`.lss`) as questionnaires: what works is carried over, the rest is listed."""

from audit.questionnaire.limesurvey.composing import read

__all__ = ["read"]
