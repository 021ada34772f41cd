"""How pandas and Python's csv module score on the Pollock files that are here, by the benchmark's simple score.

    /usr/bin/python3 test/reference/pollock_peers.py ../shared/data/messy/pollock/polluted_files

Both are given each file's parameters (delimiter, quote, escape, lines above the header), as in the benchmark; Sextant is
given none but whether there is a header. Cells are compared as they stand. An empty file counts as read by a tool that
says so: its clean version is empty too.
"""
import csv
import json
import os
import sys
from collections import Counter

import pandas

folder = sys.argv[1]


def measures(source, loaded):
    if not source:
        return [1.0, 1.0, 1.0]
    common = sum((Counter(source) & Counter(loaded)).values())
    if common == 0:
        return [0.0, 0.0, 0.0]
    p, r = common / len(source), common / len(loaded)
    return [p, r, 2 * p * r / (p + r)]


def score(clean, loaded):
    if not clean:
        return 10.0
    found = [1.0]
    found += measures(clean[0], loaded[0] if loaded else [])
    found += measures(["".join(row) for row in clean[1:]], ["".join(row) for row in loaded[1:]])
    found += measures([cell for row in clean for cell in row], [cell for row in loaded for cell in row])
    return sum(found)


def with_pandas(path, p):
    quote = p["quotechar"] or '"'
    escape = None if p["escapechar"] in ("", quote) else p["escapechar"]
    frame = pandas.read_csv(
        path, sep=p["delimiter"] or ",", quotechar=quote, escapechar=escape, header=0 if p["header_lines"] else None,
        skiprows=p["preamble_lines"], dtype=str, keep_default_na=False, on_bad_lines="skip", index_col=False, engine="python")
    rows = [[("" if cell is None else str(cell)) for cell in row] for row in frame.values.tolist()]
    return ([[str(name) for name in frame.columns]] if p["header_lines"] else []) + rows


def with_csv(path, p):
    quote = p["quotechar"] or '"'
    escape = None if p["escapechar"] in ("", quote) else p["escapechar"]
    with open(path, newline="") as file:
        rows = list(csv.reader(file, delimiter=(p["delimiter"] or ",")[0], quotechar=quote, escapechar=escape,
                               skipinitialspace=len(p["delimiter"]) > 1))
    return rows[p["preamble_lines"]:]


for name, read in (("pandas " + pandas.__version__, with_pandas), ("csv", with_csv)):
    total, files = 0.0, sorted(os.listdir(os.path.join(folder, "csv")))
    for file in files:
        with open(os.path.join(folder, "clean", file), newline="") as clean_file:
            clean = list(csv.reader(clean_file))
        with open(os.path.join(folder, "parameters", file + "_parameters.json")) as parameter_file:
            parameters = json.load(parameter_file)
        try:
            total += score(clean, read(os.path.join(folder, "csv", file), parameters))
        except Exception as error:
            total += 10.0 if not clean else 0.0
            if clean:
                print("   ", name, file, error)
    print(f"{name}: {total / len(files):.4f} on {len(files)} files")
