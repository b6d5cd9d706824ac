insert into places_edition (year, source, loaded_at) values (%s, %s, now())
on conflict (year) do update set source = excluded.source, loaded_at = excluded.loaded_at
