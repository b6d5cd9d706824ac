"""Builds one browser file out of an npm package: only the parts of it that our pages use.

Some libraries ship one file with everything; ECharts whole is 368 kB on the wire, and a map needs
a third of it. So the manifest lists what to take, and this bundles just that with esbuild, at the
versions of the manifest. Nothing of it runs when the platform is set up or served.
"""

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import TypedDict


class Build(TypedDict):
    """How a file is made of its package."""

    with_packages: dict[str, str]
    """Packages that end up in the file or make it, each at one version."""
    exports: list[list[str]]
    """Names given to our pages, and the module each comes from."""
    uses: list[list[str]]
    """The function that switches parts on and its module, then the modules of these parts."""
    changes: list[list[str]]
    """File, text as the package has it, and ours instead: each must be there exactly once."""


def install(name: str, version: str, build: Build, into: Path) -> Path:
    """Install the package with what it is built with; return the folder of all packages.

    No script of a package runs: esbuild brings its program as a package of its own.
    """
    (into / "package.json").write_text('{"private": true}', encoding="utf-8")
    wanted = {name: version, **build["with_packages"]}
    subprocess.run(
        [
            *("npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"),
            *(f"{each}@{its}" for each, its in wanted.items()),
        ],
        cwd=into,
        check=True,
    )
    return into / "node_modules"


def built(packages: Path, name: str, build: Build) -> tuple[bytes, str]:
    """Return the bundled module, and the SHA-256 of the package's own list of what it holds."""
    head = sha256((packages / name / "package.json").read_bytes()).hexdigest()
    for file, text, ours in build["changes"]:
        path = packages / name / file
        before = path.read_text(encoding="utf-8")
        if before.count(text) != 1:
            raise SystemExit(f"{name}/{file} no longer has what the manifest changes: {text}")
        path.write_text(before.replace(text, ours), encoding="utf-8")
    entry, made = packages.parent / "entry.js", packages.parent / "made.mjs"
    entry.write_text(_entry(build), encoding="utf-8")
    subprocess.run(
        [
            *(str(packages / ".bin" / "esbuild"), str(entry), f"--outfile={made}"),
            *("--bundle", "--minify", "--format=esm", "--legal-comments=none"),
            *('--define:process.env.NODE_ENV="production"', "--log-level=error"),
        ],
        check=True,
    )
    return made.read_bytes(), head


def _entry(build: Build) -> str:
    lines = [f"export {{ {what} }} from {json.dumps(where)};" for what, where in build["exports"]]
    for switch, where, *parts in build["uses"]:
        lines.append(f"import {{ {switch} }} from {json.dumps(where)};")
        names = [f"part{number}" for number in range(len(parts))]
        lines += [
            f"import {{ install as {name} }} from {json.dumps(part)};"
            for name, part in zip(names, parts, strict=True)
        ]
        lines.append(f"{switch}([{', '.join(names)}]);")
    return "\n".join(lines) + "\n"
