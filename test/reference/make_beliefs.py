"""Waits and what the stratified proportional-hazards model with errors by customer says of them, computed the plain way with numpy:
the partial likelihood summed over risk sets, its root by bisection, score residuals by their definition. python make_beliefs.py > beliefs.json"""
import json

import numpy as np

rng = np.random.default_rng(11)
n = 160
unit = np.sort(rng.integers(0, 45, n))
stratum = rng.integers(0, 4, n)
about = (rng.random(n) < 0.4).astype(int)
wait = np.ceil(rng.exponential(30, n) * np.where(about == 1, 0.5, 1.0) * (1 + unit % 3)).astype(int)
looked = rng.integers(5, 90, n)
came = (wait <= looked).astype(int)
days = np.minimum(wait, looked)


def score(beta):
    total = info = 0.0
    for i in np.flatnonzero(came):
        at = (stratum == stratum[i]) & (days >= days[i])
        weight = np.exp(beta * about[at])
        share = (weight * about[at]).sum() / weight.sum()
        total += about[i] - share
        info += share * (1 - share)
    return total, info


low, high = -5.0, 5.0
for _ in range(200):
    middle = (low + high) / 2
    low, high = (middle, high) if score(middle)[0] > 0 else (low, middle)
beta = (low + high) / 2
info = score(beta)[1]
own = np.zeros(n)
for i in np.flatnonzero(came):
    at = (stratum == stratum[i]) & (days >= days[i])
    total = np.exp(beta * about[at]).sum()
    share = np.exp(beta * about[at]) @ about[at] / total
    own[i] += about[i] - share
    own[at] -= np.exp(beta * about[at]) * (about[at] - share) / total
robust = np.sqrt((np.bincount(unit, own) ** 2).sum()) / info
print(json.dumps({**{name: column.tolist() for name, column in dict(unit=unit, stratum=stratum, about=about, days=days, came=came).items()},
                  "beta": beta, "robust": robust, "plain": info ** -0.5}))
