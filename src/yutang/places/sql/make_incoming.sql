create temporary table if not exists places_incoming (
    code text primary key,
    edition smallint not null,
    name text not null,
    short_name text not null,
    parent_code text not null,
    level smallint not null
) on commit drop
