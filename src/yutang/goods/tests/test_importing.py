"""Batches from a file: read as offices write it, all of it or none."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import ClientOf

from yutang.goods import errors
from yutang.goods.models import Batch, Product
from yutang.goods.rules import lines
from yutang.people.access import Person


@pytest.mark.parametrize("day", ["2026-09-15", "2026/9/15", "20260915", "2026年9月15日"])
def test_a_line_is_read_as_offices_write_it(day: str) -> None:
    read = lines.batch_in(["A1", day, "1,200.5", "东坡", "3.5"], 2)
    assert (read.harvested_on, read.quantity_g) == (date(2026, 9, 15), 1_200_500)
    assert (read.field_name, str(read.field_mu)) == ("东坡", "3.500")


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["A1"],
        ["", "2026-09-15", "1"],
        ["A1", "昨天", "1"],
        ["A1", "2026-02-30", "1"],
        ["A1", "2026-09-15", "很多"],
        ["A1", "2026-09-15", "0"],
        ["A1", "2026-09-15", "1", "", "x"],
    ],
)
def test_a_line_that_is_no_batch_is_named(cells: list[str]) -> None:
    with pytest.raises(errors.BadLine) as refused:
        lines.batch_in(cells, 7)
    assert "7" in refused.value.sentence("zh-hans")


def test_a_file_is_kept_whole_or_not_at_all(
    client_of: ClientOf, farmer: Person, product: Product
) -> None:
    browser, path = client_of(farmer), f"/goods/{product.pk}/batches/import/"
    sheet = browser.get("/goods/batches/file/").content
    good = "批次号,日期,公斤\nA1,2025-09-15,100\nA2,2025-09-16,50.5\n"
    for data, status, count in (
        (f"{good}A1,2025-09-17,9".encode(), 422, 0),
        (f"{good}A3,后天,9".encode(), 422, 0),
        (b"", 422, 0),
        (good.encode("gb18030"), 302, 2),
        (sheet, 302, 3),
    ):
        file = SimpleUploadedFile("a.csv", data)
        assert browser.post(path, {"file": file}).status_code == status
        assert Batch.objects.count() == count
