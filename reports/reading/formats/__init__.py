"""One module per file format; each yields the blocks of :mod:`reports.reading.blocks`."""
