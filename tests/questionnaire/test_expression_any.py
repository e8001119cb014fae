"""Any expression over any answers has a value: trees are written out and parsed, as an author could write them."""

from datetime import date, time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from audit.questionnaire.evaluation import NO_NUMBER, Found, NoNumber, evaluate, truth
from audit.questionnaire.expression import parsed
from audit.questionnaire.functions import OPERATORS
from audit.questionnaire.instances import Where
from audit.questionnaire.signatures import IN_PAIRS, MANY, SIGNATURES
from audit.questionnaire.values import Absence, Absent, Value
from tests.questionnaire.expressing import scope

words = st.text(st.characters(exclude_characters="'‘’‚‛", exclude_categories=["Cs"]), max_size=8)
days = st.dates()
numbers = st.integers() | st.decimals(allow_nan=True, allow_infinity=True)
absences = st.sampled_from(Absence).map(Absent)
moments = st.datetimes() | st.times()
scalars = words | numbers | days | moments | absences | st.lists(words, max_size=3).map(tuple)
grids = st.dictionaries(
    st.sampled_from(["head", "director", "elsewhere"]),
    st.dictionaries(st.sampled_from(["women", "men", "other", "total"]), st.integers(), max_size=4),
    max_size=3,
)
items = st.dictionaries(st.sampled_from(["voice", "fair", "elsewhere"]), words | absences, max_size=3)
trips = st.lists(st.fixed_dictionaries({}, optional={"place": scalars, "nights": scalars}), max_size=2).map(tuple)
members = {"who": scalars, "age": scalars, "trips": trips}
people = st.lists(st.fixed_dictionaries({}, optional=members), max_size=3).map(tuple)
given_to = {"x": scalars, "y": scalars, "posts": grids, "climate": items, "people": people}
answers = st.fixed_dictionaries({}, optional=given_to)
PATHS = "x y x/part posts posts/women posts/head/men climate climate/voice who age people nights trips people/age"
paths = st.sampled_from(PATHS.split())
places = st.sampled_from([(), ("people", 1), ("people", 9), ("people", 1, "trips", 1)])
leaves = (
    words.map(lambda text: f"'{text}'")
    | st.integers(0, 10**12).map(str)
    | st.decimals(0, 1000, places=3).map(lambda number: f"{number:f}")
    | paths.map(lambda path: f"${{{path}}}")
    | st.sampled_from([".", "../x", "/data/group/age", "current()/../who", "position(..)", "position(${people})"])
    | st.sampled_from(["${last-saved#x}", "${age}[. > 1]", "count(instance('towns')/root/item)"])
)
# Those that take a name, a pattern or nothing but a place; they are written out whole below.
NAMING = {"regex", "jr:choice-name", "position", "last", "indexed-repeat", "instance", "pulldata", "current"}
CALLABLE = sorted(set(SIGNATURES) - NAMING)
SPECIAL = [
    "regex({}, '[a-z]*')",
    "jr:choice-name({}, '${{policy}}')",
    "-{}",
    "indexed-repeat(${{age}}, ${{people}}, {})",
    "indexed-repeat(${{nights}}, ${{people}}, 1, ${{trips}}, {})",
    "${{people}}[age = {}]/who",
    "${{people}}[{}][position() < last()]/trips[{}]/nights",
    "instance('towns')/root/item[region != {} or size > {}]/label",
    "instance('towns')/root/item[{}]/label",
    "pulldata('towns', 'label', 'name', {})",
]


@st.composite
def calls(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(CALLABLE))
    fewest, most = SIGNATURES[name]
    arguments = draw(st.lists(inner, min_size=fewest, max_size=min(most, 4) if most != MANY else fewest + 2))
    if name in IN_PAIRS:
        arguments = arguments[: fewest + (len(arguments) - fewest) // 2 * 2]
    return f"{name}({', '.join(arguments)})"


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operations = st.tuples(inner, st.sampled_from([*OPERATORS, "and", "or"]), inner).map(
        lambda parts: f"({' '.join(parts)})"
    )
    special = st.tuples(inner, inner, st.sampled_from(SPECIAL)).map(lambda parts: parts[2].format(*parts[:2]))
    return operations | calls(inner) | special


sources = st.recursive(leaves, _larger, max_leaves=12)


@given(source=sources, given_answers=answers, own=scalars, where=places)
def test_every_expression_has_a_value_over_any_answers(
    source: str, given_answers: dict[str, Value], own: Found, where: Where
) -> None:
    value = evaluate(parsed(source), scope(given_answers, where, own=own))
    assert isinstance(value, str | bool | int | Decimal | date | time | tuple | Absent | NoNumber)


@given(source=sources)
def test_an_expression_over_no_answers_is_true_or_false(source: str) -> None:
    assert truth(parsed(source), scope({})) in (True, False)


@given(other=scalars | st.booleans(), sign=st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
def test_only_unlike_holds_where_there_is_no_number(other: Found, sign: str) -> None:
    assert OPERATORS[sign](NO_NUMBER, other) is (sign == "!=")
