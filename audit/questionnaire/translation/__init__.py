"""Translating a questionnaire: its texts one by one, the state of each, a sheet for translators out and back."""

from audit.questionnaire.translation.layout import sheet as sheet
from audit.questionnaire.translation.states import Gap as Gap
from audit.questionnaire.translation.states import Lack as Lack
from audit.questionnaire.translation.states import Record as Record
from audit.questionnaire.translation.states import Records as Records
from audit.questionnaire.translation.states import State as State
from audit.questionnaire.translation.states import gaps as gaps
from audit.questionnaire.translation.states import read as read
from audit.questionnaire.translation.states import standing as standing
from audit.questionnaire.translation.states import written as written
from audit.questionnaire.translation.strings import Entry as Entry
from audit.questionnaire.translation.strings import entries as entries
from audit.questionnaire.translation.taking import Taken as Taken
from audit.questionnaire.translation.taking import take as take
