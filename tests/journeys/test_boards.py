"""Every board on a phone: each chart is drawn, and says what the table beneath it says."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Platform, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

BOARDS = ("sales", "goods", "hosts", "buyers", "logistics")
DRAWN_AND_TOLD = """async figure => {
    const engine = await import(figure.closest('[data-engine]').dataset.engine);
    const canvas = figure.querySelector('.board-chart-canvas');
    const [series, ...more] = [engine.getInstanceByDom(canvas).getOption().series].flat();
    const kind = figure.dataset.drawn;
    const number = one => kind === 'field' ? one[2] : one?.value ?? one;
    const drawn = [series, ...more].flatMap(each => each.links ?? each.data).flatMap(number);
    const roles = [...figure.querySelectorAll('thead th')].map(head => head.dataset.role);
    const told = [...figure.querySelectorAll('tbody tr')].flatMap(row =>
        [...row.cells].filter((cell, at) => !['', 'name', 'goal'].includes(roles[at])));
    const numbers = told.map(cell => Number(cell.dataset.value ?? NaN));
    const seen = list => list.map(Number).filter(one => one > 0).sort((low, high) => low - high);
    return [seen(drawn), seen(numbers)];
}"""


def test_each_chart_is_drawn_on_a_phone_as_its_table_says(
    platform: Platform, visitors: Come
) -> None:
    county = platform.stage("boards")["county"]
    visitor = visitors(PHONE)
    said: list[str] = []
    visitor.page.on(
        "console", lambda line: said.append(line.text) if line.type == "error" else None
    )
    for board in BOARDS:
        visitor.go(f"/boards/{county}/{board}/")
        charts = visitor.page.locator(".board-chart[data-drawn]")
        assert charts.count() > 1, board
        for at in range(charts.count()):
            _compare(charts.nth(at), board)
    visitor.go(f"/boards/{county}/screen/")
    expect(visitor.page.locator("#wall-goods li").first).to_be_visible()
    expect(visitor.page.locator("#wall-days svg rect").first).to_be_attached()
    assert not said
    assert not visitor.faults


def _compare(chart: Any, board: str) -> None:
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-state", "drawn")
    expect(chart.locator("canvas").first).to_be_visible()
    drawn, told = chart.evaluate(DRAWN_AND_TOLD)
    assert told, (board, chart.get_attribute("id"))
    assert drawn == told, (board, chart.get_attribute("id"))
