"""Invented people who have, as a group, what the studies print: to see the bot's own figures beside theirs.

Nobody here exists, and no answer was ever given: each is drawn so that the sums come out. What the studies say of
their groups is true of these groups too, and nothing else is.
"""
