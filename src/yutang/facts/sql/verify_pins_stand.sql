-- A pinned version is still there, with all its parts.
-- counts: facts_pin
select pin.root, pin.number, pin.why
from facts_pin pin
where not exists (
    select from facts_manifest manifest
    where manifest.root = pin.root and manifest.number = pin.number
)
