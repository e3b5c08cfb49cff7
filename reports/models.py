"""Kept averages of spending."""

from django.db import models


class PeerAverage(models.Model):
    """Mean of spent ÷ budget to date over everyone whose month starts on the same day, as of one day."""

    start_day = models.PositiveSmallIntegerField()
    day = models.DateField()
    mean_nano = models.BigIntegerField(default=0, help_text="in 10⁻⁹")
    contributors = models.PositiveIntegerField(default=0)
    # Null in a row that is there to be locked, until the first computation.
    computed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["start_day", "day"], name="peer_average_of_day")]

    def __str__(self) -> str:
        return f"{self.day} (start {self.start_day}): {self.mean_nano}"
