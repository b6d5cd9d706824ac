"""``yutang rehearse``: the rush, played before it is real, on the real server.

`plan` draws who will do what and when, from a seed; `crowd` is the process of the buyers; `faults`
kills and pauses; `watch` samples; `bottleneck` names what was slowest; `report` says what came.
"""
