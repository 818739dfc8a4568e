"""Privacy gates: the models at which a path from a published column may end safely."""

from functools import cache

from jinja2 import nodes as jinja

from .nodes import Node, Project
from .templates import (
    FIRST_MACRO,
    GATE_MACROS,
    PACKAGE,
    PRIVATE_PROMISES,
    PROMISES,
    REQUIRED_CHECKS,
    STEP_MACROS,
    Call,
    thin_call,
)
from .value_lineage import Key

# Gates are named here and not by configuration: a project can set `meta` on every model of the
# package, and so could mark any of them as a gate.
GATE_MODELS = set(
    "showcase_diverse_records showcase_reported_aggregates showcase_reported_attributes"
    " showcase_reported_columns showcase_reported_totals showcase_release_checks"
    " showcase_release_key showcase_sampled_records".split()
)
# These hold noisy counts. They are incremental, since the privacy budget is spent only once on
# them.
KEPT_GATE_MODELS = set(
    "showcase_noisy_record_count showcase_noisy_widths showcase_noisy_bands"
    " showcase_noisy_attributes showcase_noisy_pairs showcase_noisy_combinations".split()
)
# Rows may be selected by these gates, but none of their values may be published.
SELECTING_GATES = {"showcase_release_key"}


# Tables that keep what earlier builds wrote: the noise that was drawn, and the history of releases.
KEPT_MODELS = KEPT_GATE_MODELS | set(
    "showcase_drawn_releases showcase_fingerprint_key showcase_privacy_ledger"
    " showcase_release_ledger showcase_released_aggregates".split()
)
MACRO = f"macro.{PACKAGE}."
# Macros by which models of the package read hierarchies, or codes that the sensitive table itself
# has in place of values.
READ_LISTS = ("hierarchy_sources", "_codes_in_bands")
PREFIX = "showcase_"  # of the names of all models of the package


