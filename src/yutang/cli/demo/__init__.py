"""The demo: a sample county's sale, its moving picture, its host and its rehearsal buyers."""
