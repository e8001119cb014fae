"""What differs between two versions of a questionnaire, how much it touches the meaning, what becomes of answers."""

from audit.questionnaire.changes.change import Change as Change
from audit.questionnaire.changes.change import Meaning as Meaning
from audit.questionnaire.changes.change import What as What
from audit.questionnaire.changes.change import strictest as strictest
from audit.questionnaire.changes.declaring import declared as declared
from audit.questionnaire.changes.declaring import loosened as loosened
from audit.questionnaire.changes.differing import difference as difference
from audit.questionnaire.changes.parting import Apart as Apart
from audit.questionnaire.changes.parting import apart as apart
from audit.questionnaire.changes.parting import measured as measured
from audit.questionnaire.changes.parting import parted as parted
