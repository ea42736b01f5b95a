"""What is remembered of a store, while others ask too."""

from geomap.gazetteer.store.recent import Recent


def shout(keys: list[str]) -> dict[str, str]:
    return {key: key.upper() for key in keys}


def test_what_was_used_last_is_not_read_again() -> None:
    recent: Recent[str, str] = Recent(size=2)
    asked: list[str] = []

    def read(keys: list[str]) -> dict[str, str]:
        asked.extend(keys)
        return shout(keys)

    for key in "abcab":
        assert recent.get([key], read) == shout([key])
    assert asked == ["a", "b", "c", "b"]


def test_another_thread_may_fill_it_between_two_steps() -> None:
    recent: Recent[str, str] = Recent(size=1)

    def read_while_others_ask(keys: list[str]) -> dict[str, str]:
        for other in "xyz":
            recent.get([other], shout)
        return shout(keys)

    recent.get(["a"], shout)
    assert recent.get(["a", "b"], read_while_others_ask) == {"a": "A", "b": "B"}


def test_a_key_without_a_value_is_left_out() -> None:
    assert Recent[str, str](size=2).get(["a", "nobody"], lambda _: {"a": "A"}) == {"a": "A"}
