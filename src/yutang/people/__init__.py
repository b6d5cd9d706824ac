"""People 人: accounts, grants bounded by place, passes, what was opened and by whom."""
