"""What applies to a call: the options, each declared once with its definition, and where their values come from."""

from auditor.settings.loading import load as load
from auditor.settings.loading import sources as sources
from auditor.settings.model import COLUMNS as COLUMNS
from auditor.settings.model import VARIANTS as VARIANTS
from auditor.settings.model import Department as Department
from auditor.settings.model import FileLimits as FileLimits
from auditor.settings.model import SelfEvaluation as SelfEvaluation
from auditor.settings.model import Settings as Settings

__all__ = ["COLUMNS", "VARIANTS", "Department", "FileLimits", "SelfEvaluation", "Settings", "load", "sources"]
