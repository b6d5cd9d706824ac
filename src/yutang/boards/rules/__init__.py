"""What boards decide, on plain values: periods, buckets, flows, cohorts, and what a chart is."""
