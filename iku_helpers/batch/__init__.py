"""One report is a pure function of its staged inputs; this room runs many of them."""
