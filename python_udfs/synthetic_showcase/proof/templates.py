"""The source of models, before Jinja makes SQL of it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import nodes as jinja

PACKAGE = "synthetic_showcase"

# What each gate promises, by the macro that makes it; {k} is the resolution that it was given.
PROMISES = {
    "report_aggregates": "counts below {k} are left out, the others rounded down to a multiple of"
    " {k}",
    "report_attributes": "values that fewer than {k} records hold are left out",
    "report_columns": "names of columns that fewer than {k} records fill are left out",
    "report_totals": "rounded down to a multiple of {k}",
    "sample_records": "{k} records hold the whole combination of every synthetic record",
    "suppress_homogeneous": "what is told of a sensitive column is told of groups with several"
    " outcomes of it",
    "summarize_checks": "a verdict, without which nothing is published",
}
# With differential privacy; the names of columns are public there.
PRIVATE_PROMISES = {
    "report_columns": "the names of the columns, and no value",
    "summarize_checks": PROMISES["summarize_checks"],
    "identify_release": "a keyed hash that selects what was drawn, and tells nothing without its"
    " key",
    "add_noise_to_record_count": "discrete Laplace noise on the number of records",
    "add_noise_to_widths": "discrete Gaussian noise on the number of records of each width",
    "add_noise_to_bands": "discrete Gaussian noise on the number of records in each cell of a"
    " public grid",
    "add_noise_to_attributes": "discrete Gaussian noise on the counts of attributes, and a"
    " threshold for those that are not public",
    "add_noise_to_pairs": "discrete Gaussian noise on the counts of pairs",
    "add_noise_to_combinations": "discrete Gaussian noise on the counts of longer combinations",
}
GATE_MACROS = set(PROMISES)
# The findings that have to be summarized where another project has a gate of its own.
REQUIRED_CHECKS = {
    "report_aggregates": ("find_misreported_aggregates",),
    "sample_records": ("find_rare_combinations", "find_unsupported_records"),
}
# Gates of other projects may be made from models that call these macros. The first reads the
# sensitive table, so what is before it does not matter.
FIRST_MACRO = "prepare_records"
STEP_MACROS = GATE_MACROS | {FIRST_MACRO, "generalize_values"}
STEP_MACROS |= set(
    "assess_alternatives assess_columns assess_records choose_measured choose_wholes"
    " count_combinations"
    " count_support decode_records encode_records find_direct_identifiers"
    " find_homogeneous_groups find_misreported_aggregates find_pinned_combinations"
    " find_rare_combinations find_repeated_releases find_revealing_changes"
    " find_successful_attacks find_undiverse_combinations find_unsupported_records"
    " generalize_records infer_counts list_attributes list_identifying_columns measure_diversity"
    " measure_risk merge_records run_attacks sample_aggregates snapshot_aggregates"
    " split_subjects summarize_risk take_trained".split()
)

# What Jinja may ask of the adapter; every query that this runs is on record.
ADAPTER_METHODS = set(
    "dispatch execute get_columns_in_relation get_relation get_missing_columns quote type"
    " already_exists check_schema_exists get_column_schema_from_query list_relations"
    " list_relations_without_caching quote_as_configured quote_seed_column".split()
)
# Names that lead to everything else.
OPAQUE_NAMES = {"context", "builtins", "submit_python_job"}
# The types of constants that may be written for an argument, by the type that describes it.
CONSTANTS = {
    "relation": (),
    "integer": (int,),
    "float": (int, float),
    "bool": (bool,),
    "string": (str,),
}
JINJA = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
JINJA.filters.update(dict.fromkeys(("as_bool", "as_native", "as_number", "as_text"), str))  # dbt's
PACKAGE_NAME = jinja.Name(PACKAGE, "load")
ADAPTER = jinja.Name("adapter", "load")
COMMENTS = re.compile(r"(\s|--[^\n]*\n|/\*((?!\*/|/\*).)*\*/)*", re.DOTALL)


@dataclass(frozen=True)
class Call:
    """A call of a macro of the package, with its arguments by name."""

    macro: str
    arguments: dict[str, jinja.Expr]

    def constant(self, name: str) -> Any:
        value = self.arguments.get(name)
        return value.value if isinstance(value, jinja.Const) else None


def thin_call(
    raw_code: str | None, signatures: dict[str, dict[str, str]], macros: Collection[str]
) -> Call | None:
    """The call of a macro of the package of which, with comments, a model consists.

    None if the model is anything else, or if an argument is not written out. A relation is written
    out as `ref` or `source` of constants, never as text, which could be any query.

    `signatures`: names and types of the arguments of each macro; `macros`: names that are accepted.
    """
    try:
        body = JINJA.parse(raw_code or "").body
    except jinja2.TemplateError:
        return None
    parts = [part for output in body for part in getattr(output, "nodes", [None])]
    texts = [part.data for part in parts if isinstance(part, jinja.TemplateData)]
    calls = [part for part in parts if not isinstance(part, jinja.TemplateData)]
    if len(calls) != 1 or not isinstance(call := calls[0], jinja.Call):
        return None
    if parts[-1] is not call:
        texts[-1] += "\n"  # Jinja drops the last line break
    found = [m for m in macros if call.node == jinja.Getattr(PACKAGE_NAME, m, "load")]
    if not found or call.dyn_args or call.dyn_kwargs or not all(map(COMMENTS.fullmatch, texts)):
        return None
    types = signatures.get(found[0], {})
    if len(call.args) > len(types):
        return None
    given = dict(zip(types, call.args, strict=False))
    given |= {argument.key: argument.value for argument in call.kwargs}
    if not all(name in types and is_written_out(given[name], types[name]) for name in given):
        return None
    return Call(found[0], given)


def is_written_out(part: jinja.Node, kind: str = "any") -> bool:
    """Whether an argument of a type is a constant, a `ref` or `source` of constants, or a list or
    dictionary of these; what is a relation by its type is never a text, and what is a number is
    one.

    `kind`: as the descriptions of macros name types, as in `optional[dict[string, relation]]`.
    """
    kind = re.findall(r"\w+", kind or "any")[-1]  # that of the values
    if isinstance(part, jinja.Call):
        values = [*part.args, *(argument.value for argument in part.kwargs)]
        constant = all(isinstance(value, jinja.Const) for value in values)
        plain = constant and not (part.dyn_args or part.dyn_kwargs)
        return plain and callee(part) in ("ref", "source") and kind in ("relation", "any")
    if isinstance(part, jinja.Dict):
        return all(
            isinstance(pair.key, jinja.Const) and is_written_out(pair.value, kind)
            for pair in part.items
        )
    if isinstance(part, (jinja.List, jinja.Tuple)):
        return all(is_written_out(each, kind) for each in part.items)
    return isinstance(part, jinja.Const) and (
        part.value is None or type(part.value) in CONSTANTS.get(kind, (str, int, float, bool))
    )


def callee(call: jinja.Call) -> str | None:
    """The name of what is called; for a macro of the package, the name of the package."""
    macro = isinstance(call.node, jinja.Getattr) and call.node.node == PACKAGE_NAME
    name = call.node.name if isinstance(call.node, jinja.Name) else None
    return PACKAGE if macro else name


def template_problems(source: str) -> set[str]:
    """What in Jinja could read the warehouse in a way that leaves no query on record.

    `source`: of a model or macro of another project.
    """
    try:
        template = JINJA.parse(source)
    except jinja2.TemplateError:
        return {"has Jinja that can't be read"}
    problems = set()
    # Each name that is loaded, and those that are only a step to an attribute.
    names = [each for each in template.find_all(jinja.Name) if each.ctx == "load"]
    for name in sorted({each.name for each in names} & OPAQUE_NAMES):
        problems.add(f"uses {name} in Jinja, which leads to everything")
    asked = [each for each in template.find_all(jinja.Getattr) if each.node == ADAPTER]
    if sum(each == ADAPTER for each in names) != len(asked):
        problems.add("uses adapter in Jinja without the name of a method")
    for method in sorted({each.attr for each in asked} - ADAPTER_METHODS):
        problems.add(f"calls adapter.{method}, which may leave no query on record")
    own = [each for each in template.find_all(jinja.Getattr) if each.node == PACKAGE_NAME]
    if sum(each == PACKAGE_NAME for each in names) != len(own):
        problems.add(f"uses {PACKAGE} in Jinja without the name of a macro")
    for macro in sorted({each.attr for each in own if each.attr.startswith("_")}):
        problems.add(f"calls {macro} of {PACKAGE}, which is private")
    for call in template.find_all(jinja.Call):
        called = getattr(call.node, "attr", None) or getattr(call.node, "name", None)
        if called == "statement" and (
            len(call.args) > 3
            or call.dyn_args
            or call.dyn_kwargs
            or any(argument.key == "language" for argument in call.kwargs)
        ):
            problems.add("calls statement with a language, which may leave no query on record")
    return problems
