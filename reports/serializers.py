"""The shapes of the reports. They only describe: the answers themselves are plain dicts."""

from typing import Any

from rest_framework import serializers

from core.api.fields import DayField, QuerySerializer
from insights.situation import Situation


class AsOfQuery(QuerySerializer):
    """The day to report about."""

    date = DayField(required=False, help_text="As of this day; by default today where the user lives.")


def _money(help_text: str = "", **kwargs: Any) -> serializers.IntegerField:
    return serializers.IntegerField(help_text=help_text or None, **kwargs)


def _percent(help_text: str = "") -> serializers.FloatField:
    return serializers.FloatField(allow_null=True, help_text=help_text or "In percent; null without a denominator.")


class ReportSerializer(serializers.Serializer[Any]):
    """What every report says of itself."""

    date = DayField()
    # Not a MonthField: the first day that the API knows may lie in the month before the first that it takes.
    month = serializers.RegexField(
        r"^(1899-12|(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2]))$",
        help_text="The budget month, YYYY-MM; where months start on payday, the month in which it starts.",
    )
    situation = serializers.ChoiceField([code.value for code in Situation])
    message = serializers.CharField(help_text="One sentence for the situation; a day keeps its sentence.")


class WhySerializer(serializers.Serializer[Any]):
    """The numbers behind a recommendation: own_pace + shifted is what is recommended."""

    budget = _money()
    spent_before = _money("Counted spending of the month before the day.")
    fixed_due = _money("Of the fixed amount, what has not gone out yet.")
    days_left = serializers.IntegerField(help_text="The day itself included.")
    own_pace = _money("What the category alone affords per day, rounded; negative where it is overspent.")
    floor = _money("What it gets in any case.")
    shifted = _money("What it gets from the other categories, or gives to them (negative).")


class CategoryRecommendation(serializers.Serializer[Any]):
    """What may be spent in a category today."""

    category = serializers.CharField()
    label = serializers.CharField()
    recommended_amount = _money()
    spent_today = _money()
    remaining_today = _money()
    floor_applied = serializers.BooleanField()
    why = WhySerializer()


class DailyRecommendationSerializer(ReportSerializer):
    """What may be spent today. The parts add up to the total."""

    days_left = serializers.IntegerField(help_text="The day itself included.")
    total_recommended_amount = _money()
    spent_today = _money("Outside the plan too.")
    remaining_today = _money()
    category_recommendations = CategoryRecommendation(many=True)


class CategorySummary(serializers.Serializer[Any]):
    """A category's day."""

    category = serializers.CharField()
    label = serializers.CharField()
    total_expense = _money()
    recommended_amount = _money("What the morning recommended.")
    appropriate_expense = _money("An even day's part of the budget.")
    risk_percentage = _percent("100 × spent ÷ appropriate, one decimal; null where nothing is appropriate.")


class CategoryMonthSerializer(serializers.Serializer[Any]):
    """A category's month to date."""

    category = serializers.CharField()
    label = serializers.CharField()
    budget = _money()
    spent = _money()
    appropriate = _money()
    risk_percentage = _percent()


class MonthToDateSerializer(serializers.Serializer[Any]):
    """The month to date."""

    budget = _money()
    spent = _money()
    appropriate = _money()
    risk_percentage = _percent()
    categories = CategoryMonthSerializer(many=True)


class DailySummarySerializer(ReportSerializer):
    """How the day went. The categories add up to the totals."""

    total_expense = _money()
    recommended_total = _money()
    appropriate_total = _money()
    risk_percentage = _percent()
    category_summary = CategorySummary(many=True)
    month_to_date = MonthToDateSerializer()


class CategoryComparison(serializers.Serializer[Any]):
    """A category against last month."""

    category = serializers.CharField()
    label = serializers.CharField()
    current = _money()
    previous = _money()
    ratio = _percent()


class LastMonthSerializer(serializers.Serializer[Any]):
    """The month to date against the same days of last month."""

    current = _money()
    previous = _money()
    ratio = _percent()
    categories = CategoryComparison(many=True)


class WeekdaySerializer(serializers.Serializer[Any]):
    """The day against the same weekday before it; null where there is no week to compare with."""

    today = _money()
    last_week = _money()
    ratio = _percent()
    average_8_weeks = _money(allow_null=True)
    ratio_to_average = _percent()


class OtherUsersSerializer(serializers.Serializer[Any]):
    """Spent ÷ budget of the month to date, in percent, against other users; null where there are too few."""

    mine = _percent()
    others = _percent()
    relative = _percent("mine in percent of others.")
    contributors = serializers.IntegerField(allow_null=True, help_text="How many others, rounded down to fives.")


class SpendingStatisticsSerializer(serializers.Serializer[Any]):
    """Spending compared."""

    date = DayField()
    vs_last_month = LastMonthSerializer()
    vs_weekday = WeekdaySerializer()
    vs_other_users = OtherUsersSerializer()
    situation = serializers.ChoiceField([code.value for code in Situation])
    message = serializers.CharField()
