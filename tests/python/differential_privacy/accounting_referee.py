"""Privacy losses by dp-accounting, in a process that sees nothing but the folder it is in.

Standard input and output are JSON; see `main`.
"""

import json
import sys

from dp_accounting.pld.privacy_loss_distribution import (
    PrivacyLossDistribution,
    from_discrete_gaussian_mechanism,
    from_discrete_laplace_mechanism,
    from_gaussian_mechanism,
    identity,
)

MECHANISMS = {
    "gaussian": from_gaussian_mechanism,
    # Of whole numbers, as are their sensitivities.
    "discrete gaussian": from_discrete_gaussian_mechanism,
    # Noise of scale 1 / `noise`.
    "discrete laplace": from_discrete_laplace_mechanism,
}


def composed(steps: list[dict], interval: float) -> PrivacyLossDistribution:
    """The privacy loss of all steps together, rounded up to multiples of the interval."""
    loss = identity(value_discretization_interval=interval)
    for step in steps:
        one = MECHANISMS[step["mechanism"]](
            step["noise"],
            sensitivity=step["sensitivity"],
            value_discretization_interval=interval,
            use_connect_dots=True,
        )
        loss = loss.compose(one.self_compose(step["times"]))
    return loss


def main() -> None:
    """Answer what was asked.

    In: a list of releases with `steps` (each with `mechanism`, `noise`, `sensitivity` and `times`,
    how often it is taken), `interval` (of the grid of privacy losses), `epsilon` and `delta`.
    Out: for each the `epsilon` at that delta and the `delta` at that epsilon, neither too small.
    """
    answers = []
    for asked in json.load(sys.stdin):
        loss = composed(asked["steps"], asked["interval"])
        answers.append(
            {
                "epsilon": float(loss.get_epsilon_for_delta(asked["delta"])),
                "delta": float(loss.get_delta_for_epsilon(asked["epsilon"])),
            }
        )
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
