"""What pages say and draw: sentences, the map, lanes, the pulse, time lines and comparisons. Computes, never writes."""
