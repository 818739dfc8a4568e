"""Privacy gates: the models at which a path from a published column may end safely."""

from functools import cache

from .nodes import TABLES, Node, Project
from .templates import FIRST_MACROS, PACKAGE, STEP_MACROS, is_thin
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


class Gates:
    """Tells gates from the models that are only marked as gates."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problems = cache(self._problems)

    def kind(self, key: Key) -> str:
        """Paths end at a `gate` or a `leaf`, and go on through a `step`."""
        owner = self.project.owner(key)
        if owner is None or owner.resource_type != "model" or owner.sensitive:
            return "leaf"
        return "gate" if owner.gate and not self.problems(owner) else "step"

    def _problems(self, node: Node) -> list[str]:
        """Why a model that is marked as a gate is not accepted as one."""
        is_kept = node.package_name == PACKAGE and node.name in KEPT_GATE_MODELS
        problems = self.project.build_problems(node, "incremental" if is_kept else "table")
        if node.materialized not in (("incremental",) if is_kept else TABLES):
            problems.append("is no table")  # a view is evaluated again after it was checked
        if node.package_name == PACKAGE and node.name not in GATE_MODELS | KEPT_GATE_MODELS:
            problems.append("is none of the package's gates")
        if node.package_name != PACKAGE and not is_thin(node.raw_code):
            problems.append("is not one call of a gate of the package, its arguments written out")
        if node.package_name != PACKAGE and (forged := self._forged_input(node)):
            problems.append(f"is made from {forged}, which no macro of the package makes")
        return problems

    def _forged_input(self, gate: Node) -> str | None:
        """The name of a model behind a gate of another project that could hold any values.

        A gate trusts its inputs, for example the supports that it compares with k. So every model
        between it and the sensitive table has to be a call of the package's own macro.
        """
        walked = [gate.unique_id]
        for each in walked:  # the list grows during the loop
            node = self.project.by_id.get(each)
            if node is None:
                return each
            if node.package_name == PACKAGE:
                continue
            built_otherwise = node is not gate and self.project.build_problems(node)
            if built_otherwise or not is_thin(node.raw_code, STEP_MACROS):
                return node.name
            if not is_thin(node.raw_code, FIRST_MACROS):
                walked += [parent for parent in node.parents if parent not in walked]
        return None
