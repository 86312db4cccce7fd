"""Analysis of an instrument on its own answers: reliability, factor analysis, structural equations, PLS-SEM.

Arrays in, typed results out; numpy and `scipy.special` only. Import the module of the method that is wanted: each
loads what it needs and nothing else does.
"""
