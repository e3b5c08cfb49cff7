"""Plots: geometry only. Where things stand is computed here; how they look is the stylesheet's."""
