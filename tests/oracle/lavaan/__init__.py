"""Analyses of made-up data through ours and through lavaan, number by number. R is needed here and nowhere else."""
