"""Runs small neural networks whose weights come inside Python packages. Only the darkroom's child does."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reports.photo.onnx_model import loosened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]


def run(package: str, weights: str, pixels: Numbers) -> list[Numbers]:
    """The network's answers to a picture. `weights` is a file inside the package, which is not imported."""
    session = _session(package, weights)
    return cast("list[Numbers]", session.run(None, {session.get_inputs()[0].name: pixels}))


@cache
def _session(package: str, weights: str) -> Any:
    import onnxruntime

    found = find_spec(package)
    places = found.submodule_search_locations if found else None
    if not places:
        raise FileNotFoundError(package)
    options = onnxruntime.SessionOptions()
    # One thread, so that the limit on processor time is one on time as well; no arena, which would keep the
    # memory of the largest picture.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    model = loosened(Path(places[0], weights).read_bytes())
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
