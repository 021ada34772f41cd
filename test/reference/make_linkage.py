"""Makes linkage.json, the values that test/unit/engines/linkage.test.ts holds the engine to.

Run with any Python that has scikit-learn and scipy; the versions used are written into the file:
    python3 test/reference/make_linkage.py
"""
import json
import pathlib
import platform

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import cophenet, cut_tree, leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import pdist, squareform
from sklearn.datasets import load_iris
from sklearn.metrics import adjusted_rand_score

here = pathlib.Path(__file__).parent
iris = load_iris()


def described(distances, method):
    Z = linkage(distances, method)
    order = leaves_list(optimal_leaf_ordering(Z, distances))
    square = squareform(distances)
    return {
        "merges": Z.tolist(),
        "cophenetic": float(cophenet(Z, distances)[0]),
        "leaf_cost": float(square[order[:-1], order[1:]].sum()),
    }


def gower(numbers, categories):
    """The mean over the columns that are known in both: of numbers the difference by the range, of categories whether they differ."""
    n = len(numbers)
    square = np.zeros((n, n))
    spread = np.nanmax(numbers, axis=0) - np.nanmin(numbers, axis=0)
    for i in range(n):
        for j in range(n):
            parts = np.concatenate([np.abs(numbers[i] - numbers[j]) / spread, (categories[i] != categories[j]).astype(float)])
            square[i, j] = np.nanmean(parts)
    return squareform(square, checks=False)


rng = np.random.default_rng(8)
cloud = np.round(rng.normal(size=(60, 5)) * 3 + rng.integers(0, 3, 60)[:, None] * 4, 6)
numbers = np.round(rng.normal(size=(40, 2)) * 10, 4)
numbers[rng.random((40, 2)) < 0.08] = np.nan
categories = rng.integers(0, 3, (40, 2))
methods = ["ward", "average", "complete", "single"]

found = {
    "made_by": {"python": platform.python_version(), "scipy": scipy.__version__, "numpy": np.__version__, "sklearn": sklearn.__version__},
    "iris": {
        method: {
            **{k: v for k, v in described(pdist(iris.data), method).items() if k != "merges"},
            "heights": linkage(iris.data, method)[:, 2].tolist(),
            "rand": float(adjusted_rand_score(iris.target, cut_tree(linkage(iris.data, method), 3).ravel())),
        }
        for method in methods
    },
    "cloud": {
        "rows": cloud.tolist(),
        "euclidean": {method: described(pdist(cloud), method) for method in methods},
        "cosine": {method: described(pdist(cloud, "cosine"), method) for method in methods if method != "ward"},
    },
    "gower": {
        "numbers": [[None if np.isnan(x) else x for x in row] for row in numbers.tolist()],
        "categories": categories.tolist(),
        **{method: described(gower(numbers, categories), method) for method in methods if method != "ward"},
    },
}
(here / "linkage.json").write_text(json.dumps(found, indent=1) + "\n")
