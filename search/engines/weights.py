"""What a match is worth: the same on every engine, in the measure of `Facts.quality`, which ends at about 3.

All of it in whole FINENESSes, so that sums are exact also where numbers have 24 bits: a page that one engine began
goes on with another.
"""

FINENESS = 1 / 1_024
BREVITY = 1 / 32  # less with each word of a name: a short name says more with each of them
OPTIONAL, IN_A_ROW, LITERAL, WHOLE_NAME = 0.75, 1.5, 1.0, 0.5
SOME_AS_TYPED, SOME_IN_NAME, SOME_AROUND = 4, 3, 1
HEAD = 2  # how much more the first word says than another
