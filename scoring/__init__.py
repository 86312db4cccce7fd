"""Numbers in, numbers out: bands, percents, competency and qualification.

Nothing here knows a database, a clock, a network, a language or Telegram. Every percent is an exact
`fractions.Fraction` on the scale 0 to 100; it is rounded once, by `scoring.percent.printed`, when it is
shown.
"""