class Gates:
    """Tells gates from the models that are only marked as gates."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problems = cache(self._problems)
        self.call = cache(self._call)
        stated = [self.resolution(node) for node in project.nodes if self._describes(node)]
        self.stated_resolution = min(stated, default=project.resolution)

    def kind(self, key: Key) -> str:
        """Paths end at a `gate`, a `broken` one or a `leaf`, and go on through a `step`."""
        owner = self.project.owner(key)
        if owner is None or owner.resource_type != "model" or owner.sensitive:
            return "leaf"
        if not self.is_marked(owner):
            return "step"
        return "broken" if self.problems(owner) else "gate"

    def is_marked(self, node: Node) -> bool:
        """Whether a model is said to be a gate; those of the package are only in some modes."""
        return bool(node.gate) and (node.package_name != PACKAGE or self.promise(node) is not None)

    def promise(self, node: Node) -> str | None:
        """What a gate promises, by the macro that makes it and the arguments that it was given."""
        private = self.project.private and node.package_name == PACKAGE
        promises = PRIVATE_PROMISES if private else PROMISES
        if node.package_name == PACKAGE:
            called = [macro.removeprefix(MACRO) for macro in node.macros]
            found = [promises[macro] for macro in called if macro in promises]
            is_known = node.name in GATE_MODELS | KEPT_GATE_MODELS
            text = found[0] if found and is_known else None
        else:
            call = self.call(node)
            text = promises.get(call.macro) if call else None
        return text.format(k=self.resolution(node)) if text else None

    def resolution(self, node: Node) -> int:
        """The k of a model: that of the options, or the one that it was given."""
        call = None if node.package_name == PACKAGE else self.call(node)
        return (call and call.constant("resolution")) or self.project.resolution

    @staticmethod
    def _describes(node: Node) -> bool:
        """Whether a model states what the k of the release is."""
        return node.published and MACRO + "describe_release" in node.macros

    def _call(self, node: Node) -> Call | None:
        known = {*STEP_MACROS, "describe_release"}
        return thin_call(node.raw_code, self.project.signatures, known)

    def _problems(self, node: Node) -> list[tuple[str, str]]:
        """Why a model that is marked as a gate is not accepted, and which model is at fault."""
        problems = []
        if node.package_name != PACKAGE:
            if (call := self.call(node)) is None or call.macro not in GATE_MACROS:
                problems.append(
                    "is not one call of a gate of the package, its arguments written out"
                )
            else:
                problems += self._promise_problems(node, call.macro)
        marked = [(node.name, f"is marked as a gate, but {problem}") for problem in problems]
        return marked + self._problems_before(node)

    def _promise_problems(self, gate: Node, macro: str) -> list[str]:
        """Why a gate of another project promises less than the release, or is not checked."""
        problems = []
        resolution = self.resolution(gate)
        if resolution < self.stated_resolution:
            problems.append(
                f"is given a resolution of {resolution}, below the {self.stated_resolution} that"
                " the release states"
            )
        summaries = [n for n in self.project.nodes if MACRO + "summarize_checks" in n.macros]
        summarized = {parent for node in summaries for parent in node.parents}
        for check in REQUIRED_CHECKS.get(macro, ()):
            for node in self.project.nodes:
                if (
                    MACRO + check in node.macros
                    and node.unique_id in summarized
                    and self.resolution(node) >= resolution
                    and gate.unique_id in self.project.ancestors(node)
                ):
                    break
            else:
                problems.append(
                    f"has no check by {check}, with its resolution, in a call of summarize_checks"
                )
        return problems

    def _problems_before(self, gate: Node) -> list[tuple[str, str]]:
        """Why a gate, or what it is made from, could hold any values.

        A gate trusts its inputs, for example the supports that it compares with k. So every model
        between it and the sensitive table has to be the package's own, or a call of one of its
        macros, built from its statement alone.
        """
        problems, walked = [], [gate.unique_id]
        for each in walked:  # the list grows during the loop
            node = self.project.by_id.get(each)
            if node is None:
                problems.append((each, "is before a gate, but is no model"))
                continue
            is_kept = node.package_name == PACKAGE and node.name in KEPT_MODELS
            built = self.project.build_problems(node, "incremental" if is_kept else "table")
            parents = self._trusted_parents(node)
            noted = is_kept or node.materialized in ("reusable", "ephemeral")
            if parents is not None and not (built or noted):
                built = [
                    "is no reusable table, so its rows are not noted when it is built, as those of"
                    " a gate and of all before it have to be"
                ]
            problems += [(node.name, problem) for problem in built]
            if parents is not None:
                walked += [parent for parent in parents if parent not in walked]
            elif node is not gate:
                problems.append(
                    (node.name, "is before a gate, but no macro of the package makes it")
                )
        return problems

    def _trusted_parents(self, node: Node) -> list[str] | None:
        """The parents of a step whose contents matter; None if it is no step of the package.

        What `prepare_records` reads is the sensitive table, which can hold anything. Hierarchies
        and labels only name values in another way.
        """
        if node.package_name == PACKAGE:
            if MACRO + FIRST_MACRO in node.macros:
                return []
            return [each for each in node.parents if not self._is_list(node, each)]
        if (call := self.call(node)) is None:
            return None
        if call.macro == FIRST_MACRO:
            return []
        if call.macro != "generalize_values":
            return list(node.parents)
        name = _name_in_ref(call.arguments.get("records"))
        return [each for each in node.parents if each.rpartition(".")[2] == name] if name else None

    @staticmethod
    def _is_list(node: Node, parent: str) -> bool:
        """Whether a model of the package reads a table of the publisher's as a list of values.

        What bears the name of a model of the package stands in its place, and is none.
        """
        reads = any(MACRO + macro in node.macros for macro in READ_LISTS)
        kind, package, name = parent.split(".")[0], parent.split(".")[1], parent.rpartition(".")[2]
        return reads and package != PACKAGE and not (kind == "model" and name.startswith(PREFIX))


def _name_in_ref(part: jinja.Node | None) -> str | None:
    """The name in a `ref` that is written out."""
    if not isinstance(part, jinja.Call) or not part.args:
        return None
    last = part.args[-1]
    return last.value if isinstance(last, jinja.Const) else None
