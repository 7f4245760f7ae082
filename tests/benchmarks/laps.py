"""One run of `check` in laps, for where the start-up goes: `laps.py FORMAT PATH` prints seconds by stage as JSON."""

from __future__ import annotations

import gc

gc.disable()  # as the program does, first of all

import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from datetime import date  # noqa: E402

LAPS: dict[str, float] = {}
_last = time.perf_counter()


def lap(name: str) -> None:
    """Note what has passed since the last lap."""
    global _last
    now = time.perf_counter()
    LAPS[name] = now - _last
    _last = time.perf_counter()


def main(form: str, path: str) -> None:
    """Do what `check` does, one thing after the other."""
    import typer  # noqa: F401

    lap("import typer")
    import yaml  # noqa: F401

    lap("import yaml")
    from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator  # noqa: F401

    class Nothing(BaseModel):
        nothing: int = 0

    lap("import pydantic, and what it loads for the first model")
    from fto_check.law import statute
    from fto_check.profile import models as profile
    from fto_check.record import record  # noqa: F401

    lap("our models: classes of statute, profile and record")
    profile.Profile.model_rebuild(force=True)
    lap("our models: validators of the profile")
    from fto_check import advice, cli  # noqa: F401
    from fto_check.cli import inputs, io
    from fto_check.documents.textfile import read_bytes
    from fto_check.documents.yaml_reader import parse_document
    from fto_check.profile.loading import LoadedProfile
    from fto_check.profile.references import check_references
    from fto_check.profile.validation import validate_profile
    from fto_check.reasoning.assessment import assess
    from fto_check.record.listing import identify
    from fto_check.runs import check as checking
    from fto_check.views.check import json as _json  # noqa: F401
    from fto_check.views.check.formats import Format, render

    lap("the rest of our modules")
    if form == "table":
        import rich.console
        import rich.table  # noqa: F401

        import fto_check.views.check.table  # noqa: F401

        lap("import rich and our table")
    law = statute.load_statute()
    lap("read the law")
    listed = inputs.open_record(inputs.read_settings(None, False))
    lap("read settings and official record")
    raw = read_bytes(path, "")
    document = parse_document(raw, path)
    lap("read and parse the profile")
    found, _ = validate_profile(document)
    assert found is not None
    list(check_references(found, law, document))
    lap("validate it, references too")
    day = date(2026, 11, 24)
    question = checking.Question(law, day, record=listed, today=day)
    answer = assess(found, law, day)
    lap("assess it")
    identify(listed, found.organization, document, day)
    advice.advise(found, law, document, today=day, assessment=answer)
    lap("official status, warnings")
    result = checking.check_profile(path, LoadedProfile(found, document), question)
    lap("its expectations")
    again = LAPS["assess it"] + LAPS["official status, warnings"]  # done a second time with them
    LAPS["its expectations"] = max(LAPS["its expectations"] - again, 0.0)
    report = checking.gather(question, [result])
    for problem in result.problems:
        io.say_problem(problem)
    lap("say the warnings")
    io.write(render(report, Format(form)))
    lap("render and write")
    print(json.dumps(LAPS), file=sys.stderr)
    gc.freeze()  # as the program does, last of all


if __name__ == "__main__":
    main(*sys.argv[1:])
