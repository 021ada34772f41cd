"""Makes rhythm.json, the values that test/unit/engines/rhythm.test.ts and its neighbours hold the engines to.

Likelihoods and prospects are written down here once more, from the papers, with hypergeometric functions and integrals of 25
digits; fits are scipy's, from likelihoods of doubles.

    python3 test/reference/make_rhythm.py        (Debian: python3-scipy, python3-sklearn, python3-mpmath)
"""
import csv
import json
import pathlib
import platform

import mpmath as mp
import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.spatial.distance import jensenshannon
from scipy.special import betainc, betaln, gammainc, gammaln, hyp2f1
from sklearn.ensemble import IsolationForest

here = pathlib.Path(__file__).parent
mp.mp.dps = 25
rng = np.random.default_rng(20240611)


# --- Customers that do what a model says -------------------------------------------------------------------------------
def simulated(n, k, leave):
    """x, t_x, T in weeks of days, and the sum of the logarithms of the gaps. `leave`: coin or any moment."""
    rows = []
    for _ in range(n):
        watched = float(rng.integers(180, 366))
        rate = rng.gamma(1.1, 1 / 6) * k / 7 + 1e-9
        p = rng.beta(0.9, 2.5)
        life = rng.exponential(1 / (rng.gamma(0.8, 1 / 12) + 1e-9)) * 7 if leave == "moment" else np.inf
        days, at = [0.0], 0.0
        gone = leave == "coin" and rng.random() < p
        while not gone:
            at = np.ceil(at + rng.gamma(k, 1 / rate))
            if at > min(watched, life) or len(days) > 300:
                break
            days.append(at)
            gone = leave == "coin" and rng.random() < p
        gaps = np.diff(days) / 7
        rows.append([len(days) - 1, days[-1] / 7, watched / 7, float(np.log(gaps).sum())])
    return np.array(rows)


# --- Log-likelihoods in doubles ----------------------------------------------------------------------------------------
def bg(theta, x, tx, T, first):
    r, alpha, a, b = theta
    m = x + first
    base = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + m) - betaln(a, b)
    stays = -(r + x) * np.log(alpha + T)
    left = np.where(m > 0, np.log(a) - np.log(b + np.maximum(m, 1) - 1) - (r + x) * np.log(alpha + tx), -np.inf)
    return (base + np.logaddexp(stays, left)).sum()


def erlang(theta, x, tx, T, k):
    r, alpha, a, b = theta
    R = r + k * x
    base = gammaln(R) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x + 1) - betaln(a, b)
    with np.errstate(divide="ignore"):
        log_open = np.log(T - tx)
    parts = [np.log(a) - np.log(b + x) - R * np.log(alpha + tx)]
    for j in range(k):
        waiting = 0 if j == 0 else j * log_open
        parts.append(gammaln(R + j) - gammaln(R) - gammaln(j + 1) + waiting - (R + j) * np.log(alpha + T))
    return (base + np.logaddexp.reduce(parts)).sum()


def pareto(theta, x, tx, T):
    """Closed form of Fader and Hardie (2005), A note on deriving the Pareto/NBD model."""
    r, alpha, s, beta = theta
    more, less = max(alpha, beta), min(alpha, beta)
    B = s + 1 if alpha >= beta else r + x
    A = r + s + x
    part = lambda t: hyp2f1(A, B, A + 1, (more - less) / (more + t)) / (more + t) ** A
    inner = (alpha + T) ** -(r + x) * (beta + T) ** -s + s / A * (part(tx) - part(T))
    return (gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) + np.log(inner)).sum()


def gamma_gamma(theta, x, z):
    p, q, v = theta
    return (
        gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) + (p * x - 1) * np.log(z) + p * x * np.log(x)
        - (p * x + q) * np.log(v + x * z)
    ).sum()


def pool(theta, counts, sums, logs):
    k, r, alpha = theta
    R = r + k * counts
    return (gammaln(R) - gammaln(r) + r * np.log(alpha) + (k - 1) * logs - counts * gammaln(k) - R * np.log(alpha + sums)).sum()


