"""Makes stl-statsmodels.json, the values of statsmodels' STL that test/unit/engines/stl.test.ts holds the engine to.

    python3 test/reference/make_stl.py

Debian package: python3-statsmodels. Reads the series that make_stl.R wrote into stl-r.json.
"""
import json
import pathlib

import numpy as np
import statsmodels
from statsmodels.tsa.seasonal import STL

folder = pathlib.Path(__file__).parent
series = {case["name"]: case for case in json.loads((folder / "stl-r.json").read_text())["cases"]}


def case(name, choice, **params):
    source = series[name]
    found = STL(np.array(source["values"]), period=source["period"], **params).fit()
    return {
        "of": name,
        "choice": {"period": source["period"], **choice},
        "trend": found.trend.tolist(),
        "seasonal": found.seasonal.tolist(),
        "residual": found.resid.tolist(),
        "weights": found.weights.tolist(),
    }


cases = [
    case("co2, periodic", {}),
    case("nottem, robust and periodic", {"robust": True}, robust=True),
    case("UKgas, short windows and jumps", {"seasonal": 13, "degree": 0}, seasonal=13, seasonal_deg=0),
    case("UKgas, short windows and jumps", {"seasonal": 9, "trend": 21, "robust": True}, seasonal=9, trend=21, robust=True),
]
made_by = f"statsmodels {statsmodels.__version__}, numpy {np.__version__}"
(folder / "stl-statsmodels.json").write_text(json.dumps({"made_by": made_by, "cases": cases}, indent=1) + "\n")
