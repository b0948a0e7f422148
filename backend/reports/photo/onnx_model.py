"""Takes the fixed sizes out of an ONNX model, so that it accepts a picture of any size.

Some models were saved for one small picture, with their weights listed as inputs; a runtime then refuses
every other size and cannot fold the weights together, which makes it half as fast. A file of this kind is a
protocol buffer; the few fields that matter are those of `onnx.proto3` (ONNX 1.x).
"""

from collections.abc import Iterator
from typing import Final

_VARINT: Final = 0
_BYTES: Final = 2
_LENGTHS: Final = {1: 8, 5: 4}
#: Fields of ModelProto, GraphProto, TensorProto and ValueInfoProto.
_MODEL_GRAPH: Final = 7
_GRAPH_WEIGHT: Final = 5
_GRAPH_INPUT: Final = 11
_GRAPH_OUTPUT: Final = 12
_GRAPH_SHAPES: Final = 13
_WEIGHT_NAME: Final = 8
_VALUE_NAME: Final = 1
#: A type without a shape: tensor_type { elem_type: FLOAT }, as field 2 of a ValueInfoProto.
_ANY_SHAPE: Final = b"\x12\x04\x0a\x02\x08\x01"


def loosened(model: bytes) -> bytes:
    """The model with inputs and outputs of any shape. Raises ValueError or IndexError for others."""
    return b"".join(
        _field(_MODEL_GRAPH, _loosened_graph(value)) if number == _MODEL_GRAPH else whole
        for number, value, whole in _fields(model)
    )


def _loosened_graph(graph: bytes) -> bytes:
    fields = list(_fields(graph))
    weights = {_text(value, _WEIGHT_NAME) for number, value, _whole in fields if number == _GRAPH_WEIGHT}
    kept = []
    for number, value, whole in fields:
        if number in (_GRAPH_INPUT, _GRAPH_OUTPUT):
            name = _text(value, _VALUE_NAME)
            if name not in weights:
                kept.append(_field(number, _field(_VALUE_NAME, name) + _ANY_SHAPE))
        elif number != _GRAPH_SHAPES:
            kept.append(whole)
    return b"".join(kept)


def _text(message: bytes, wanted: int) -> bytes:
    return next((value for number, value, _whole in _fields(message) if number == wanted), b"")


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each field's number, its bytes where it has any, and the whole of it as it stands."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _varint(message, at)
        kind = tag & 7
        value = b""
        if kind == _VARINT:
            _number, at = _varint(message, at)
        elif kind == _BYTES:
            length, at = _varint(message, at)
            value = message[at : at + length]
            at += length
        elif kind in _LENGTHS:
            at += _LENGTHS[kind]
        else:
            raise ValueError("not a protocol buffer")
        yield tag >> 3, value, message[start:at]


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _field(number: int, value: bytes) -> bytes:
    return _packed(number << 3 | _BYTES) + _packed(len(value)) + value


def _packed(value: int) -> bytes:
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
