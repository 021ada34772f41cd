#!/usr/bin/env python3
"""Counts of the published data sets, to hold the importer against.

    python3 make_import_counts.py DATA > import_counts.json

Nothing but the standard library: csv, decimal and gzip know nothing of the importer. Rows are those below the header that are not
blank; amounts are summed exactly.
"""
import csv, gzip, io, json, sys, zipfile
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

data = Path(sys.argv[1])


def text(name):
    path = data / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            (inner,) = archive.namelist()
            raw = archive.read(inner)
    else:
        raw = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    return raw.decode("utf-8-sig")


def records(name, delimiter=","):
    return list(csv.DictReader(io.StringIO(text(name), newline=""), delimiter=delimiter))


def total(values):
    return str(sum((Decimal(v) for v in values), Decimal(0)))


def online_retail():
    rows = [r for path in sorted((data / "online-retail/by-day").glob("*.csv")) for r in records(str(path.relative_to(data)))]
    named = {r["CustomerID"] for r in rows} - {""}
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": len(named),
        "orders": len({r["InvoiceNo"] for r in rows}),
        "anonymous lines": sum(r["CustomerID"] == "" for r in rows),
        "lines of cancellations": sum(r["InvoiceNo"].startswith("C") for r in rows),
        "amount": total(Decimal(r["Quantity"]) * Decimal(r["UnitPrice"]) for r in rows),
    }


def cdnow():
    rows = [line.split() for line in text("cdnow/CDNOW_sample.txt").splitlines() if line.strip()]
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": len({r[1] for r in rows}),
        "quantity": sum(int(r[3]) for r in rows),
        "amount": total(r[4] for r in rows),
    }


def incidents():
    rows = records("incident-event-log/incident_event_log.zip")
    last = {}
    for row in rows:
        at = datetime.strptime(row["sys_updated_at"], "%d/%m/%Y %H:%M")
        if row["number"] not in last or at >= last[row["number"]][0]:
            last[row["number"]] = (at, row)
    states = [row for _, row in last.values()]
    return {
        "read": len(rows),
        "stored": len(states),
        "updated": len(rows) - len(states),
        "customers": len({r["caller_id"] for r in rows} - {"?"}),
        "not resolved": sum(r["resolved_at"] == "?" for r in states),
        "reopenings": sum(int(r["reopen_count"]) for r in states),
        "reassignments": sum(int(r["reassignment_count"]) for r in states),
        "within the agreed time": sum(r["made_sla"] == "true" for r in states),
        "cells that stand for unknown": sum(v == "?" for r in rows for v in r.values()),
    }


def support_tickets():
    rows = records("support-tickets/customer_support_tickets.csv")
    closed = [r for r in rows if r["Time to Resolution"] != ""]
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": len({r["Customer Email"].lower() for r in rows}),
        "open": sum(r["Ticket Status"] == "Open" for r in rows),
        "closed": sum(r["Ticket Status"] == "Closed" for r in rows),
        "sum of ratings": total(r["Customer Satisfaction Rating"] or 0 for r in rows),
        "resolved before the first response": sum(r["Time to Resolution"] < r["First Response Time"] for r in closed),
    }


def journeys():
    rows = records("journeys/ecom.retentioneering-5.csv.gz")
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": len({r["user_id"] for r in rows}),
        "sessions": len({r["session_id"] for r in rows}),
        "kinds of event": len({r["event"] for r in rows}),
        "most frequent event": max(Counter(r["event"] for r in rows).values()),
    }


def personality():
    rows = records("personality/marketing_campaign.csv", ";")
    waves = ["AcceptedCmp1", "AcceptedCmp2", "AcceptedCmp3", "AcceptedCmp4", "AcceptedCmp5", "Response"]
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": len({r["ID"] for r in rows}),
        "answers": len(rows) * len(waves),
        "accepted": sum(r[w] == "1" for r in rows for w in waves),
        "accepted the last": sum(r["Response"] == "1" for r in rows),
        "incomes": sum(r["Income"] != "" for r in rows),
    }


def hillstrom():
    rows = records("hillstrom/hillstrom.csv")
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": 0,
        "control group": sum(r["segment"] == "No E-Mail" for r in rows),
        "visits": sum(r["visit"] == "1" for r in rows),
        "conversions": sum(r["conversion"] == "1" for r in rows),
        "cents spent": int(sum(Decimal(r["spend"]) for r in rows) * 100),
    }


def bank():
    rows = records("bank-marketing/bank-additional-full.csv", ";")
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": 0,
        "accepted": sum(r["y"] == "yes" for r in rows),
        "seconds of talk": sum(int(r["duration"]) for r in rows),
    }


def payments():
    rows = records("olist/olist_order_payments_dataset.csv.gz")
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": 0,
        "orders": len({r["order_id"] for r in rows}),
        "amount": total(r["payment_value"] for r in rows),
    }


def products():
    rows = records("olist/olist_products_dataset.csv")
    return {
        "read": len(rows),
        "stored": len(rows),
        "products": len({r["product_id"] for r in rows}),
        "with a category": sum(r["product_category_name"] != "" for r in rows),
        "categories": len({r["product_category_name"] for r in rows} - {""}),
        "grams": sum(int(r["product_weight_g"] or 0) for r in rows),
    }


def mall():
    rows = records("mall-customers/Mall_Customers.csv")
    return {"read": len(rows), "stored": len(rows), "customers": len(rows), "sum of spend": sum(int(r["Spend"]) for r in rows)}


def alexa():
    rows = list(csv.DictReader(io.StringIO(text("sentiment/amazon_alexa.tsv"), newline=""), delimiter="\t"))
    return {
        "read": len(rows),
        "stored": len(rows),
        "customers": 0,
        "sum of stars": sum(int(r["rating"]) for r in rows),
        "five stars": sum(r["rating"] == "5" for r in rows),
        "kinds of device": len({r["variation"].strip() for r in rows}),
    }


sets = {
    "online-retail/by-day": online_retail,
    "cdnow/CDNOW_sample.txt": cdnow,
    "incident-event-log/incident_event_log.zip": incidents,
    "support-tickets/customer_support_tickets.csv": support_tickets,
    "journeys/ecom.retentioneering-5.csv.gz": journeys,
    "personality/marketing_campaign.csv": personality,
    "hillstrom/hillstrom.csv": hillstrom,
    "bank-marketing/bank-additional-full.csv": bank,
    "olist/olist_order_payments_dataset.csv.gz": payments,
    "olist/olist_products_dataset.csv": products,
    "mall-customers/Mall_Customers.csv": mall,
    "sentiment/amazon_alexa.tsv": alexa,
}
print(json.dumps({name: count() for name, count in sets.items()}, indent=2))
