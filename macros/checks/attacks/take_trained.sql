{#-
  The rows of a relation that belong to the subjects a trial release is made from.

  Returns SQL with the columns of the relation.

  Arguments: relation, with a column `record_id`; trial_subjects, a relation made by `split_subjects`;
  held_out, true for those of the others, the control, instead.
-#}
{% macro take_trained(relation, trial_subjects, held_out=false) %}
select given.*
from {{ relation }} as given
inner join {{ trial_subjects }} as subjects on given.record_id = subjects.record_id
where {{ 'not ' if held_out }}subjects.is_trained
{% endmacro %}