def fit(function, start):
    best = None
    goal = lambda at: -function(np.exp(at))
    for shift in (0, 0.7, -0.7):
        found = minimize(goal, np.log(start) + shift, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 20000, "maxfev": 20000})
        if best is None or found.fun < best.fun:
            best = found
    theta = np.exp(best.x)
    # The observed information by second differences of the log-likelihood.
    n = len(theta)
    step = 1e-4 * theta
    H = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            e, f = np.eye(n)[i] * step, np.eye(n)[j] * step
            H[i, j] = -(function(theta + e + f) - function(theta + e - f) - function(theta - e + f) + function(theta - e - f)) / (4 * step[i] * step[j])
    return {"parameters": theta.tolist(), "logLikelihood": -best.fun, "standardErrors": np.sqrt(np.diag(np.linalg.inv(H))).tolist()}


coin = simulated(400, 1, "coin")
moment = simulated(300, 1, "moment")
regular = simulated(400, 3, "coin")
columns = lambda rows: {name: rows[:, i].tolist() for i, name in enumerate(["x", "tx", "T", "logGaps"])}
regularity = lambda rows, k: (k - 1) * rows[:, 3].sum() - rows[:, 0].sum() * gammaln(k)
start = [1, 6, 1, 2]
fits = {
    "bgnbd": fit(lambda t: bg(t, *coin[:, :3].T, 0), start),
    "mbgnbd": fit(lambda t: bg(t, *coin[:, :3].T, 1), start),
    "paretonbd": fit(lambda t: pareto(t, *moment[:, :3].T), [1, 6, 1, 12]),
    "mbgcnbdk": [
        {"k": k, **(found := fit(lambda t: erlang(t, *regular[:, :3].T, k), [1, 2, 1, 2])), "logLikelihood": found["logLikelihood"] + regularity(regular, k)}
        for k in (2, 3, 4)
    ],
}

orders = rng.integers(1, 9, 250)
means = np.array([rng.gamma(6 * x, 1 / (rng.gamma(4, 1 / 15) * x)) for x in orders])
spends = {"x": orders.tolist(), "meanValue": means.tolist(), **fit(lambda t: gamma_gamma(t, orders, means), [5, 4, 15])}

gaps, starts = [], [0]
for _ in range(150):
    pace = rng.gamma(2.5, 1 / 60)
    gaps += np.ceil(rng.gamma(3.0, 1 / pace, rng.integers(0, 9))).tolist()
    starts.append(len(gaps))
pieces = [np.array(gaps[a:b]) for a, b in zip(starts, starts[1:]) if b > a]
counts, sums, logs = (np.array([f(piece) for piece in pieces]) for f in (len, np.sum, lambda piece: np.log(piece).sum()))
own = {"gaps": gaps, "starts": starts, **fit(lambda t: pool(t, counts, sums, logs), [2, 2, 60])}
k, r, alpha = own["parameters"]
predictive = []
for piece in ([], [20], [30, 33, 28], [7] * 20):
    law = stats.betaprime(k, r + k * len(piece), scale=alpha + sum(piece))
    for waited in (0, 10, 45, 400):
        predictive.append({"own": piece, "open": waited, "above": float(betainc(r + k * len(piece), k, (alpha + sum(piece)) / (alpha + sum(piece) + waited))), "quantiles": [float(law.ppf(q)) for q in (0.05, 0.5, 0.95)]})
own["predictive"] = predictive


# --- Likelihood and prospects of single customers, 25 digits ---------------------------------------------------------------
def number(value):
    return float(value)


