"""Where facts are kept and which engine counts them: a folder and DuckDB, or others by URL."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

_STORE = re.compile(r"(s3|memory|file)://\S+")
_ENGINE = re.compile(r"duckdb://|spark://\S+|sc://\S+")
_MEMORY = re.compile(r"[1-9][0-9]*(MB|GB)")
MEMORY_DEFAULT = "2GB"


@dataclass(frozen=True)
class Stores:
    """As the environment says: `YUTANG_FACTS`, `YUTANG_ENGINE`, `YUTANG_ENGINE_MEMORY`."""

    facts: str = ""
    """Empty: the folder `facts` of the data; else `s3://bucket/prefix` or `file:///path`."""
    engine: str = "duckdb://"
    """`duckdb://` in this process; `spark://host:port`, `spark://local[2]` or `sc://host`."""
    memory: str = MEMORY_DEFAULT
    """What DuckDB may take in each process; more goes to the disk."""

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "Stores":
        """Return what the environment configures.

        Raises:
            SystemExit: an address is none that is known here.
        """
        said = os.environ if env is None else env
        facts, engine = said.get("YUTANG_FACTS", ""), said.get("YUTANG_ENGINE") or "duckdb://"
        memory = said.get("YUTANG_ENGINE_MEMORY") or MEMORY_DEFAULT
        if facts and not _STORE.fullmatch(facts):
            raise SystemExit(
                "YUTANG_FACTS must be s3://bucket/prefix or file:///a/folder. Without it facts lie "
                "in the folder 'facts' of YUTANG_DATA."
            )
        if not _ENGINE.fullmatch(engine):
            raise SystemExit(
                "YUTANG_ENGINE must be duckdb:// (the default), spark://host:port, "
                "spark://local[2] or sc://host:port (Spark Connect)."
            )
        if not _MEMORY.fullmatch(memory):
            raise SystemExit("YUTANG_ENGINE_MEMORY must be like 2GB or 512MB.")
        return cls(facts=facts, engine=engine, memory=memory)
