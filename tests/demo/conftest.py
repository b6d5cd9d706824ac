"""The places of the demo's villages."""

import pytest

from yutang.cli.demo.villages import sample


@pytest.fixture(scope="session")
def tree() -> dict[str, str]:
    """Return the names of all places of the sample's provinces, by their codes."""
    from yutang.places import table

    return {
        code: name for province in ("13", "44") for code, name in table.province_entries(province)
    }


@pytest.fixture
def sampled(db: None, tree: dict[str, str]) -> None:
    """The places of the sample, and all above them."""
    from yutang.places import table
    from yutang.places.models import Place
    from yutang.places.rules import level_of, parent_code, short_name

    wanted = {each.code for county in sample.counties() for each in county.villages}
    wanted |= {good.village for county in sample.counties() for good in county.goods}
    wanted |= {code[:digits] for code in wanted for digits in (2, 4, 6, 9)}
    Place.objects.bulk_create(
        Place(
            code=code,
            edition=table.EDITION,
            name=tree[code],
            short_name=short_name(tree[code], level_of(code)),
            parent_code=parent_code(code),
            level=level_of(code),
        )
        for code in sorted(wanted)
    )