def of_pareto(r, alpha, s, beta, x, tx, T, h):
    r, alpha, s, beta, tx, T, h = map(mp.mpf, (r, alpha, s, beta, tx, T, h))
    R = r + x
    points = [tx + (T - tx) * mp.mpf(i) ** 3 / 1000 for i in range(11)]
    integral = mp.quad(lambda u: (alpha + u) ** -R * (beta + u) ** -(s + 1), points) if T > tx else mp.mpf(0)
    stays = (alpha + T) ** -R * (beta + T) ** -s
    log = mp.loggamma(R) - mp.loggamma(r) + r * mp.log(alpha) + s * mp.log(beta) + mp.log(stays + s * integral)
    alive = stays / (stays + s * integral)
    A, B = alpha + T, beta + T
    active = mp.log(1 + h / B) if s == 1 else (1 - (B / (B + h)) ** (s - 1)) / (s - 1)
    order = mp.quad(lambda u: R * A**R / (A + u) ** (R + 1) * (B / (B + u)) ** s, [0, h / 100, h / 10, h])
    return log, alive, alive * R * B / A * active, alive * order


def of_coin(r, alpha, a, b, k, first, x, tx, T, h):
    r, alpha, a, b, tx, T, h = map(mp.mpf, (r, alpha, a, b, tx, T, h))
    m = x + first
    R, A = r + k * x, alpha + T
    phases = [mp.rf(R, j) / mp.factorial(j) * (T - tx) ** j * A ** -(R + j) for j in range(k)]
    stays = mp.fsum(phases)
    left = a / (b + m - 1) * (alpha + tx) ** -R if m > 0 else mp.mpf(0)
    log = mp.loggamma(R) - mp.loggamma(r) + r * mp.log(alpha) + mp.log(mp.beta(a, b + m) / mp.beta(a, b)) + mp.log(stays + left)
    alive = stays / (stays + left)
    if k == 1:
        # The papers' closed form.
        z = h / (A + h)
        C = a + b + m - 1
        expected = C / (a - 1) * (1 - (A / (A + h)) ** R * mp.hyp2f1(R, b + m, C, z))
        return log, alive, alive * expected, alive * (1 - (A / (A + h)) ** R)
    # Renewals at a known rate, averaged over what is known of the rate; in doubles.
    stay = [1.0]
    for n in range(1, 400):
        stay.append(stay[-1] * float((b + m + n - 1) / (a + b + m + n - 1)))
    counts = np.arange(1, 401)
    expected = order = 0.0
    for j, weight in enumerate(phases):
        law = stats.gamma(float(R + j), scale=float(1 / A))
        edges = [0, *law.ppf([0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999]), law.ppf(1 - 1e-13)]
        integral = lambda f: sum(quad(lambda rate: law.pdf(rate) * f(rate), lo, hi, epsabs=0, epsrel=1e-12)[0] for lo, hi in zip(edges, edges[1:]))
        expected += float(weight / stays) * integral(lambda rate: (gammainc(counts * k - j, rate * float(h)) * stay).sum())
        order += float(weight / stays) * integral(lambda rate: gammainc(k - j, rate * float(h)))
    return log, alive, alive * expected, alive * order


customers = [(0, 0, 38.86), (2, 30.43, 38.86), (1, 0.14, 27), (7, 20, 20), (29, 38, 39), (3, 5, 150)]
singles = []
for x, tx, T in customers:
    for h in (4, 39):
        for theta in ((0.553, 10.578, 0.606, 11.669), (0.3, 0.05, 2.5, 40), (2.0, 30, 1.0, 0.02), (5.0, 2, 0.4, 300)):
            singles.append(["paretonbd", 1, theta, x, tx, T, h, *map(number, of_pareto(*theta, x, tx, T, h))])
        for theta in ((0.243, 4.414, 0.793, 2.426), (0.525, 6.183, 1.4, 1.614), (3.0, 0.5, 0.05, 0.3), (0.02, 60, 20, 700)):
            for model, first in (("bgnbd", 0), ("mbgnbd", 1)):
                singles.append([model, 1, theta, x, tx, T, h, *map(number, of_coin(*theta, 1, first, x, tx, T, h))])
