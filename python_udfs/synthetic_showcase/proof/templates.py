"""The source of models, before Jinja makes SQL of it."""

import re

import jinja2
from jinja2 import nodes as jinja

PACKAGE = "synthetic_showcase"

GATE_MACROS = set(
    "report_aggregates report_attributes report_columns report_totals sample_records"
    " summarize_checks suppress_homogeneous".split()
)
# Gates of other projects may be made from models that call these macros. The first two read the
# sensitive table, so what is before them does not matter.
FIRST_MACROS = {"prepare_records", "generalize_values"}
STEP_MACROS = GATE_MACROS | FIRST_MACROS
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

# Names in Jinja that run no query of their own. Those in CALLED may only be called: as objects they
# give access to the connection. Macros of the package run queries, but only on relations that are
# passed to them.
CALLED = {"ref", "source", "config", "var", "env_var", PACKAGE}
COMPILES = CALLED | set(
    "target execute log print tojson fromjson toyaml fromyaml set zip range dict namespace cycler"
    " joiner invocation_id run_started_at dbt_version project_name".split()
)
JINJA = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
JINJA.filters.update(dict.fromkeys(("as_bool", "as_native", "as_number", "as_text"), str))  # dbt's
COMMENTS = re.compile(r"(\s|--[^\n]*\n|/\*((?!\*/|/\*).)*\*/)*", re.DOTALL)


def is_thin(raw_code: str | None, macros: set[str] = GATE_MACROS) -> bool:
    """Whether a model consists of comments and one call of a macro of the package, written out."""
    try:
        body = JINJA.parse(raw_code or "").body
    except jinja2.TemplateError:
        return False
    parts = [part for output in body for part in getattr(output, "nodes", [None])]
    texts = [part.data for part in parts if isinstance(part, jinja.TemplateData)]
    calls = [part for part in parts if not isinstance(part, jinja.TemplateData)]
    if len(calls) != 1 or not isinstance(call := calls[0], jinja.Call):
        return False
    if parts[-1] is not call:
        texts[-1] += "\n"  # Jinja drops the last line break
    arguments = [*call.args, *(argument.value for argument in call.kwargs)]
    return (
        call.node in [jinja.Getattr(jinja.Name(PACKAGE, "load"), m, "load") for m in macros]
        and not (call.dyn_args or call.dyn_kwargs)
        and all(map(is_written_out, arguments))
        and all(map(COMMENTS.fullmatch, texts))
    )


def is_written_out(part: jinja.Node) -> bool:
    """Whether an argument is a constant, a `ref` or `source` of constants, or a list or dictionary
    of these."""
    if isinstance(part, jinja.Call):
        values = [*part.args, *(argument.value for argument in part.kwargs)]
        constant = all(isinstance(value, jinja.Const) for value in values)
        plain = constant and not (part.dyn_args or part.dyn_kwargs)
        return plain and callee(part) in ("ref", "source")
    if isinstance(part, (jinja.List, jinja.Tuple, jinja.Dict, jinja.Pair)):
        return all(map(is_written_out, part.iter_child_nodes()))
    return isinstance(part, jinja.Const)


def callee(call: jinja.Call) -> str | None:
    """The name of what is called; for a macro of the package, the name of the package."""
    macro = isinstance(call.node, jinja.Getattr) and call.node.node == jinja.Name(PACKAGE, "load")
    name = call.node.name if isinstance(call.node, jinja.Name) else None
    return PACKAGE if macro else name
