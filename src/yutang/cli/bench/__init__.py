"""``yutang bench``: how fast orders are taken and viewers told, as ratios, on this machine."""
