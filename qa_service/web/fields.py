"""The kinds of value that requests bear: texts, ids, years; what they may be and what is put right."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])


def storable(value: object) -> object:
    """Text without NUL and lone surrogates, which no store can keep; anything else as it is."""
    return value.translate(_UNSTORABLE) if isinstance(value, str) else value


def blank_is_absent(value: object) -> object:
    """An empty query parameter is one that was not given."""
    return None if value == "" else value


def no_truth_value(value: object) -> object:
    """Python takes true for 1; a client that sends it meant something else."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


Stored = BeforeValidator(storable)
Text = Annotated[str, Stored]
# However long, an id that nothing has is unknown and not invalid.
Id = Annotated[str, Stored]
# The limits stand before the validator, so that they are those of a text and not of any value with a length.
Name = Annotated[str, Field(min_length=1, max_length=200), Stored]
ClientId = Annotated[str, Field(min_length=1, max_length=128), Stored]
Whole = Annotated[int, BeforeValidator(no_truth_value)]
Year = Annotated[Whole, Field(ge=1, le=9999)]
TextParameter = Annotated[
    Annotated[str, Field(max_length=200), Stored] | None, BeforeValidator(blank_is_absent)
]
YearParameter = Annotated[Year | None, BeforeValidator(blank_is_absent)]
