"""Draw the demo's illustrations: each good on a card of rice paper, and cut out for the stream.

`python -m tools.illustrations samples/hebei-2019` (from the repository's root; needs npm, a network
and Chromium). Subjects come from Noto Emoji (Apache-2.0, by its npm package) or from our own
`tools/drawings/`; the cards are ours. Written for every good: `pictures/<key>.svg`, the same as
`pictures/<key>.webp` (640 px) and `pictures/cutout/<key>.webp` (256 px, transparent ground).
"""

import argparse
import io
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tools.browser import find
from tools.vendor import npm_package

EMOJI = ("@iconify-json/noto", "1.2.9")
DRAWINGS = Path(__file__).resolve().parent / "drawings"
CARD_PX = 640
CUTOUT_PX = 256
SUBJECT = 128
"""Side of a subject's own square, in its units."""

REED, WATER, STRAW, BLUSH = "#dfe6cf", "#dde9e6", "#f4e6c6", "#f6dfd0"
"""Grounds of the soft shape: tints of the palette's reed, still water, paper and persimmon."""

Place = tuple[float, float, float, float]
"""Where one copy of the subject stands: centre x and y in the card's 480, scale, degrees."""

ONE: list[Place] = [(240, 236, 2.15, 0)]
LEANING: list[Place] = [(240, 238, 2.2, -8)]
PAIR: list[Place] = [(306, 208, 1.5, 9), (184, 262, 1.75, -7)]
WIDE: list[Place] = [(160, 206, 1.25, -10), (322, 206, 1.25, 10), (241, 284, 1.5, 0)]
TRIO: list[Place] = [(178, 200, 1.25, -12), (316, 206, 1.3, 12), (244, 284, 1.55, 0)]


@dataclass(frozen=True)
class Recipe:
    """How one good becomes a picture."""

    subject: str
    """An emoji's name, or `own:` and the name of a file in `tools/drawings/`."""
    ground: str
    places: list[Place] = field(default_factory=lambda: ONE)
    colours: dict[str, str] = field(default_factory=dict)
    """Colours of the subject that change, from and to."""


EGGS = {"#08a5eb": "#dccfb6", "#50c1f6": "#f0e8d8", "#afe3ff": "#fffaf0"}
GRAIN = {"#fff": "#efd9a6", "#d4d4d4": "#cfae73", "#cdcbc0": "#bd9a5f"}
RIPE = {"#b7d118": "#dcc84e", "#e4f57d": "#f7edae", "#e4dc9f": "#a98a2c"}

RECIPES = {
    "chestnut": Recipe("chestnut", STRAW, TRIO),
    "beef": Recipe("cut-of-meat", WATER, LEANING),
    "potato": Recipe("potato", REED, PAIR),
    "egg": Recipe("egg", WATER, WIDE),
    "yam": Recipe("own:yam", REED),
    "winter-jujube": Recipe("own:winter-jujube", STRAW),
    "sesame-oil": Recipe("own:sesame-oil", STRAW),
    "apple": Recipe("red-apple", WATER, PAIR),
    "sweet-potato": Recipe("roasted-sweet-potato", STRAW),
    "red-date": Recipe("own:red-date", BLUSH),
    "pear": Recipe("pear", WATER, PAIR, RIPE),
    "pigeon-egg": Recipe("nest-with-eggs", REED, ONE, EGGS),
    "mushroom": Recipe("brown-mushroom", REED, PAIR),
    "millet": Recipe("sheaf-of-rice", STRAW, LEANING),
    "carrot": Recipe("carrot", REED, LEANING),
    "honey": Recipe("honey-pot", STRAW),
    "walnut": Recipe("own:walnut", WATER, PAIR),
    "chilli": Recipe("hot-pepper", REED, LEANING),
    "beans": Recipe("beans", STRAW),
    "tomato": Recipe("tomato", WATER, PAIR),
    "oats": Recipe("cooked-rice", REED, ONE, GRAIN),
    "orchid": Recipe("potted-plant", WATER),
    "oyster": Recipe("oyster", WATER, PAIR),
    "trotter": Recipe("meat-on-bone", STRAW, LEANING),
    "fish-ball": Recipe("oden", REED, LEANING),
    "bean-cake": Recipe("moon-cake", STRAW, PAIR),
    "leizhou-sweet-potato": Recipe("roasted-sweet-potato", BLUSH),
    "bamboo-shoot": Recipe("pine-decoration", REED),
    "tangerine": Recipe("tangerine", WATER, TRIO),
    "herbs": Recipe("herb", STRAW, LEANING),
    "pigeon": Recipe("poultry-leg", BLUSH, LEANING),
    "pupae": Recipe("bug", STRAW),
}


