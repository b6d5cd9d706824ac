"""Facts: what happened, one row each, published to Parquet with a manifest."""
