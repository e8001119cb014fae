"""The statistics of a report: functions of counts, each with its source; `docs/formulas.md` lists them."""

from audit.analysis.statistics.gaps import gaps, sexes
from audit.analysis.statistics.indices import Light, eige_metric, undp_half, undp_light, undp_points
from audit.analysis.statistics.intervals import wilson
from audit.analysis.statistics.ranks import cliffs_delta, delta_label, mann_whitney, mann_whitney_u
from audit.analysis.statistics.reliability import cronbach_alpha
from audit.analysis.statistics.segregation import dissimilarity, glass_ceiling
from audit.analysis.statistics.significance import benjamini_hochberg, fisher, holm
from audit.analysis.statistics.strata import (
    Stratum,
    common_odds_ratio,
    mantel_haenszel,
    rate_ratio,
    reverses,
    stratified_rate_ratio,
)
from audit.analysis.statistics.weighting import capped, cell_weights, kish_effect, rake

__all__ = [
    "Light",
    "Stratum",
    "benjamini_hochberg",
    "capped",
    "cell_weights",
    "cliffs_delta",
    "common_odds_ratio",
    "cronbach_alpha",
    "delta_label",
    "dissimilarity",
    "eige_metric",
    "fisher",
    "gaps",
    "glass_ceiling",
    "holm",
    "kish_effect",
    "mann_whitney",
    "mann_whitney_u",
    "mantel_haenszel",
    "rake",
    "rate_ratio",
    "reverses",
    "sexes",
    "stratified_rate_ratio",
    "undp_half",
    "undp_light",
    "undp_points",
    "wilson",
]
