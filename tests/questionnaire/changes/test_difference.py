"""Two versions are compared by names; every difference has the least strict class that it can have."""

import pytest

from audit.errors import Mistaken
from audit.questionnaire import loader
from audit.questionnaire.changes import Change, Meaning, What, declared, difference, loosened, measured, strictest
from audit.questionnaire.schema import Questionnaire
from tests import build

STAFF = build.SHELF["small-staff"]


def changed(*replaced: tuple[str, str], text: str = STAFF) -> Questionnaire:
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after)
    return loader.loads(text)


def found(*replaced: tuple[str, str], text: str = STAFF) -> tuple[Change, ...]:
    return difference(loader.loads(text), changed(*replaced, text=text))


def test_a_version_differs_in_nothing_from_itself_nor_by_its_number() -> None:
    assert found() == ()
    assert found(('version: "1"', 'version: "2"')) == ()


def test_a_label_corrected_in_one_language_is_typing_and_says_which_words() -> None:
    (change,) = found(("ru: Меня слышат", "ru: К моему мнению прислушиваются"))
    assert (change.key, change.lang, change.what, change.meaning) == (
        "questions/heard/label/ru",
        "ru",
        What.EDITED,
        Meaning.TYPING,
    )
    assert (change.before, change.after) == ("Меня слышат", "К моему мнению прислушиваются")
    assert change.questions == ("heard",)


@pytest.mark.parametrize(
    ("before", "after", "key", "meaning"),
    [
        ("required: true, ", "", "questions/sex/required", Meaning.KEPT),
        (". <= 60", ". <= 50", "questions/years/constraint", Meaning.CHANGED),
        ("name: share, type: decimal", "name: share, type: percent", "questions/share/type", Meaning.CHANGED),
        ("= 'woman'", "= 'man'", "questions/mentor/relevant", Meaning.CHANGED),
        ("type: text, relevant", "type: text, sensitive: true, relevant", "questions/mentor/sensitive", Meaning.KEPT),
        ("en: Small staff survey", "en: Staff survey", "questionnaire/title/en", Meaning.TYPING),
        ("disaggregate_by: [sex]\n", "", "questionnaire/disaggregate_by", Meaning.CHANGED),
        ('name: "3", ', 'name: "3", score: 90, ', "choices/agree/choices/3/score", Meaning.CHANGED),
        ("en: Disagree,", "en: I disagree,", "choices/agree/choices/1/label/en", Meaning.TYPING),
    ],
)
def test_each_key_has_its_class(before: str, after: str, key: str, meaning: Meaning) -> None:
    (change,) = found((before, after))
    assert (change.key, change.least, change.meaning) == (key, meaning, meaning)


def test_a_question_that_is_added_and_one_that_is_removed_change_the_meaning() -> None:
    added, removed = sorted(found(("name: comment, type", "name: remark, type")), key=lambda each: each.what)
    assert (added.what, added.key, added.meaning) == (What.ADDED, "questions/remark", Meaning.CHANGED)
    assert (removed.what, removed.key, removed.before) == (What.REMOVED, "questions/comment", "Anything else")


def test_a_choice_of_a_shared_list_is_told_once_and_touches_all_who_ask_by_it() -> None:
    text = STAFF.replace("{name: comment, type: text,", "{name: comment, type: select_one, choices: agree,")
    (change,) = found(('    - {name: "2", label: {en: Neither, ru: Ни да ни нет}}\n', ""), text=text)
    assert (change.key, change.what, change.meaning) == ("choices/agree/choices/2", What.REMOVED, Meaning.CHANGED)
    assert change.questions == ("heard", "comment")


def test_the_order_of_a_scale_is_its_meaning_and_that_of_other_choices_is_not() -> None:
    man, woman = (line for line in STAFF.splitlines(keepends=True) if "counts_as" in line)
    (change,) = found((man + woman, woman + man))
    assert (change.what, change.meaning) == (What.MOVED, Meaning.KEPT)


def test_an_indicators_rule_changes_what_is_measured_and_no_answers() -> None:
    old = loader.loads(build.INSTITUTION)
    new = changed(("measure: parity", "measure: parity, curve: linear"), text=build.INSTITUTION)
    (change,) = difference(old, new)
    assert (change.meaning, change.questions, change.indicators) == (Meaning.CHANGED, (), ("parity",))
    assert measured((change,), new) == {"parity"}


def test_an_indicator_is_touched_by_the_question_that_it_reads() -> None:
    old = loader.loads(build.INSTITUTION)
    row = "          - {name: staff, label: {en: Staff, ru: Сотрудники}}\n"
    new = changed(
        (row, row + "          - {name: interns, label: {en: Interns, ru: Стажёры}}\n"), text=build.INSTITUTION
    )
    changes = difference(old, new)
    assert [(each.questions, each.part) for each in changes] == [(("posts",), "interns")]
    assert measured(changes, new) == {"parity"}


def test_an_author_may_declare_a_stricter_class_and_no_looser_one() -> None:
    (label,) = found(("en: I am heard", "en: My work is valued"))
    assert declared((label,), {label.key: "changed"})[0].meaning is Meaning.CHANGED
    assert label.may_be == tuple(Meaning)
    (constraint,) = found((". <= 60", ". <= 50"))
    assert constraint.may_be == (Meaning.CHANGED,)
    with pytest.raises(Mistaken, match="Declare it “meaning changed” or stricter"):
        declared((constraint,), {constraint.key: "typing"})


@pytest.mark.parametrize("declaration", [{"questions/none": "typing"}, {"questions/heard/label/en": "whatever"}])
def test_what_is_no_change_or_no_class_cannot_be_declared(declaration: dict[str, str]) -> None:
    with pytest.raises(Mistaken, match="Compare the versions again"):
        declared(found(("en: I am heard", "en: I am listened to")), declaration)


def test_the_strictest_class_of_all_is_that_of_the_version() -> None:
    assert strictest(()) is Meaning.TYPING
    assert strictest(found((". <= 60", ". <= 50"), ("en: I am heard", "en: Heard"))) is Meaning.CHANGED


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("mode: anonymous, threshold: 5", "mode: confidential, threshold: 5", "confidentiality"),
        ("threshold: 5,", "threshold: 4,", "confidentiality"),
        ("disaggregate_by: [sex]", "disaggregate_by: [sex, heard]", "heard"),
        ("name: comment, type: text", "name: comment, type: text, publish: true", "comment"),
    ],
)
def test_what_would_be_kept_less_close_than_promised_is_found(before: str, after: str, name: str) -> None:
    assert loosened(loader.loads(STAFF), changed((before, after))) == (name,)
    assert loosened(changed((before, after)), loader.loads(STAFF)) == ()