def subject_svg(recipe: Recipe, icons: dict[str, dict[str, str]]) -> str:
    """Return the inside of the subject's drawing, in its own 128 units, recoloured."""
    kind, _, name = recipe.subject.rpartition(":")
    if kind == "own":
        text = (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")
        body = text[text.index(">") + 1 : text.rindex("</svg>")]
    else:
        body = icons[name]["body"]
    for old, new in recipe.colours.items():
        body = body.replace(f'"{old}"', f'"{new}"')
    return " ".join(body.split())


def arranged(recipe: Recipe, body: str, *, shadows: int) -> str:
    """Return the subject's copies, the foremost `shadows` of them standing on a soft shadow."""
    copies = []
    for number, (x, y, scale, degrees) in enumerate(recipe.places):
        foot = y + SUBJECT / 2 * scale * 0.93
        width = SUBJECT / 2 * scale * 0.8
        if number >= len(recipe.places) - shadows:
            copies.append(
                f'<ellipse cx="{x:g}" cy="{foot:.1f}" rx="{width:.1f}" ry="{width * 0.16:.1f}" '
                f'fill="#1e2a26" opacity=".13"/>'
            )
        copies.append(
            f'<use href="#subject" transform="translate({x:g} {y:g}) rotate({degrees:g}) '
            f'scale({scale:g}) translate(-{SUBJECT // 2} -{SUBJECT // 2})" filter="url(#lift)"/>'
        )
    lift = (
        '<filter id="lift" x="-20%" y="-20%" width="140%" height="140%">'
        '<feDropShadow dx="0" dy="2" stdDeviation="3" flood-color="#3a2413" flood-opacity=".38"/>'
        "</filter>"
    )
    return f'<defs>{lift}<g id="subject">{body}</g></defs>{"".join(copies)}'


def card(recipe: Recipe, body: str, title: str) -> str:
    """Return the whole card: paper, its fibres, the soft shape, the subject, a thin frame."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480" role="img">'
        f"<title>{title}</title>"
        '<defs><radialGradient id="paper" cx=".5" cy=".42" r=".78">'
        '<stop offset="0" stop-color="#fffdf8"/><stop offset=".7" stop-color="#fbf8f1"/>'
        '<stop offset="1" stop-color="#f3ecdc"/></radialGradient></defs>'
        '<rect width="480" height="480" fill="url(#paper)"/>'
        '<g fill="none" stroke="#d8cba8" stroke-width="1.500" stroke-linecap="round" opacity=".5">'
        '<path d="M38 96c16-7 30 5 44-1M392 60c9 8 22 4 32 11M52 402c14 5 22-6 37-2'
        'M404 372c10-8 21 1 33-6M214 34c10 4 18-3 28 1M246 448c12-5 24 4 36-1"/></g>'
        f'<path fill="{recipe.ground}" d="M122 96c62-48 168-56 228-6 58 48 76 138 40 206-34 66-116 '
        '106-196 94C118 378 62 322 58 248c-3-58 18-116 64-152z"/>'
        '<path fill="none" stroke="#b9c7a4" stroke-width="3" stroke-linecap="round" opacity=".8" '
        'd="M92 414c48 17 96-13 148 0s98 14 148-2M148 434c32 8 60-8 92 0s60 6 92-2"/>'
        f"{arranged(recipe, body, shadows=3)}</svg>\n"
    )


def cutout(recipe: Recipe, body: str) -> str:
    """Return the arrangement alone, close to its edges."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="62 70 356 356">'
        f"{arranged(recipe, body, shadows=1)}</svg>"
    )


def raster(page: Page, svg: str, side: int) -> Image.Image:
    """Let the browser paint the drawing on a transparent ground of side × side pixels."""
    page.set_viewport_size({"width": side, "height": side})
    sized = svg.replace("<svg ", f'<svg width="{side}" height="{side}" ', 1)
    page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{sized}")
    return Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")


def draw(samples: Path) -> None:
    """Write every picture of the samples' goods into `<samples>/pictures/`."""
    goods = _goods(samples)
    folder = samples / "pictures"
    (folder / "cutout").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        package = npm_package(*EMOJI, Path(scratch))
        icons = json.loads((package / "icons.json").read_text(encoding="utf-8"))["icons"]
        browser = playwright.chromium.launch(
            executable_path=find(),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        page = browser.new_page()
        for good in goods:
            _draw_one(good["key"], good["name_en"], icons, page, folder)
        browser.close()


def _goods(samples: Path) -> list[dict[str, str]]:
    """Return the goods of a sample's sale, or those of its counties that are in no sale."""
    sale = samples / "sale.json"
    if sale.is_file():
        found: list[dict[str, str]] = json.loads(sale.read_text(encoding="utf-8"))["goods"]
        return found
    counties = json.loads((samples / "counties.json").read_text(encoding="utf-8"))["counties"]
    return [good for county in counties for good in county["goods"] if "key" in good]


def _draw_one(
    key: str, title: str, icons: dict[str, dict[str, str]], page: Page, folder: Path
) -> None:
    recipe = RECIPES[key]
    body = subject_svg(recipe, icons)
    whole = card(recipe, body, title)
    (folder / f"{key}.svg").write_text(whole, encoding="utf-8")
    picture = raster(page, whole, CARD_PX).convert("RGB")
    picture.save(folder / f"{key}.webp", quality=86, method=6)
    alone = raster(page, cutout(recipe, body), CUTOUT_PX)
    alone.save(folder / "cutout" / f"{key}.webp", quality=88, method=6)
    print(key)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path, help="a folder with sale.json or counties.json")
    draw(parser.parse_args().samples)


if __name__ == "__main__":
    main()
