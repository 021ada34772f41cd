"""Reference values of the engines behind upsell: scikit-learn and scipy. Writes upsell.json beside itself.

python3 make_upsell.py            (scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2)
"""
import json
import os

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.datasets import make_moons
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

out = {"versions": {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}}

# Logistic regression: columns on different scales, one constant, one repeated.
rng = np.random.default_rng(1)
n = 80
x = np.column_stack([rng.normal(0, 1, n), rng.normal(50, 12, n), rng.integers(0, 3, n), np.full(n, 4.0), np.zeros(n)])
x[:, 4] = x[:, 0]
x = np.round(x, 4)
y = (x[:, 0] + 0.05 * (x[:, 1] - 50) + rng.logistic(0, 1, n) > 0.5).astype(int)
cases = []
for penalty in (0.01, 1.0, 25.0):
    for scaled in (False, True):
        z = StandardScaler().fit_transform(x) if scaled else x
        fit = LogisticRegression(C=1 / penalty, tol=1e-10, max_iter=1000, solver="newton-cholesky").fit(z, y)
        cases.append({"penalty": penalty, "standardise": scaled, "coefficients": fit.coef_[0].tolist(), "intercept": float(fit.intercept_[0]),
                      "chances": fit.predict_proba(z)[:5, 1].tolist()})
separable = LogisticRegression(C=1.0, tol=1e-10, max_iter=1000, solver="newton-cholesky").fit([[-2.0], [-1.0], [1.0], [3.0]], [0, 0, 1, 1])
out["logistic"] = {"x": x.ravel().tolist(), "p": 5, "y": y.tolist(), "cases": cases,
                   "separable": {"coefficient": float(separable.coef_[0][0]), "intercept": float(separable.intercept_[0])}}

# Measures, with ties.
score = np.round(rng.beta(2, 5, 60), 1).clip(0.1, 0.9)
label = (rng.uniform(size=60) < score).astype(int)
out["metrics"] = {"score": score.tolist(), "label": label.tolist(), "auc": roc_auc_score(label, score),
                  "prAuc": average_precision_score(label, score), "logLoss": log_loss(label, score), "brier": brier_score_loss(label, score)}

# scikit-learn's example of comparing models, with the corrected t of Nadeau and Bengio.
mx, my = make_moons(noise=0.352, random_state=1, n_samples=100)
cv = RepeatedStratifiedKFold(n_splits=10, n_repeats=10, random_state=0)
rbf = cross_val_score(SVC(kernel="rbf", random_state=0), mx, my, scoring="roc_auc", cv=cv)
linear = cross_val_score(SVC(kernel="linear", random_state=0), mx, my, scoring="roc_auc", cv=cv)
difference = rbf - linear
k, train, test = len(difference), 90, 10
t = difference.mean() / np.sqrt(difference.var(ddof=1) * (1 / k + test / train))
naive = difference.mean() / np.sqrt(difference.var(ddof=1) / k)
out["correctedT"] = {"differences": difference.tolist(), "train": train, "test": test, "t": t, "p": stats.t.sf(t, k - 1),
                     "naiveT": naive, "naiveP": stats.t.sf(naive, k - 1)}


def lcg(seed, count):
    """Uniform numbers that another language makes in the same way."""
    state, numbers = seed, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 4294967296
        numbers.append(state / 4294967296)
    return np.array(numbers)


# Boosted trees: a rule with an interaction, 3,000 rows to learn from and 3,000 to be judged by.
m, p = 6000, 6
bx = lcg(7, m * p).reshape(m, p)
chance = 1 / (1 + np.exp(-(4 * (bx[:, 0] - 0.5) + 6 * (bx[:, 1] > 0.6) * (bx[:, 2] - 0.5) + np.sin(6 * bx[:, 3]))))
by = (lcg(11, m) < chance).astype(int)
boosted = []
for leaves, trees in ((31, 100), (7, 50)):
    fit = HistGradientBoostingClassifier(max_iter=trees, max_leaf_nodes=leaves, early_stopping=False).fit(bx[:3000], by[:3000])
    said = fit.predict_proba(bx[3000:])[:, 1]
    boosted.append({"leaves": leaves, "trees": trees, "auc": roc_auc_score(by[3000:], said), "logLoss": log_loss(by[3000:], said),
                    "first": said[:10].tolist()})
out["boosted"] = {"rows": m, "columns": p, "cases": boosted}

# Exact test of a rule, one-sided.
tables = [[8, 2, 5, 85], [3, 7, 40, 50], [0, 10, 4, 86], [120, 380, 900, 8600]]
out["fisher"] = [{"table": table, "p": stats.fisher_exact([table[:2], table[2:]], alternative="greater")[1]} for table in tables]
out["poisson"] = [{"count": c, "expected": e, "p": stats.poisson.sf(c - 1, e)} for c, e in ((5, 2.0), (12, 12.0), (0, 3.0), (150, 100.0))]

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "upsell.json"), "w") as file:
    json.dump(out, file, indent=1)
    file.write("\n")
print({key: out["correctedT"][key] for key in ("t", "p", "naiveT", "naiveP")}, out["boosted"])
