"""The same properties, led by coverage: libFuzzer chooses the bytes that Hypothesis makes the inputs of.

`python -m tests.fuzz.guided TARGET [libFuzzer's options]`; `README.md` has the commands. It stops at the first finding
and prints the input. Needs the extra `fuzz`.
"""

from __future__ import annotations

import os
import sys

import atheris

with atheris.instrument_imports(include=["fto_check", "yaml"]):
    from tests.fuzz import test_fuzz

TARGETS = {
    "reader": test_fuzz.test_both_readers_agree_on_any_text,
    "profiles": test_fuzz.test_a_changed_profile_is_judged_or_refused_with_places,
    "model": test_fuzz.test_a_changed_tree_is_judged_or_refused_with_places,
    "formats": test_fuzz.test_every_output_of_hostile_profiles_is_inert_and_reads_back,
    "report": test_fuzz.test_a_report_of_a_hostile_profile_is_inert_and_reads_back,
    "lists": test_fuzz.test_a_changed_list_is_held_against_the_record_or_refused,
    "record": test_fuzz.test_a_changed_record_is_kept_or_refused,
    "config": test_fuzz.test_a_changed_configuration_is_read_or_refused,
}


def main() -> None:
    """Fuzz one target until a finding, or as long as libFuzzer's options say."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz.guided {{{','.join(TARGETS)}}} [-max_total_time=SECONDS ...]")
    os.environ["FTO_CHECK_TRACEBACK"] = "1"  # a bug is raised
    target = TARGETS[sys.argv[1]].hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    # A choice of Hypothesis takes some bytes, and an input hundreds of choices.
    atheris.Setup([sys.argv[0], "-max_len=8192", "-len_control=0", *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
