"""The protocol between Python and the browser: every message as a typed struct.

`protocol.d.ts` beside the scripts is generated from these structs
(`python -m playground.server.protocol_types`). Messages are validated while they are decoded.

Four rules keep both sides in the same state:

1. The browser owns the values between two commits. Python's data move them only under another
   `version`; an answer of Keras never moves them. An answer whose `revision` is not the newest
   only says whether Keras agreed.
2. Every commit has a `seq`, and Python takes each once. Streamlit drops a message that equals the
   one before; with a `seq` no two are equal.
3. An action waits until Python's `ack` has reached the one before, as it builds on its result. A
   commit names the version that it is based on: where Python has set other values since, its
   values and action are left out, and its undo still counts.
4. Another `session` means that the server was started again and knows only the link. The browser
   then keeps its values and commits them.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

from playground.core.decoding import make_known
from playground.stage.protocol.away import AwayPayload
from playground.stage.protocol.client import BoardEvent, ClientMessage, FigureEvent
from playground.stage.protocol.concrete import (
    Cells,
    ConcretePayload,
    CoverageInfo,
    InputEffect,
    LadderEntry,
    LadderInfo,
    MixRows,
    RangedColumns,
    SplitInfo,
    Targets,
)
from playground.stage.protocol.course import (
    CoursePayload,
    LessonEvent,
    LessonInfo,
    LessonPayload,
    OnwardPayload,
)
from playground.stage.protocol.figures import (
    BoardPayload,
    FigurePayload,
    OpeningPayload,
    QrCode,
    SharePayload,
)
from playground.stage.protocol.networks import (
    ActivationInfo,
    ClassPlanePayload,
    ComparedRun,
    Curve,
    LayersPayload,
    Limits,
    LinearBest,
    NetworkPayload,
    ScaledPoints,
    Scalings,
    TrainingPayload,
)
from playground.stage.protocol.predict import (
    GridRequest,
    InlineNetwork,
    LayerSpec,
    Metrics,
    NetworkSpec,
    PredictAnswer,
    PredictRequest,
    Refusal,
    StepAnswer,
    StepRequest,
    StoredModel,
    TrainingModel,
)
from playground.stage.protocol.shared import (
    Base64,
    Benchmarks,
    CategoryInputs,
    ColumnInfo,
    ColumnRange,
    Columns,
    OneColumn,
    PlotlyFigure,
    Points,
    ScalingInfo,
    SliderSpec,
    Span,
    StagePayload,
    Sync,
    SyncState,
)
from playground.stage.protocol.units import (
    BestUnit,
    ClassNeuronPayload,
    DescentInfo,
    NeuronPayload,
    PlanePayload,
)

__all__ = [
    "ActivationInfo",
    "AwayPayload",
    "Base64",
    "Benchmarks",
    "BestUnit",
    "BoardEvent",
    "BoardPayload",
    "CategoryInputs",
    "Cells",
    "ClassNeuronPayload",
    "ClassPlanePayload",
    "ClientMessage",
    "ColumnInfo",
    "ColumnRange",
    "Columns",
    "ComparedRun",
    "ConcretePayload",
    "CoursePayload",
    "CoverageInfo",
    "Curve",
    "DescentInfo",
    "FigureEvent",
    "FigurePayload",
    "GridRequest",
    "InlineNetwork",
    "InputEffect",
    "LadderEntry",
    "LadderInfo",
    "LayerSpec",
    "LayersPayload",
    "LessonEvent",
    "LessonInfo",
    "LessonPayload",
    "Limits",
    "LinearBest",
    "Metrics",
    "MixRows",
    "NetworkPayload",
    "NetworkSpec",
    "NeuronPayload",
    "OneColumn",
    "OnwardPayload",
    "OpeningPayload",
    "Payload",
    "PlanePayload",
    "PlotlyFigure",
    "Points",
    "PredictAnswer",
    "PredictRequest",
    "QrCode",
    "RangedColumns",
    "Refusal",
    "ScaledPoints",
    "ScalingInfo",
    "Scalings",
    "SharePayload",
    "SliderSpec",
    "Span",
    "SplitInfo",
    "StagePayload",
    "StepAnswer",
    "StepRequest",
    "StoredModel",
    "Sync",
    "SyncState",
    "Targets",
    "TrainingModel",
    "TrainingPayload",
]

Payload: TypeAlias = Annotated[
    NeuronPayload
    | ClassNeuronPayload
    | PlanePayload
    | ClassPlanePayload
    | LayersPayload
    | TrainingPayload
    | ConcretePayload
    | FigurePayload
    | BoardPayload
    | OpeningPayload
    | SharePayload
    | LessonPayload
    | CoursePayload
    | OnwardPayload
    | AwayPayload,
    Meta(title="Payload"),
]
"""What a page sends to its stage."""

make_known(
    BoardEvent,
    ClientMessage,
    FigureEvent,
    LessonEvent,
    PlotlyFigure,
    PredictRequest,
    StepRequest,
)
