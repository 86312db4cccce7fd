"""Models of the five studies, written as an analyst would write them."""

from typing import Final

STUDY_003: Final = """\
# 003 Gambar 4.1: supports lead to the four competences, these to performance.
# Items: the short form ringkas36, composed for the bot, since those of 003 are not published.
personal   =~ PER01 + PER02 + PER03 + PER05
sosial     =~ SOS01 + SOS02 + SOS03 + SOS04
mengajar   =~ MGJ01 + MGJ02 + MGJ03 + MGJ05
komunikasi =~ KOM01 + KOM02 + KOM04 + KOM08
peran      =~ PRN01 + PRN03 + PRN04 + PRN05
lingkungan =~ LKJ01 + LKJ02 + LKJ03 + LKJ05
belajar    =~ BLJ01 + BLJ03 + BLJ05 + BLJ06
dtsen      =~ DTS01 + DTS02 + DTS03 + DTS04
kinerja    =~ KIN01 + KIN02 + KIN03 + KIN10
personal   ~ peran + lingkungan + belajar + dtsen
sosial     ~ peran + lingkungan + belajar + dtsen
mengajar   ~ peran + lingkungan + belajar + dtsen
komunikasi ~ peran + lingkungan + belajar + dtsen
kinerja    ~ personal + sosial + mengajar + komunikasi
"""
