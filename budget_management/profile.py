"""What an average household spends: the recommendation's ground while too few people share theirs.

Statistics Korea, household expenditure survey 2024 (published 2025-02), monthly mean per household, in thousands of
won; education, beauty and the rest of their common group by the proportions of the 2019 survey (docs/arithmetic.md).
"""

HOUSEHOLD_PROFILE = {
    "food": 841,
    "housing": 352,
    "transport": 335,
    "health": 253,
    "leisure": 236,
    "education": 221,
    "clothing": 141,
    "telecom": 127,
    "household": 125,
    "beauty": 76,
    "other": 183,
}
