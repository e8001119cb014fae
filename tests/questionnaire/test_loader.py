"""A questionnaire's file becomes frozen values with an identity, or is refused in words before it can do harm."""

from fractions import Fraction
from pathlib import Path

import pytest

from audit.errors import DefinitionError
from audit.questionnaire import loader, source

TESTS = Path(__file__).resolve().parent.parent
EXAMPLES = TESTS / "examples"
TINY = (TESTS / "questionnaires" / "institution.yaml").read_text(encoding="utf-8")


def _refusal(text: str) -> str:
    with pytest.raises(DefinitionError) as refused:
        loader.loads(text, "x.yaml")
    return str(refused.value)


@pytest.mark.parametrize("name", ["institution", "staff"])
def test_the_normative_examples_are_in_order(name: str) -> None:
    assert loader.check(EXAMPLES / f"{name}.yaml") == ()


def test_yes_and_no_stay_texts() -> None:
    policy = loader.loads(TINY).questions["policy"]
    assert [choice.name for choice in getattr(policy, "choices", ())] == ["yes", "no", "na"]


def test_a_named_list_stands_in_its_questions_under_its_name() -> None:
    questionnaire = loader.loads(TINY)
    policy = questionnaire.questions["policy"]
    assert getattr(policy, "list_name", None) == "adopted"
    assert getattr(policy, "choices", None) == questionnaire.choices["adopted"]


def test_numbers_are_exact() -> None:
    share = loader.loads(TINY).indicators[3]
    assert getattr(share, "at_least", None) == Fraction(3, 20)


def test_what_was_loaded_does_not_change() -> None:
    label = loader.loads(TINY).questions["posts"].label
    with pytest.raises(TypeError):
        label["en"] = "Other"


def test_the_digest_forgets_how_the_file_was_spelt() -> None:
    spelt = "# a remark\n" + TINY.replace('version: "1"', "'version': '1'").replace("weight: 2", "weight: 2.0")
    assert loader.digest(loader.loads(spelt)) == loader.digest(loader.loads(TINY))


# As they were before repeats, defaults, triggers and filters could be written.
DIGESTS = {
    "questionnaires/institution": "d3c238a7e677c304a46744e8b4a8ded5d606a1657c7d914ece7004a1464bb250",
    "questionnaires/staff": "20975f5a432b357380a4d73cf1ea6edd628f25d6576352f984f603c2d0f39218",
    "examples/institution": "1c901d6b3c3fc43fd0a60b2a1cad004ad5527983c7d4dd69c0db06fd427a1fa9",
    "examples/staff": "be6eb3ebd9ec8a8092ba09246de47cb3fbac7e988bc28e642d01265d7113ab65",
}
NEW_KEYS = (
    *("default", "read_only", "calculation", "trigger", "choice_filter", "randomize", "attributes"),
    *("count", "least", "most", "entry_label", "start", "end", "step", "accepts", "parent", "publish"),
)
SHIPPED = sorted((TESTS.parent / "questionnaires").glob("*.yaml"))


@pytest.mark.parametrize("name", DIGESTS)
def test_new_keys_leave_the_digests_of_what_was_asked_before_as_they_were(name: str) -> None:
    assert loader.digest(loader.load(TESTS / f"{name}.yaml")) == DIGESTS[name]


@pytest.mark.parametrize("file", SHIPPED, ids=[file.stem for file in SHIPPED])
def test_a_key_that_was_not_written_is_not_in_the_canonical_text(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    canonical = loader.canonical(loader.load(file))
    assert [key for key in NEW_KEYS if f'"{key}":' in canonical and f"{key}:" not in written] == []


def test_the_digest_is_of_the_canonical_text() -> None:
    assert loader.digest(TINY) == loader.digest(loader.loads(TINY))


@pytest.mark.parametrize(
    ("old", "new"),
    [("Posts", "Post"), ("score: 100", "score: 99"), ("> 1900", "> 1901"), ("at_least: 0.15", "at_least: 0.16")],
)
def test_the_digest_changes_with_what_is_asked_or_measured(old: str, new: str) -> None:
    assert loader.digest(TINY.replace(old, new, 1)) != loader.digest(TINY)


def test_a_byte_order_mark_and_windows_lines_are_accepted(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + TINY.replace("\n", "\r\n").encode())
    assert loader.digest(loader.load(file)) == loader.digest(TINY)


def test_lines_are_counted_alike_with_windows_lines() -> None:
    assert "line 24," in _refusal(TINY.replace("required: true", "requierd: true").replace("\n", "\r\n"))


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_bytes("name: x\ntitle: Анкета\n".encode("cp1251"))
    said = [str(each) for each in loader.check(file)]
    assert said == [f"{file}: line 2: the file is not in UTF-8. Save it as UTF-8 and try again."]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "none.yaml"
    said = [str(each) for each in loader.check(file)]
    assert said == [f"{file}: the file cannot be read. Check its name and whether you may open it."]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    file.write_bytes(b"#" * (source.SIZE_LIMIT + 1))
    said = [str(each) for each in loader.check(file)]
    assert said == [f"{file}: the file is larger than 2 MB. Split the questionnaire into several."]


def test_aliases_that_multiply_are_refused() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    assert _refusal(bomb) == (
        "x.yaml: line 6: the file expands to more than 250000 values. "
        "Use fewer aliases ('*name') or split the questionnaire."
    )


def test_an_alias_within_its_own_value_is_refused() -> None:
    assert _refusal("a: &a [*a]\n") == (
        "x.yaml: line 1: this alias ('*name') refers to nothing that is complete before it. "
        "Define the anchor ('&name') above, or write the value out."
    )


def test_aliases_may_be_used_as_meant() -> None:
    shared = TINY.replace("label: {en: Budget, ru: Бюджет}", "label: &budget {en: Budget, ru: Бюджет}")
    shared = shared.replace("label: {en: For women, ru: Для женщин}", "label: *budget")
    assert loader.loads(shared).questions["budget_women"].label["en"] == "Budget"


@pytest.mark.parametrize("bracket", ["[", "{a: "])
def test_values_nested_without_end_are_refused(bracket: str) -> None:
    assert _refusal("a: " + bracket * 5000) == (
        "x.yaml: line 1: the values are nested too deeply. "
        "Check the brackets: a questionnaire needs no more than ten levels."
    )


def test_a_second_document_is_refused() -> None:
    assert _refusal("name: x\n---\nname: y\n") == (
        "x.yaml: line 2: a second document begins here ('---'). Keep one questionnaire in a file."
    )


def test_a_list_as_a_key_is_refused() -> None:
    assert _refusal("[a, b]: c\n") == (
        "x.yaml: line 1: a list or a mapping stands where a key is expected. Write a plain word before the ':'."
    )


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert _refusal(text) == (
        "x.yaml: the file is empty. Begin with 'name', 'version', 'respondent', 'languages', 'title' and 'sections'."
    )


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    assert _refusal(text) == (
        "x.yaml: line 1: the file is not a mapping of keys to values. "
        "Write 'key: value' lines at the left edge, beginning with 'name'."
    )


def test_broken_yaml_is_refused_with_line_and_column() -> None:
    assert _refusal("name: x\ntitle: {en: a\nversion: 1\n") == (
        "x.yaml: line 3, column 8: this is not valid YAML (did not find expected ',' or '}'). "
        "Check the indentation, put texts with ':' or '#' in quotes and close every bracket."
    )


def test_control_characters_are_refused() -> None:
    assert _refusal("name: x\x00y\n") == (
        "x.yaml: the file holds a character that YAML does not allow. "
        "Remove control characters and save the file as UTF-8."
    )
