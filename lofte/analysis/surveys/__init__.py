"""Surveys: weights that match the population; figures with n and interval (docs/methods/surveys.md)."""

from lofte.analysis.surveys.calibration import calibrate
from lofte.analysis.surveys.designs import Survey, design_effect, effective_n, survey
from lofte.analysis.surveys.estimates import survey_mean, survey_share, survey_total
from lofte.analysis.surveys.margins import Margin
from lofte.analysis.surveys.raking import rake, trim
from lofte.analysis.surveys.results import SurveyMean, SurveyShare, SurveyTotal

__all__ = [
    "Margin",
    "Survey",
    "SurveyMean",
    "SurveyShare",
    "SurveyTotal",
    "calibrate",
    "design_effect",
    "effective_n",
    "rake",
    "survey",
    "survey_mean",
    "survey_share",
    "survey_total",
    "trim",
]
