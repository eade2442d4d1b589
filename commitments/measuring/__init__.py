"""How well the programs that suggest do: labels to measure by, fitting, and the figures that are published."""
