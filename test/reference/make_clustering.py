"""Makes iris.csv and clustering.json, the values that test/unit/engines holds the engines to.

Run with any Python that has scikit-learn; the versions used are written into the file:
    python3 test/reference/make_clustering.py
"""
import csv
import json
import pathlib
import platform

import numpy as np
import scipy
import sklearn
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_samples,
    silhouette_score,
)

here = pathlib.Path(__file__).parent
iris = load_iris()
X, species = iris.data, iris.target

with open(here / "iris.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["sepal_length", "sepal_width", "petal_length", "petal_width", "species"])
    for row, kind in zip(X, species):
        out.writerow([*(f"{value:g}" for value in row), iris.target_names[kind]])


def per_cluster(labels):
    samples = silhouette_samples(X, labels)
    return [float(samples[labels == c].mean()) for c in range(labels.max() + 1)]


def best(k):
    model = KMeans(k, n_init=50, random_state=0, algorithm="lloyd").fit(X)
    return {
        "k": k,
        "inertia": float(model.inertia_),
        "sizes": sorted((int(size) for size in np.bincount(model.labels_)), reverse=True),
        "silhouette": float(silhouette_score(X, model.labels_)),
        "ariWithSpecies": float(adjusted_rand_score(species, model.labels_)),
    }


def from_rows(rows):
    model = KMeans(len(rows), init=X[rows], n_init=1, algorithm="lloyd", tol=1e-4).fit(X)
    return {
        "rows": rows,
        "labels": model.labels_.tolist(),
        "centroids": model.cluster_centers_.tolist(),
        "inertia": float(model.inertia_),
        "iterations": int(model.n_iter_),
    }


def silhouettes_of(name, labels):
    return {
        "name": name,
        "labels": labels.tolist(),
        "silhouette": float(silhouette_score(X, labels)),
        "perCluster": per_cluster(labels),
        "calinskiHarabasz": float(calinski_harabasz_score(X, labels)),
        "daviesBouldin": float(davies_bouldin_score(X, labels)),
    }


alone = species.copy()
alone[0] = 3  # a cluster of one
values = {
    "madeWith": {
        "python": platform.python_version(),
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    },
    "iris": {
        "best": [best(k) for k in range(2, 11)],
        "fromRows": [from_rows([0, 50, 100]), from_rows([0, 1, 2, 3, 4]), from_rows([149, 148])],
        "silhouettes": [silhouettes_of("species", species), silhouettes_of("one alone", alone)],
        "principalComponents": {
            "explained": PCA().fit(X).explained_variance_ratio_.tolist(),
            "vectors": PCA().fit(X).components_.tolist(),
        },
    },
}
(here / "clustering.json").write_text(json.dumps(values, indent=1) + "\n")
