"""Cut the demo's Chinese font down to the letters its stream and captions need.

`python -m tools.font samples/hebei-2019` (from the repository's root; needs npm, uv and a network).
Noto Sans SC (SIL Open Font License 1.1) comes from its npm package; fonttools, which cuts it, is
run by uv and is no dependency of ours. Written: `font/NotoSansSC-{Medium,Bold}.ttf` with every
letter of `sale.json` and `chat.json`, and the licence beside them.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from tools.vendor import npm_package

PACKAGE = ("@fontsource/noto-sans-sc", "5.3.0")
FONTTOOLS = "fonttools[woff]==4.68.0"
OWNER = "(c) 2014-2021 Adobe, with Reserved Font Name 'Source'; cut to the letters used here."
WEIGHTS = {"Medium": 500, "Bold": 700}
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "演示画面直播鱼塘好物冬日今讲解中·:¥,。、()「」斤元"


def letters(samples: Path) -> str:
    """Return every letter that the samples may show, once, in order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples.glob("*.json"))]
    return "".join(sorted({c for c in ALWAYS + "".join(texts) if c.isprintable()}))


def cut(source: Path, text: str, target: Path) -> None:
    """Write `target`, a TrueType font with the letters of `text` only."""
    command = ["uv", "tool", "run", "--from", FONTTOOLS, "pyftsubset", str(source)]
    options = ["--layout-features=kern,palt", "--no-hinting", "--desubroutinize"]
    subprocess.run(
        [*command, f"--text={text}", f"--output-file={target}", *options],
        check=True,
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path, help="a folder with sale.json and chat.json")
    samples: Path = parser.parse_args().samples
    folder = samples / "font"
    folder.mkdir(exist_ok=True)
    text = letters(samples)
    with tempfile.TemporaryDirectory() as scratch:
        package = npm_package(*PACKAGE, Path(scratch))
        for name, weight in WEIGHTS.items():
            source = package / "files" / f"noto-sans-sc-chinese-simplified-{weight}-normal.woff2"
            cut(source, text, folder / f"NotoSansSC-{name}.ttf")
        licence = (package / "LICENSE").read_text(encoding="utf-8")
        (folder / "OFL.txt").write_text(f"{OWNER}\n\n{licence}", encoding="utf-8")
    print(f"{len(text)} letters in {', '.join(WEIGHTS)}")


if __name__ == "__main__":
    main()
