{#-
  The rows of a relation that belong to the subjects from whom a trial release is made.

  Returns SQL with the columns of the relation.

  Arguments: relation, with a column `record_id`; trial_subjects, a relation made by `split_subjects`;
  held_out, true for the rows of the subjects who are held out instead.
-#}
{% macro take_trained(relation, trial_subjects, held_out=false) %}
select given.*
from {{ relation }} as given
inner join {{ trial_subjects }} as subjects on given.record_id = subjects.record_id
where {{ 'not ' if held_out }}subjects.is_trained
{% endmacro %}
