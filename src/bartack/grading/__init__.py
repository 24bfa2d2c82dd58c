"""Outcomes, papers and answers under one scheme: requirement status, severity, estimate, range and coverage. Pure."""

from bartack.grading.assess import grade
from bartack.grading.model import Assessment, Past

__all__ = ["Assessment", "Past", "grade"]
