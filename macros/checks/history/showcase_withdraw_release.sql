{#-
  `dbt run-operation showcase_withdraw_release --args '{owner: ..., reason: ...}'` records in the ledger that nobody
  has a release, so that later ones need not be compared with it, and removes its files. It cannot take back copies
  that were handed out.

  Arguments:
    owner, reason: who answers for that, and why nobody has the release; both are recorded.
    release_id: the release; by default each one in the ledger that was not withdrawn before.
  Raises an error if owner or reason is missing, or there is no such release.
-#}
{% macro showcase_withdraw_release(owner=none, reason=none, release_id=none) %}
    {%- for name, value in {'owner': owner, 'reason': reason}.items() if value is not string or not value | trim -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: showcase_withdraw_release: say who answers for it and why: --args \'{owner: ..., reason: ...}\'; ' ~ name ~ ' is missing.') }}
    {%- endfor -%}
    {%- set text = synthetic_showcase._text -%}
    {%- set ledger = synthetic_showcase._governance_relations().release_ledger -%}
    {%- set releases = run_query(
        "select release_id, described_in, max(entry) as entry from " ~ ledger ~ " group by all having not bool_or(event = 'withdrawn')"
        ~ (' and release_id = ' ~ text(release_id) if release_id is not none else '') ~ ' order by entry'
    ).rows -%}
    {%- if not releases -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: showcase_withdraw_release: the ledger has no release ' ~ (release_id or '') ~ ' that was not withdrawn.') }}
    {%- endif -%}
    {%- do synthetic_showcase._end_transaction() -%}
    {%- for release in releases -%}
        {%- do run_query('select showcase_withdraw_release(' ~ text(synthetic_showcase._published_file()) ~ ', ' ~ text(release.release_id) ~ ')') -%}
        {%- do run_query(synthetic_showcase._append_entry(
            ledger,
            'select * replace (' ~ text('Withdrawn by ' ~ owner ~ ': ' ~ reason) ~ " as guarantee, 'withdrawn' as event) from " ~ ledger ~ ' where entry = ' ~ release.entry
        )) -%}
        {%- do log('synthetic_showcase | withdrawn: ' ~ release.described_in ~ ' of ' ~ release.release_id, info=true) -%}
    {%- endfor -%}
{% endmacro %}
