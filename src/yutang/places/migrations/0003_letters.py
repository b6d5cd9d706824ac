"""Every place is found by any part of its name: an index of the letters that names are made of.

A name of Chinese has few letters of some thousands, so the places that have all letters of what
is sought are few, and each is then looked at. What offices add to a village's name (村委会, 居委会)
is left out: half a million names would have these letters.
"""

from django.db import migrations

FORWARD = """
create function places_said(name text) returns text language sql immutable parallel safe as
$$ select regexp_replace(name, '(村民|居民)?委员?会$', '') $$;
create index places_place_letters on places_place
    using gin (string_to_array(name, null)) where level < 5;
create index places_village_letters on places_place
    using gin (string_to_array(places_said(name), null)) where level = 5;
"""
BACKWARD = """
drop index places_village_letters;
drop index places_place_letters;
drop function places_said(text);
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0002_successors_and_lists")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
