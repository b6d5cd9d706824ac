"""Different ids as bits: 32 neighbours are one row, and months are merged by "or"."""

from collections.abc import Sequence
from typing import Any


def counted(words: Any, keys: Sequence[str], columns: Sequence[str]) -> Any:
    """Return how many bits are set in each column, by these keys."""
    import numpy as np  # noqa: PLC0415 - heavy: pages that count nothing start without it
    import pyarrow as pa  # noqa: PLC0415

    own = {key: words[key] for key in keys}
    for name in columns:
        own[name] = pa.array(np.bitwise_count(words[name].fill_null(0).to_numpy()).astype("int64"))
    grouped = pa.table(own).group_by(list(keys)).aggregate([(name, "sum") for name in columns])
    return grouped.rename_columns([name.removesuffix("_sum") for name in grouped.column_names])
