"""Calibration: what is said must be what is right."""

import numpy as np
import pytest

from geomap.gazetteer.calibration import Curve, calibration_error, fit_curve


def test_numbers_that_promise_too_much_are_brought_down() -> None:
    chance = np.random.default_rng(7)
    said = chance.random(4000)
    right = chance.random(4000) < said / 2
    curve = fit_curve(said, right)
    assert calibration_error(said, right) > 0.2
    assert calibration_error(curve.at(said), right) < 0.03


def test_a_curve_never_falls() -> None:
    chance = np.random.default_rng(8)
    curve = fit_curve(chance.random(1000), chance.random(1000) < 0.5)
    assert list(curve.share) == sorted(curve.share)


def test_between_two_steps_a_curve_is_a_line() -> None:
    assert Curve((0.0, 1.0), (0.2, 0.6)).at(np.array([0.5])) == pytest.approx([0.4])


def test_answers_that_keep_their_promise_have_no_error() -> None:
    said = np.array([0.75] * 4)
    assert calibration_error(said, np.array([True, True, True, False])) == pytest.approx(0)
