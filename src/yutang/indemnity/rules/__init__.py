"""What the indemnity room decides: the arrows of a case, who may, how two agree, the chain."""
