#!/usr/bin/env bash
# Hostile inputs, hand-made and mutated, through every verb that reads a project. See hostile.py.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
MAINSTAY_NO_REBUILD=1 exec python3 Tests/hostile.py ./mainstay
