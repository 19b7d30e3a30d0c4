"""The listed spoken forms: what the guard takes for the same thing, and nothing else does.

``units`` has currencies, percentages and measures, ``numbers`` the words numbers are made of,
``calendar`` months and days, ``rounding`` the words that say a number is rounded, ``names`` the
few names that stand for one another, ``openings`` the words that are no names although a sentence
opens with them. Each is a table to read and to add to; the parsers know no word of any language.
"""
