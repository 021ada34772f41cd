"""Makes kpis.json: KPIs of Online Retail and of the sample shop, computed from the files with pandas, never from Sextant's tables.

    npm run -s cli -- sample --out /tmp/sample          (1,700 customers, seed 1)
    python3 test/reference/make_kpis.py /tmp/sample ../shared/data/online-retail/by-day

Debian packages: python3-pandas, python3-openpyxl. Definitions: docs/methods/kpis.md. test/unit/tasks/kpis-reference.test.ts compares.
"""
import glob
import json
import pathlib
import sys

import numpy as np
import pandas as pd

out = {}


def share(part, whole):
    return None if whole == 0 else part / whole


def of_orders(lines, start, end, before=None):
    """lines: order, customer, at, amount, sale, back; days from start to end, both included."""
    start, end = pd.Timestamp(start), pd.Timestamp(end) + pd.Timedelta(days=1)
    sales = lines[lines.sale]
    orders = sales.groupby("order").agg(at=("at", "min"), customer=("customer", "first"), gross=("amount", "sum"))
    first = orders.dropna(subset=["customer"]).groupby("customer")["at"].min()
    now = orders[(orders["at"] >= start) & (orders["at"] < end)]
    of_span = lines[(lines["at"] >= start) & (lines["at"] < end)]
    per_customer = now.dropna(subset=["customer"]).groupby("customer").size()
    brought = lines[lines["at"] < end].dropna(subset=["customer"]).groupby("customer")["amount"].sum()
    ever = first[first < end].index
    found = {
        "revenue": of_span["amount"].sum(),
        "orders": len(now),
        "aov": now["gross"].mean(),
        "customers": len(per_customer),
        "new-customers": int(((first >= start) & (first < end)).sum()),
        "repeat-purchase-rate": share(int((per_customer >= 2).sum()), len(per_customer)),
        "purchase-frequency": per_customer.mean(),
        "return-rate": share(int(of_span["back"].sum()), int(of_span["sale"].sum())),
        "clv": brought.reindex(ever).fillna(0).mean(),
    }
    if before:
        b_start, b_end = pd.Timestamp(before[0]), pd.Timestamp(before[1]) + pd.Timedelta(days=1)
        earlier = set(orders[(orders["at"] >= b_start) & (orders["at"] < b_end)]["customer"].dropna())
        kept = len(earlier & set(per_customer.index))
        found["retention"] = share(kept, len(earlier))
        found["churn"] = share(len(earlier) - kept, len(earlier))
        then = lines[(lines["at"] >= b_start) & (lines["at"] < b_end)]["amount"].sum()
        found["revenue-growth"] = found["revenue"] / then - 1
    # 90 days from the first to the second order, by days.
    days = orders.dropna(subset=["customer"]).sort_values(["at"], kind="stable").assign(day=lambda o: o["at"].dt.normalize())
    second = days.groupby("customer")["day"].nth(1)
    begun = first.dt.normalize()
    cohort = begun[(begun >= start - pd.Timedelta(days=90)) & (begun < end - pd.Timedelta(days=90))]
    gap = second.reindex(cohort.index) - cohort
    found["cohort-retention"] = share(int((gap <= pd.Timedelta(days=90)).sum()), len(cohort))
    return found, now, per_customer, first


def cohorts(lines, last_whole_month):
    sales = lines[lines.sale].dropna(subset=["customer"])
    orders = sales.groupby("order").agg(at=("at", "min"), customer=("customer", "first"))
    orders["month"] = orders["at"].dt.to_period("M")
    orders = orders[orders["month"] <= pd.Period(last_whole_month)]
    orders["cohort"] = orders.groupby("customer")["month"].transform("min")
    orders["later"] = (orders["month"] - orders["cohort"]).map(lambda d: d.n)
    table = orders.groupby(["cohort", "later"])["customer"].nunique()
    return {str(c): [int(table.get((c, k), 0)) for k in range((pd.Period(last_whole_month) - c).n + 1)] for c in sorted(orders["cohort"].unique())}


def plain(figures):
    return {name: None if value is None or (isinstance(value, float) and np.isnan(value)) else float(value) for name, value in figures.items()}


# The sample shop.
folder = pathlib.Path(sys.argv[1])
book = pd.read_excel(folder / "orders.xlsx", sheet_name=0, dtype=str)
print(list(book.columns), len(book), file=sys.stderr)
if __name__ == "__main__" and len(sys.argv) == 2:
    print(book.head(3).to_string())
    sys.exit()
