"""The catalogue of all codes: what each means, why it matters, what to do; an example that fails and one that passes.

The manual of a warning about the evidence is the docstring of its rule (`advice`); the others stand here in the same
form. An example in YAML, after `::`, is a profile or a part of one (`complete` adds what it lacks), and `# CODE`
marks the line that the problem points at; after a single colon stand words.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import NamedTuple

from fto_check.advice import RULES
from fto_check.problems.problems import CODES, Severity


class Manual(NamedTuple):
    """All that is to be said of a code; `runs` says whether the examples are YAML (see `complete`) and not words."""

    code: str
    severity: Severity
    meaning: str
    text: str
    failing: str
    passing: str
    runs: bool


def manual(code: str) -> Manual:
    """Return the manual of a code; KeyError for no code."""
    meaning = CODES[code]
    severity = Severity.WARNING if code.startswith("FTO2") else Severity.ERROR
    if code in RULES:
        written = textwrap.dedent(f"    {RULES[code].__doc__}").partition("\n\n")[2]  # its first line is the meaning
    else:
        written = _MANUALS[code]
    found = _form.fullmatch(written.strip())
    assert found is not None, code
    text, kind, failing, passing = found.group("text", "kind", "failing", "passing")
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    failing, passing = (textwrap.dedent(example.strip("\n")).strip() for example in (failing, passing))
    if kind == ":":
        failing, passing = " ".join(failing.split()), " ".join(passing.split())
    return Manual(code, severity, meaning, "\n\n".join(paragraphs), failing, passing, runs=kind == "::")


_form = re.compile(
    r"(?P<text>.+?)\n\s*Fails(?P<kind>::?)\s(?P<failing>.+?)\n\s*Passes(?P=kind)\s(?P<passing>.+)", re.DOTALL
)


def complete(example: str) -> str:
    """Return the whole text of a profile for an example in YAML: those that leave the organization out get one."""
    return f"{example}\n" if "organization:" in example else f"organization: {{name: A group}}\n{example}\n"


_MANUALS: Mapping[str, str] = {
    "FTO000": """
        The program failed on this file in a way that its makers did not foresee. The other files are checked all the
        same, and the exit code is 3. Tell the maintainers, with the traceback that FTO_CHECK_TRACEBACK=1 shows.

        Fails: a file that meets a defect of the program.

        Passes: any other.
    """,
    "FTO001": """
        The path is there, but its content cannot be had: it may not be read, or is a folder or a pipe. Nothing of it is
        checked.

        Fails: a file without permission to read it.

        Passes: a regular file that the user who runs the command may read.
    """,
    "FTO002": """
        Profiles are UTF-8, so that names read the same everywhere. The place of the first byte that is none is told;
        save the file again as UTF-8.

        Fails: a file that an editor saved as UTF-16 or Latin-1.

        Passes: the same text saved as UTF-8, with or without a byte order mark.
    """,
    "FTO003": """
        The text cannot be parsed, and so nothing else in it is checked. Most often a text that holds a colon and a
        space lacks its quotes, or the indentation is off.

        Fails::

            organization:
              name: A group: its northern branch    # FTO003

        Passes::

            organization:
              name: "A group: its northern branch"
            sources: {}
            evidence: {}
    """,
    "FTO004": """
        One of two values would silently be lost, and a reviewer could not tell which. Join the two, or give the second
        its own name.

        Fails::

            sources: {}
            evidence: {}
            sources: {}    # FTO004

        Passes::

            sources: {}
            evidence: {}
    """,
    "FTO005": """
        Anchors, aliases and merge keys hide what a value is from the reader of a pull request, and cost the checker
        without bound. Write the value out.

        Fails::

            sources: &none {}    # FTO005
            evidence: {}

        Passes::

            sources: {}
            evidence: {}
    """,
    "FTO006": """
        Every value of a profile is text, a list or a mapping; a tag says nothing. Leave it out, and put in quotes what
        should be text.

        Fails::

            organization: {name: !!str 18}    # FTO006

        Passes::

            organization: {name: "18"}
            sources: {}
            evidence: {}
    """,
    "FTO007": """
        One file holds one profile. Put the second into a file of its own.

        Fails::

            sources: {}
            evidence: {}
            ---    # FTO007
            organization: {name: Another}

        Passes::

            sources: {}
            evidence: {}
    """,
    "FTO008": f"""
        A profile needs five levels; what is nested far deeper is a mistake or an attack.

        Fails::

            organization: {{name: A group}}
            sources: {"[" * 70}{"]" * 70}    # FTO008

        Passes::

            organization: {{name: A group}}
            sources: {{}}
            evidence: {{}}
    """,
    "FTO009": """
        Nobody reads a profile of that size; most likely the path is that of another file.

        Fails: a file of more than 4 MiB.

        Passes: a profile with some dozens of items, which has less than 200 KiB.
    """,
    "FTO010": """
        Control and bidirectional characters make a text look like another to its reviewer. Take the character out; it
        is often pasted with a name.

        Fails: a name with the character U+202E, which turns the letters after it around.

        Passes: the same name without it; letters of all scripts are welcome.
    """,
    "FTO011": """
        A profile starts with a key such as `organization:`. A file that is empty or begins with a list is something
        else.

        Fails::

            - organization: {name: A group}    # FTO011

        Passes::

            organization: {name: A group}
            sources: {}
            evidence: {}
    """,
    "FTO012": """
        A key is a word. A text that starts with a bracket or a brace needs quotes, or it is taken for a list or
        mapping.

        Fails::

            sources: {}
            evidence:
              [raid]: {}    # FTO012

        Passes::

            sources: {}
            evidence: {}
    """,
    "FTO013": """
        `record refresh` reads the government's lists in their published forms. The file is cut short, damaged, or some
        other file; nothing is taken from it. Download it again.

        Fails: an SDN.CSV whose download broke off.

        Passes: the whole SDN.CSV, or the advanced XML, as published.
    """,
    "FTO014": """
        The record of designations that is named by `--record` or the configuration is not as `record refresh` writes
        it. It is compared with no profile until it is whole.

        Fails: a record with a day of designation that is no day.

        Passes: the file that `record refresh` wrote.
    """,
    "FTO015": """
        The settings of `[tool.fto-check]` in pyproject.toml cannot be used; no setting is passed over in silence. The
        message says what is allowed.

        Fails: fail-on = ["mett"]

        Passes: fail-on = ["met"]
    """,
    "FTO101": """
        A list, a mapping, a text or a truth value stands where something else is wanted. A list of one is `[x]`;
        `true`, `false` and `null` are special words, and need quotes to be text.

        Fails::

            organization: {name: A group, aliases: AG}    # FTO101
            sources: {}
            evidence: {}

        Passes::

            organization: {name: A group, aliases: [AG]}
            sources: {}
            evidence: {}
    """,
    "FTO102": """
        A key that is not known would be passed over, and what it says lost: most often it is misspelt. The message
        names the nearest one, or those that are known there.

        Fails::

            organization: {name: A group, alias: [AG]}    # FTO102
            sources: {}
            evidence: {}

        Passes::

            organization: {name: A group, aliases: [AG]}
            sources: {}
            evidence: {}
    """,
    "FTO103": """
        Without it the part says nothing that could be checked: an organization has a name, a source a title, publisher,
        kind and reliability, an item a claim, credibility and sources.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press}    # FTO103
            evidence: {}

        Passes::

            sources: {}
            evidence: {}
    """,
    "FTO104": """
        A date is a year, a month or a day, or a range of them: 2009, 2009-04, 2009-04-15, 2009/2011, 2009/.. and
        ../2011. Write no more of it than is known.

        Fails::

            organization: {name: A group, founded: spring 2009}    # FTO104
            sources: {}
            evidence: {}

        Passes::

            organization: {name: A group, founded: 2009}
            sources: {}
            evidence: {}
    """,
    "FTO105": """
        Countries are the two capital letters of ISO 3166-1, so that one country has one name. The message gives the
        code of a country that is written out.

        Fails::

            organization: {name: A group, countries: [Mexico]}    # FTO105
            sources: {}
            evidence: {}

        Passes::

            organization: {name: A group, countries: [MX, NO]}
            sources: {}
            evidence: {}
    """,
    "FTO106": """
        Kinds, grades, attributions, statuses and the codes to ignore are chosen from a list, so that they mean the
        same in every file. The message gives the nearest one, or all.

        Fails::

            organization: {name: A group}
            sources: {}
            evidence: {}
            expect:
              - {as_of: 2020-10-28, overall: yes}    # FTO106

        Passes::

            organization: {name: A group}
            sources: {}
            evidence: {}
            expect:
              - {as_of: 2020-10-28, overall: not_established}
    """,
    "FTO107": """
        An address is one that a reader can follow: it starts with http or https, and has no spaces.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, url: www.example.org}    # FTO107
            evidence: {}

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
    """,
    "FTO108": """
        Ids are cited, compared and printed: lower-case letters, digits and single hyphens for a source; letters,
        digits, hyphens, dots and underscores for an item; FTO2 and two digits for a warning to ignore.

        Fails::

            sources:
              The Paper: {title: A, publisher: P, kind: press, reliability: B}    # FTO108
            evidence: {}

        Passes::

            sources:
              the-paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [the-paper]}
    """,
    "FTO109": """
        A text says something and is one line; line breaks are for `note` and `summary`. Characters that cannot be seen
        are not allowed even when they are escaped.

        Fails::

            organization: {name: "   "}    # FTO109
            sources: {}
            evidence: {}

        Passes::

            organization: {name: A group}
            sources: {}
            evidence: {}
    """,
    "FTO110": """
        A claim whose source is not in the file cannot be followed. Correct the id, or add the source.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [papr]}    # FTO110

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
    """,
    "FTO111": """
        An item speaks of the elements of Section 219 by their ids, `about` and `expect` of criteria and nodes. What
        names none of them would count nowhere.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capabilities], credibility: 3, sources: [paper]}    # FTO111

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
    """,
    "FTO112": """
        A fact shows a leaf element; a branch is met through its parts, and a fact that claims it whole claims a
        conclusion. Only `contradicts` may name a branch, for a fact that excludes all of it.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              raid: {claim: It made a raid., supports: [weapon_attack], credibility: 3, sources: [paper]}    # FTO112

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              raid: {claim: It made a raid., supports: [explosive_or_firearm], credibility: 3, sources: [paper]}
    """,
    "FTO113": """
        A fact cannot speak for an element and against it. One on which the element can honestly be read both ways goes
        into `disputes`, and only there.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms:
                claim: It has arms.
                supports: [capability]
                disputes: [capability]    # FTO113
                credibility: 3
                sources: [paper]

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., disputes: [capability], credibility: 3, sources: [paper]}
    """,
    "FTO114": """
        There is no answer for a day before Section 219 (24 April 1996), nor one of an element that Congress had not
        enacted yet. Expect it on a later day.

        Fails::

            organization: {name: A group}
            sources: {}
            evidence: {}
            expect:
              - {as_of: 1995-01-01, overall: not_established}    # FTO114

        Passes::

            organization: {name: A group}
            sources: {}
            evidence: {}
            expect:
              - {as_of: 1996-04-24, overall: not_established}
    """,
    "FTO115": """
        The two ends are most likely swapped.

        Fails::

            organization: {name: A group, founded: 2011/2009}    # FTO115
            sources: {}
            evidence: {}

        Passes::

            organization: {name: A group, founded: 2009/2011}
            sources: {}
            evidence: {}
    """,
    "FTO116": """
        Readers and file systems take them for one, and the checker for two: two origins that are one would count twice.
        Write it in one way, or use another word.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
              Arms: {claim: It has more., supports: [capability], credibility: 3, sources: [paper]}    # FTO116

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper]}
              more-arms: {claim: It has more., supports: [capability], credibility: 3, sources: [paper]}
    """,
    "FTO117": """
        The profile pins a status in `expect` and the checker finds another one. Look at the evidence first: an
        expectation pins an answer, it does not make one.

        Fails::

            organization: {name: A group}
            sources: {}
            evidence: {}
            expect:
              - {as_of: 2020-10-28, overall: met}    # FTO117

        Passes::

            organization: {name: A group}
            sources: {}
            evidence: {}
            expect:
              - {as_of: 2020-10-28, overall: not_established}
    """,
    "FTO118": """
        A source does not count more for being cited twice. Once is enough, or say with `at` where in it each time.

        Fails::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms: {claim: It has arms., supports: [capability], credibility: 3, sources: [paper, paper]}    # FTO118

        Passes::

            sources:
              paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
            evidence:
              arms:
                claim: It has arms.
                supports: [capability]
                credibility: 3
                sources: [{source: paper, at: p. 1}, {source: paper, at: p. 7}]
    """,
    "FTO119": """
        The run was asked by `--fail-on` to fail on this. It is an answer of the checker and no defect of the file.

        Fails: a profile that is met throughout, with --fail-on met.

        Passes: the same profile with --fail-on not-met.
    """,
    "FTO120": """
        The profile was assessed, but which entry of the official record it means is unclear. `fto-check record NAME`
        finds the id; without `record` the names and aliases are compared.

        Fails::

            organization: {name: A group, record: cjgn}    # FTO120
            sources: {}
            evidence: {}

        Passes::

            organization: {name: CJNG, record: cjng}
            sources: {}
            evidence: {}
    """,
    "FTO202": """
        Several organizations of the official record have this name or alias, and none is guessed. Say with `record`
        which one is meant; `fto-check record NAME` lists them.

        Fails::

            organization: {name: AAB}    # FTO202
            sources: {}
            evidence: {}

        Passes::

            organization: {name: AAB, record: al-ashtar-brigades}
            sources: {}
            evidence: {}
    """,
    "FTO204": """
        Two files with a name, an alias or a record id in common are about one organization, and their answers would
        differ. Keep one; two names for one thing belong in one file. It also looks at the files of the configured
        paths that were not named.

        Fails: cjng.yaml and jalisco.yaml, both with the alias CJNG.

        Passes: one file with both names.
    """,
    "FTO217": """
        `record` names an entry of the official record none of whose names is one of the profile's, so the official
        status beside the answer may be another organization's. Correct the id, or add the name on the list to the
        aliases; `fto-check record ID` shows it.

        Fails::

            organization: {name: The Red Harbour Front, record: al-shabaab}    # FTO217
            sources: {}
            evidence: {}

        Passes::

            organization: {name: Harakat al-Shabaab, aliases: [al-Shabaab], record: al-shabaab}
            sources: {}
            evidence: {}
    """,
}