for x, tx, T in ((0, 0, 20), (2, 9.5, 20), (8, 30, 36)):
    singles.append(["mbgcnbdk", 2, (1.33, 2.81, 0.425, 0.79), x, tx, T, 13, *map(number, of_coin(1.33, 2.81, 0.425, 0.79, 2, 1, x, tx, T, 13))])
    singles.append(["mbgcnbdk", 4, (1.33, 2.81, 0.425, 0.79), x, tx, T, 5, *map(number, of_coin(1.33, 2.81, 0.425, 0.79, 4, 1, x, tx, T, 5))])

# --- Special functions, integrals ------------------------------------------------------------------------------------------
def shares(x, a, b):
    try:
        return mp.betainc(a, b, 0, x, regularized=True), mp.betainc(a, b, x, 1, regularized=True)
    except ValueError:
        pass  # Its series does not converge; the integral does for a and b that are not small.
    x, a, b = map(mp.mpf, (x, a, b))
    # In the angle whose squared sine is t.
    density = lambda angle: 2 * mp.sin(angle) ** (2 * a - 1) * abs(mp.cos(angle)) ** (2 * b - 1)
    part = lambda low, high: mp.quad(density, [low + (high - low) * mp.mpf(i) / 60 for i in range(61)])
    middle = mp.asin(mp.sqrt(x))
    below, above = part(0, middle), part(middle, mp.pi / 2)
    return below / (below + above), above / (below + above)


arguments = [1e-8, 1e-3, 0.24, 0.5, 0.999999, 1, 1.5, 2, 2.0000001, 3.7, 9.99, 10, 25.5, 170, 1e4, 1e9]
special = {
    "gamma": [[x, number(mp.loggamma(mp.mpf(x))), number(mp.digamma(mp.mpf(x)))] for x in arguments],
    "beta": [
        [x, a, b, *map(number, shares(x, a, b))]
        for x in (1e-6, 0.03, 0.4, 0.8, 0.999)
        for a, b in ((0.5, 0.5), (2.3, 7.1), (30, 4), (0.1, 12), (900, 1500))
    ],
    "powers": [
        [*case, number(mp.log(mp.quad(lambda u: (mp.mpf(case[0]) + u) ** -mp.mpf(case[2]) * (mp.mpf(case[1]) + u) ** -mp.mpf(case[3]), [case[4] + (mp.mpf(case[5]) - case[4]) * mp.mpf(i) ** 4 / 160000 for i in range(21)])))]
        for case in (
            (10.6, 11.7, 2.55, 1.6, 30.4, 38.9), (0.01, 50, 0.3, 1.5, 0, 40), (50, 0.001, 3, 1.2, 0, 100), (5, 5, 0.2, 1.01, 0, 1e-9),
            (2, 900, 400, 1.3, 10, 80), (900, 2, 4000, 1.3, 0.5, 80), (1e-6, 1e6, 0.1, 1.5, 0, 52), (3, 3, 50000, 1.5, 100, 104),
        )
    ],
}

# --- Isolation forest: mean scores of scikit-learn on iris; divergence of two mixes ------------------------------------------
with open(here / "iris.csv") as file:
    iris = np.array([row[:4] for row in list(csv.reader(file))[1:]], dtype=float)
scores = np.mean([-IsolationForest(n_estimators=100, max_samples=100, random_state=seed).fit(iris).score_samples(iris) for seed in range(20)], axis=0)
mixes = []
for before, later in (([10, 20, 30], [30, 20, 10]), ([5, 0, 7, 1], [0, 3, 7, 1]), ([4, 0], [0, 9]), ([3, 3], [6, 6])):
    mixes.append({"before": before, "later": later, "divergence": float(jensenshannon(before, later, base=2) ** 2)})

values = {
    "madeWith": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "mpmath": mp.__version__, "scikit-learn": sklearn.__version__},
    "histories": {"coin": columns(coin), "moment": columns(moment), "regular": columns(regular)},
    "fits": fits,
    "spends": spends,
    "own": own,
    "singles": singles,
    "special": special,
    "isolation": {"sample": 100, "scores": scores.tolist()},
    "mixes": mixes,
}
(here / "rhythm.json").write_text(json.dumps(values) + "\n")
