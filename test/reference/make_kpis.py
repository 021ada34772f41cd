"""Makes kpis.json: KPIs of Online Retail and of the sample shop, computed from the files with pandas, never from Sextant's tables.

    npm run -s cli -- sample --out /tmp/sample          (1,700 customers, seed 1)
    python3 test/reference/make_kpis.py /tmp/sample ../shared/data/online-retail/by-day

Debian package: python3-pandas. Definitions: docs/methods/kpis.md. test/integration/kpis-reference.test.ts compares.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

import numpy as np
import pandas as pd

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet(path):
    """The first sheet of a workbook as text."""
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(t.text or "" for t in si.iter(f"{{{NS['m']}}}t")) for si in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        root = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in root.iterfind(".//m:row", NS):
        cells = {}
        for cell in row.iterfind("m:c", NS):
            column = re.match(r"[A-Z]+", cell.get("r")).group()
            value = cell.find("m:v", NS)
            if cell.get("t") == "s":
                cells[column] = shared[int(value.text)]
            elif cell.get("t") == "inlineStr":
                cells[column] = "".join(t.text or "" for t in cell.iter(f"{{{NS['m']}}}t"))
            elif value is not None:
                cells[column] = value.text
        rows.append(cells)
    header = rows[0]
    return pd.DataFrame([{header[c]: r.get(c) for c in header} for r in rows[1:]])


def share(part, whole):
    return None if whole == 0 else part / whole


def days(start, end):
    return pd.Timestamp(start), pd.Timestamp(end) + pd.Timedelta(days=1)


def within(at, span):
    start, end = days(*span)
    return (at >= start) & (at < end)


class Shop:
    """lines: order, customer, at, amount, sale and back (booleans), and what breakdowns need."""

    def __init__(self, lines):
        self.lines = lines
        sales = lines[lines.sale].sort_values("at", kind="stable")
        keys = [c for c in ["channel", "country"] if c in lines]
        self.orders = sales.groupby("order").agg(at=("at", "min"), customer=("customer", "first"), gross=("amount", "sum"), **{k: (k, "first") for k in keys})
        self.known = self.orders.dropna(subset=["customer"]).sort_values("at", kind="stable")
        self.first = self.known.groupby("customer")["at"].min()

    def figures(self, span, before=None, cohort=True):
        lines = self.lines[within(self.lines["at"], span)]
        orders = self.orders[within(self.orders["at"], span)]
        known = orders.dropna(subset=["customer"])
        per_customer = known.groupby("customer").size()
        start, end = days(*span)
        ever = self.first[self.first < end].index
        brought = self.lines[self.lines["at"] < end].dropna(subset=["customer"]).groupby("customer")["amount"].sum()
        found = {
            "revenue": lines["amount"].sum(),
            "orders": len(orders),
            "aov": orders["gross"].mean(),
            "customers": len(per_customer),
            "new-customers": int(within(self.first, span).sum()),
            "repeat-purchase-rate": share(int((per_customer >= 2).sum()), len(per_customer)),
            "purchase-frequency": per_customer.mean(),
            "return-rate": share(int(lines["back"].sum()), int(lines["sale"].sum())),
            "clv": brought.reindex(ever).fillna(0).mean(),
        }
        if before:
            earlier = set(self.orders[within(self.orders["at"], before)]["customer"].dropna())
            kept = len(earlier & set(per_customer.index))
            found["retention"] = share(kept, len(earlier))
            found["churn"] = share(len(earlier) - kept, len(earlier))
            found["revenue-growth"] = found["revenue"] / self.lines[within(self.lines["at"], before)]["amount"].sum() - 1
        if cohort:
            day = self.known["at"].dt.normalize()
            second = day.groupby(self.known["customer"]).nth(1)
            begun = self.first.dt.normalize()
            begun = begun[(begun >= start - pd.Timedelta(days=90)) & (begun < end - pd.Timedelta(days=90))]
            gap = second.reindex(begun.index) - begun
            found["cohort-retention"] = share(int((gap <= pd.Timedelta(days=90)).sum()), len(begun))
        return found

    def cohorts(self, last_month):
        orders = self.known.assign(month=self.known["at"].dt.to_period("M"))
        orders = orders[orders["month"] <= pd.Period(last_month)]
        cohort = orders.groupby("customer")["month"].transform("min")
        later = (orders["month"] - cohort).map(lambda d: d.n)
        table = orders.groupby([cohort, later])["customer"].nunique()
        months = pd.period_range(cohort.min(), last_month, freq="M")
        return {str(c): [int(table.get((c, k), 0)) for k in range((pd.Period(last_month) - c).n + 1)] for c in months}


def plain(figures):
    return {name: None if value is None or (isinstance(value, float) and np.isnan(value)) else float(value) for name, value in figures.items()}


def online_retail(folder):
    files = sorted(pathlib.Path(folder).glob("*.csv"))
    rows = pd.concat([pd.read_csv(file, dtype=str, keep_default_na=False) for file in files], ignore_index=True)
    price, quantity = rows["UnitPrice"].astype(float), rows["Quantity"].astype(int)
    # Money with three decimals, exact as whole numbers.
    amount = (price * 1000).round().astype("int64") * quantity / 1000
    cancelled = rows["InvoiceNo"].str.startswith("C")
    # Two corrections of bad debt (A563186, A563187) have a negative price: they sell nothing and take money back.
    sells = ~cancelled & (quantity > 0) & (amount >= 0)
    lines = pd.DataFrame(
        {
            "order": rows["InvoiceNo"],
            "customer": rows["CustomerID"].str.replace(r"\.0$", "", regex=True).replace("", np.nan),
            "at": pd.to_datetime(rows["InvoiceDate"]),
            "amount": amount,
            "sale": sells,
            "back": ~sells & (amount < 0),
            "country": rows["Country"],
        }
    )
    shop = Shop(lines)
    found = {
        "month": plain(shop.figures(("2011-11-01", "2011-11-30"), ("2011-10-01", "2011-10-31"))),
        "year": plain(shop.figures(("2010-12-01", "2011-11-30"), None, cohort=False)),
        "last30": plain(shop.figures(("2011-11-10", "2011-12-09"), ("2011-10-11", "2011-11-09"))),
        "all": plain(shop.figures(("2010-12-01", "2011-12-09"), None, cohort=False)),
    }
    by_country = lines[within(lines["at"], ("2011-11-01", "2011-11-30"))].groupby("country")["amount"].sum()
    return {"periods": found, "cohorts": shop.cohorts("2011-11"), "revenueByCountry": plain(by_country[["France", "Germany", "United Kingdom"]].to_dict())}


def sample_shop(folder):
    book = sheet(folder / "orders.xlsx")
    seconds = (pd.to_numeric(book["Order date"], errors="coerce") * 86400).round()
    book, seconds = book[seconds.notna()], seconds[seconds.notna()]
    at = pd.Timestamp("1899-12-30") + pd.to_timedelta(seconds, unit="s")
    quantity, amount = pd.to_numeric(book["Quantity"], errors="coerce"), pd.to_numeric(book["Line total"], errors="coerce")
    good = at.notna() & quantity.notna() & amount.notna()
    book, at, quantity, amount = book[good], at[good], quantity[good], amount[good]
    void = book["Status"] == "cancelled"
    lines = pd.DataFrame(
        {
            "order": book["Order number"], "customer": book["Customer ID"], "at": at, "amount": np.where(void, np.minimum(amount, 0), amount),
            "sale": ~void & (quantity > 0), "back": ~void & (quantity < 0), "category": book["Category"], "channel": book["Channel"],
            "country": book["Country"], "price": pd.to_numeric(book["Unit price"]), "quantity": quantity,
        }
    )
    lines["amount"] = lines["amount"].round(2)
    shop = Shop(lines)
    month, before = ("2025-09-01", "2025-09-30"), ("2025-08-01", "2025-08-31")
    now = shop.figures(month, before)

    customers = pd.read_csv(folder / "customers.csv", dtype=str).dropna(subset=["customer_id"])
    customers = customers[customers["registered_on"] != "2024-13-05"].set_index("customer_id")
    new = shop.first[within(shop.first, month)].index
    referred = customers["referred_by"].reindex(new).notna()
    now["referral-rate"] = share(int(referred.sum()), len(new))

    of_month = lines[within(lines["at"], month) & lines.sale].dropna(subset=["customer"])
    categories = of_month.groupby("customer")["category"].nunique()
    now["cross-sell-rate"] = share(int((categories >= 2).sum()), len(categories))
    # Upsell: order by order in time, the highest price that a customer had paid in a category before.
    ordered = lines[lines.sale].dropna(subset=["customer"]).merge(shop.orders[["at"]].rename(columns={"at": "placed"}), left_on="order", right_index=True)
    highest, again, dearer = {}, 0, 0
    start, end = days(*month)
    for (placed, _), of in ordered.sort_values(["placed"], kind="stable").groupby(["placed", "order"], sort=True):
        seen = [(highest.get((c, k)), p) for c, k, p in zip(of["customer"], of["category"], of["price"])]
        if start <= placed < end and any(h is not None for h, _ in seen):
            again += 1
            dearer += any(h is not None and p >= 1.2 * h for h, p in seen)
        for c, k, p in zip(of["customer"], of["category"], of["price"]):
            highest[(c, k)] = max(p, highest.get((c, k), p))
    now["upsell-rate"] = share(dearer, again)

    touches = pd.read_csv(folder / "touchpoints.csv", dtype=str)
    touches = touches[touches["time"].notna() & (touches["customer_id"] != "099999")]
    touches["at"] = pd.to_datetime(touches["time"])
    touches = touches.sort_values("at", kind="stable")
    seen = set(touches[within(touches["at"], month)]["customer_id"])
    bought = set(of_month["customer"])
    now["conversion-rate"] = share(len(seen & bought), len(seen))

    spend = pd.read_csv(folder / "spend.csv", dtype=str)
    spend["cost"] = pd.to_numeric(spend["amount"], errors="coerce")
    spend = spend.dropna(subset=["cost"])
    spend["from"] = pd.to_datetime(spend["week_start"])
    overlap = ((spend["from"] + pd.Timedelta(days=7)).clip(upper=end) - spend["from"].clip(lower=start)).dt.days.clip(lower=0)
    cost = (spend["cost"] * overlap / 7).groupby(spend["channel"]).sum()
    now["cac"] = cost.sum() / len(new)
    orders = shop.known[within(shop.known["at"], month)]
    paid = {}
    touched = {c: (g["at"].to_numpy(), g["channel"].to_numpy()) for c, g in touches.dropna(subset=["channel"]).groupby("customer_id")}
    for c, placed, gross in zip(orders["customer"], orders["at"], orders["gross"]):
        moments, channels = touched.get(c, (np.array([], dtype="datetime64[ns]"), []))
        i = np.searchsorted(moments, placed.to_datetime64(), side="right") - 1
        if i >= 0 and placed - pd.Timestamp(moments[i]) <= pd.Timedelta(days=30) and cost.get(channels[i], 0) > 0:
            paid[channels[i]] = paid.get(channels[i], 0) + gross
    now["roas"] = sum(paid.values()) / cost.sum()
    roas = {c: paid.get(c, 0) / cost[c] for c in cost.index if cost[c] > 0}

    tickets = pd.read_csv(folder / "tickets.csv", dtype=str)
    for column in ["opened_at", "first_response_at", "resolved_at"]:
        tickets[column] = pd.to_datetime(tickets[column], errors="coerce", format="%Y-%m-%d %H:%M")
    tickets = tickets[tickets["opened_at"].notna() & (tickets["customer_id"] != "099999") & (tickets["ticket_id"].notna())]
    tickets = tickets[~(tickets["resolved_at"] < tickets["opened_at"])]
    opened = tickets[within(tickets["opened_at"], month)]
    known = opened["resolved_at"] < pd.Timestamp("2025-10-01")

    def hours(until, when):
        waits = (opened[until] - opened["opened_at"])[when]
        return waits.dropna().dt.total_seconds().median() / 3600

    def open_hours(until, when):
        waits = []
        for a, b in opened[when][["opened_at", until]].dropna().itertuples(index=False):
            total = 0.0
            for day in pd.date_range(a.normalize(), b.normalize()):
                if day.dayofweek < 5:
                    total += max(0.0, (min(b, day + pd.Timedelta(hours=17)) - max(a, day + pd.Timedelta(hours=9))).total_seconds())
            waits.append(total / 3600)
        return float(np.median(waits))

    answered = opened["first_response_at"] < pd.Timestamp("2025-10-01")
    now["first-response-time"], now["resolution-time"] = hours("first_response_at", answered), hours("resolved_at", known)
    now["first-response-time-business"] = open_hours("first_response_at", answered)
    now["resolution-time-business"] = open_hours("resolved_at", known)
    now["tickets-per-100-orders"] = 100 * len(opened) / now["orders"]
    now["first-contact-resolution"] = share(int((opened[known]["reopened"].astype(int) == 0).sum()), int(known.sum()))

    answers = pd.read_csv(folder / "feedback.csv", dtype=str)
    answers["score"] = pd.to_numeric(answers["score"], errors="coerce")
    answers = answers[within(pd.to_datetime(answers["date"]), month) & answers["score"].notna() & (answers["score"] <= 10)]
    csat, nps, ces = [answers[answers["type"] == kind]["score"] for kind in ["CSAT", "NPS", "CES"]]
    now["csat"], now["nps"], now["ces"] = (csat >= 4).mean(), 100 * ((nps >= 9).mean() - (nps <= 6).mean()), ces.mean()

    by_channel = shop.orders[within(shop.orders["at"], month)].groupby("channel")["gross"].mean()
    by_category = lines[within(lines["at"], month)].groupby("category")["amount"].sum()
    return {
        "periods": {
            "month": plain(now),
            "quarter": plain(shop.figures(("2025-07-01", "2025-09-30"), ("2025-04-01", "2025-06-30"))),
            "year": plain(shop.figures(("2024-10-01", "2025-09-30"), ("2023-10-01", "2024-09-30"))),
            "last90": plain(shop.figures(("2025-07-03", "2025-09-30"), ("2025-04-04", "2025-07-02"))),
        },
        "cohorts": shop.cohorts("2025-09"),
        "aovByChannel": plain(by_channel.to_dict()),
        "revenueByCategory": plain(by_category.to_dict()),
        "roasByChannel": plain(roas),
    }


if __name__ == "__main__":
    out = {"made_by": f"pandas {pd.__version__}", "sample": sample_shop(pathlib.Path(sys.argv[1])), "onlineRetail": online_retail(sys.argv[2])}
    (pathlib.Path(__file__).parent / "kpis.json").write_text(json.dumps(out, indent=1) + "\n")
