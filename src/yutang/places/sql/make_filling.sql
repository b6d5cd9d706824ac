create temporary table if not exists places_filled (
    code text primary key,
    longitude double precision,
    latitude double precision,
    class text
) on commit drop
