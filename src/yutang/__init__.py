"""Yutang 鱼塘: a county sells its farm goods live and sees, with evidence, what that did."""
