{#-
  The rows of a relation that belong to the subjects a trial release is made from.

  Returns SQL with the columns of the relation.

  Arguments: relation, with a column `record_id`; trial_subjects, a relation made by `split_subjects`.
-#}
{% macro take_trained(relation, trial_subjects) %}
select given.*
from {{ relation }} as given
inner join {{ trial_subjects }} as subjects on given.record_id = subjects.record_id
where subjects.is_trained
{% endmacro %}
