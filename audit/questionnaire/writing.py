"""Writes a questionnaire as the YAML that an author would have written: reading it again gives the same values."""

import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import yaml

from audit.questionnaire.plain import Plain, plain
from audit.questionnaire.schema import Questionnaire

WIDTH = 120
#: Characters that a plain or literal YAML text would lose or fold; such a text is written in quotation marks.
FOLDED = re.compile(r"[\x85\u2028\u2029\r\t]|(?:^|\n)[ ]|[ ](?:\n|$)|\n\Z|\A\n")
#: Keys whose items each stand on one line, however long: that is how lists of choices are read.
ONE_LINE = frozenset({"choices", "items", "rows", "dimensions"})
PARAGRAPHS = ("scale", "dimensions", "choices", "sections", "indicators", "contradictions")
LONGEST_LINE = 400
STRING, TRUTH, WHOLE, BROKEN = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "bool", "int", "float"))


def yaml_text(questionnaire: Questionnaire) -> str:
    """Return the YAML text of a questionnaire; `loader.loads` of it gives an equal one."""
    return data_text(plain(questionnaire))


def data_text(data: Mapping[str, Plain]) -> str:
    """Return the YAML text of a questionnaire's data, whether it makes one or not."""
    return "".join(_paragraphs(data))


def _paragraphs(data: Mapping[str, Plain]) -> Iterator[str]:
    for key, value in data.items():
        if key in PARAGRAPHS:
            yield "\n"
        text = _dumped(_map({key: value}, depth=0))
        yield re.sub(r"(?<=\n)(?=  - name: )", "\n", text).replace(":\n\n", ":\n", 1) if key == "sections" else text


def _dumped(node: yaml.Node) -> str:
    out = io.StringIO()
    dumper = _Dumper(out, width=1_000_000, allow_unicode=True)
    dumper.open()
    dumper.serialize(node)
    dumper.close()
    return out.getvalue()


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key and quotes with double marks, as the questionnaires here do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent a list's items too."""
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        """Return the style of the scalar at hand."""
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style


def _node(value: Plain, depth: int, key: str = "") -> yaml.Node:
    match value:
        case bool():
            return yaml.ScalarNode(TRUTH, "true" if value else "false")
        case int():
            return yaml.ScalarNode(WHOLE, str(value))
        case Decimal():
            figure = f"{value:f}"
            return yaml.ScalarNode(BROKEN if "." in figure else WHOLE, figure)
        case str():
            return _text(value)
        case list():
            return _list(value, depth, key)
        case _:
            return _map(value, depth=depth)


def _text(text: str) -> yaml.ScalarNode:
    if FOLDED.search(text):
        return yaml.ScalarNode(STRING, text, style='"')
    return yaml.ScalarNode(STRING, text, style="|" if "\n" in text else None)


def _list(items: list[Plain], depth: int, key: str) -> yaml.SequenceNode:
    if not any(isinstance(item, dict | list) for item in items) and _fits(items, WIDTH - depth):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item, 0) for item in items], flow_style=True)
    nodes: list[yaml.Node] = []
    for item in items:
        flows = key in ONE_LINE and isinstance(item, dict) and _fits(item, LONGEST_LINE)
        nodes.append(_flow(item) if flows else _node(item, depth + 4))
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=False)


def _map(data: Mapping[str, Plain], *, depth: int) -> yaml.MappingNode:
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for key, value in data.items():
        short = isinstance(value, dict) and depth > 0 and _fits(value, WIDTH - depth - len(key))
        holder = "choices" if depth == 0 and key == "choices" else key
        inner = _lists(value) if holder == "choices" and isinstance(value, dict) else None
        pairs.append((_text(key), inner or (_flow(value) if short else _node(value, depth + 2, key))))
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def _lists(lists: dict[str, Plain]) -> yaml.MappingNode:
    """Return the named lists of choices: each choice on its line."""
    pairs: list[tuple[yaml.Node, yaml.Node]] = [
        (_text(name), _node(choices, len("  "), "choices")) for name, choices in lists.items()
    ]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def _flow(value: Plain) -> yaml.Node:
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_flow(item) for item in value], flow_style=True)
    if isinstance(value, dict):
        pairs: list[tuple[yaml.Node, yaml.Node]] = [(_text(key), _flow(each)) for key, each in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=True)
    node = _node(value, 0)
    if isinstance(value, str) and "\n" in value and isinstance(node, yaml.ScalarNode):
        return yaml.ScalarNode(STRING, value, style='"')
    return node


def _fits(value: Plain, width: int) -> bool:
    """Tell whether a value can stand on one line."""
    return _length(value) <= width


def _length(value: Plain) -> int:
    match value:
        case dict():
            return 2 + sum(len(key) + 4 + _length(each) for key, each in value.items())
        case list():
            return 2 + sum(2 + _length(each) for each in value)
        case str() if "\n" in value:
            return LONGEST_LINE + 1
        case _:
            return len(str(value))
