import pytest

from benchmarks.figures import Sample, percentile, ratio, sampled


def test_percentile_is_the_value_that_the_share_does_not_exceed():
    values = [float(number) for number in range(20, 0, -1)]
    assert percentile(values, 0.5) == 10
    assert percentile(values, 0.95) == 19
    assert percentile(values, 1) == 20
    assert percentile([7.0], 0.95) == 7


def test_sample_shares_cpu_time_among_requests_and_turns_seconds_into_ms():
    sample = sampled([0.001, 0.002, 0.003, 0.010], application=0.02, database=0.004)
    assert sample == Sample(requests=4, application=5, database=1, middle=2, slow=10)
    assert sample.cpu == 6


def test_ratio_compares_within_each_round():
    """The second round is three times as slow for both sides: the ratio does not notice."""
    ours, floor = [_taking(2), _taking(6), _taking(4)], [_taking(1), _taking(3), _taking(2)]
    assert ratio(ours, floor, lambda sample: sample.cpu) == 2


def test_ratio_refuses_rounds_that_are_missing():
    with pytest.raises(ValueError, match="shorter"):
        ratio([_taking(1), _taking(1)], [_taking(1)], lambda sample: sample.cpu)


def _taking(milliseconds: float) -> Sample:
    return Sample(requests=1, application=milliseconds, database=0, middle=milliseconds, slow=milliseconds)
