"""The built-in categories, in plan order, `other` last: what migrations have put into the table, as a test holds."""

from typing import NamedTuple


class BuiltIn(NamedTuple):
    """A category that everyone has."""

    code: str
    label_ko: str
    label_en: str


OTHER = "other"
CATALOG = (
    BuiltIn("food", "식비", "Food"),
    BuiltIn("housing", "주거", "Housing"),
    BuiltIn("transport", "교통", "Transport"),
    BuiltIn("health", "의료", "Health"),
    BuiltIn("leisure", "문화·여가", "Leisure"),
    BuiltIn("education", "교육", "Education"),
    BuiltIn("clothing", "의류", "Clothing"),
    BuiltIn("telecom", "통신", "Telecom"),
    BuiltIn("household", "생활용품", "Household goods"),
    BuiltIn("beauty", "미용", "Beauty"),
    BuiltIn(OTHER, "기타", "Other"),
)
