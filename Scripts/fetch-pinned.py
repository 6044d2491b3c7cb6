#!/usr/bin/env python3
"""Download the source archives that a pins file names, and check their hashes.

    fetch-pinned.py PINS FOLDER

Each archive lands in FOLDER as NAME-VERSION.tar.gz; one that is there with the right hash is not fetched again.
Asks pip for the archive's address, so pip's own configuration (index, mirror, proxy, certificates) holds.
`pip download` alone would do, but spends several seconds per package on metadata that nobody reads:
it is the fallback, should a future pip have changed inside.

Exit status: 0 all there; 2 something is missing, and standard error says what to do.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)\s+--hash=sha256:(?P<hash>[0-9a-f]{64})(\s|$)")


class Failure(Exception):
    """What went wrong and what to do, in words for the person who runs the set-up."""


def read_pins(path):
    pins = []
    for number, line in enumerate(Path(path).read_text().splitlines(), 1):
        if line.startswith("# ==="):  # from here on, what pip installs by itself
            break
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = PIN.match(line)
        if not match:
            raise Failure(f"{path}:{number}: not of the form NAME==VERSION --hash=sha256:HASH  # WHAT FILES...")
        pins.append((match["name"], match["version"], match["hash"]))
    return pins


def is_there(path, wanted):
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == wanted


def store(content, name, version, wanted, path):
    """Write the archive under its final name only when it is the one that is pinned."""
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        raise Failure(
            f"{name} {version} is not the pinned archive:\n  expected sha256 {wanted}\n  got      sha256 {found}\n"
            "Nothing of it was used. Either the download was damaged or altered on its way (try again, or from\n"
            "another network), or the package index serves something else under this name: do not change the pin\n"
            "before you know which."
        )
    part = path.with_suffix(f".part{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)


def download_with_pips_machinery(missing, folder):
    from pip._internal.commands import create_command
    from pip._vendor.packaging.specifiers import SpecifierSet
    from pip._vendor.requests.exceptions import RequestException

    command = create_command("download")
    options, _ = command.parse_args(["--no-deps", "--no-binary", ":all:", "any"])
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options=options, session=session)
        for name, version, wanted in missing:
            best = finder.find_best_candidate(name, SpecifierSet(f"=={version}")).best_candidate
            if best is None:
                raise Failure(not_downloaded(name, version, "the package index was not reached, or has no such source archive"))
            try:
                # Asked for as it is: an archive that is decompressed on its way would not match its hash.
                response = session.get(best.link.url_without_fragment, headers={"Accept-Encoding": "identity"})
                response.raise_for_status()
                content = response.content
            except (RequestException, OSError) as error:
                raise Failure(not_downloaded(name, version, str(error))) from error
            store(content, name, version, wanted, folder / f"{name}-{version}.tar.gz")


def download_with_pip(missing, folder):
    print("mainstay set-up: this pip is new to us, so its own download command is used, which is slower", file=sys.stderr)
    for name, version, wanted in missing:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            # pip runs an archive's own metadata step, but not before it has checked the hash.
            requirements = Path(scratch) / "requirements.txt"
            requirements.write_text(f"{name}=={version} --hash=sha256:{wanted}\n")
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            command += ["--require-hashes", "--dest", scratch, "--requirement", str(requirements)]
            result = subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False)
            archives = list(Path(scratch).glob("*.tar.gz"))
            if result.returncode != 0 or not archives:
                raise Failure(not_downloaded(name, version, "pip download failed, see above"))
            store(archives[0].read_bytes(), name, version, wanted, folder / f"{name}-{version}.tar.gz")


def not_downloaded(name, version, why):
    return (
        f"could not download {name} {version}: {why}\n"
        "Check the network. Behind a proxy or with a mirror, tell pip (HTTPS_PROXY, PIP_INDEX_URL or pip.conf);\n"
        f"this must work:  python3 -m pip download --no-deps --no-binary :all: {name}=={version}\n"
        "Then run the same command again: what is already downloaded is kept."
    )


def main():
    pins_file, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    missing = [pin for pin in read_pins(pins_file) if not is_there(folder / f"{pin[0]}-{pin[1]}.tar.gz", pin[2])]
    if not missing:
        return
    try:
        download_with_pips_machinery(missing, folder)
    except (ImportError, AttributeError, TypeError):
        download_with_pip(missing, folder)


try:
    main()
except Failure as failure:
    print(f"mainstay set-up: {failure}", file=sys.stderr)
    sys.exit(2)
