"""Makes explaining.json: assignments, agreement of partitions, fifths' tail probabilities and adjusted p-values.

Run with any Python that has scipy and scikit-learn; the versions used are written into the file:
    python3 test/reference/make_explaining.py
"""
import json
import pathlib
import platform

import numpy as np
import scipy
import sklearn
from scipy.optimize import linear_sum_assignment
from scipy.stats import norm
from sklearn.metrics import adjusted_rand_score

rng = np.random.default_rng(20)


def adjusted(p):
    """Benjamini and Hochberg 1995, step up, written from the paper."""
    m = len(p)
    order = np.argsort(p)
    ranked = np.asarray(p)[order] * m / np.arange(1, m + 1)
    ranked = np.minimum.accumulate(ranked[::-1])[::-1]
    out = np.empty(m)
    out[order] = np.minimum(ranked, 1)
    return out.tolist()


assignments = []
for rows, columns in [(2, 2), (5, 5), (4, 7), (7, 4), (8, 8), (15, 15), (1, 6)]:
    # Distinct sums: with equal ones several assignments would be right.
    scores = np.round(rng.random((rows, columns)) * 1000) + 1
    r, c = linear_sum_assignment(scores, maximize=True)
    assignments.append({"scores": scores.tolist(), "total": float(scores[r, c].sum())})

partitions = []
for n, ka, kb in [(20, 3, 4), (200, 8, 5), (1000, 5, 11)]:
    a = rng.integers(0, ka, n)
    b = np.where(rng.random(n) < 0.4, a % kb, rng.integers(0, kb, n))
    partitions.append({"a": a.tolist(), "b": b.tolist(), "ari": float(adjusted_rand_score(a, b))})

zs = [0, 0.1, 0.5, 1, 1.5, 1.959963984540054, 2.5, 3, 4, 5, 6.5, 8]
p = np.round(rng.random(12) ** 3, 4).tolist()

json.dump(
    {
        "versions": {"python": platform.python_version(), "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "assignments": assignments,
        "partitions": partitions,
        "twoSided": [{"z": z, "p": float(2 * norm.sf(z))} for z in zs],
        "falseDiscovery": {"p": p, "q": adjusted(p)},
    },
    (pathlib.Path(__file__).parent / "explaining.json").open("w"),
    separators=(",", ":"),
)
