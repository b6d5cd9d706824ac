"""Whom a merged row of the roster stands for, so that every fact counts a person once.

A view and no table: few rows are merged, and each statement reads it once.
"""

from django.db import migrations

FORWARD = """
create view facts_merged as
with recursive way as (
    select id as member_id, merged_into_id as stands
    from roster_member
    where merged_into_id is not null
    union
    select w.member_id, m.merged_into_id
    from way w
    join roster_member m on m.id = w.stands
    where m.merged_into_id is not null
)
select w.member_id, w.stands
from way w
join roster_member m on m.id = w.stands and m.merged_into_id is null;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0001_first_tables"),
        ("roster", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FORWARD, "drop view facts_merged;")]
