{{ synthetic_showcase.plan_budget() }}
