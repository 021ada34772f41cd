"""Reference values for the journey: pandas on the published shop log, scipy and an own product-limit estimate for statistics.

Run with pandas 1.5.3, scipy 1.10 (Debian 12): python3 make_journey.py DATA > journey.json
DATA is the folder that holds journeys/ecom.retentioneering-5.csv.gz. It shares no code with the project: rules are written down
here as the names of the events.
"""
import json, sys
import pandas as pd
from scipy import stats

STAGES = ['awareness', 'consideration', 'decision', 'purchase', 'post-purchase', 'loyalty']
STAGE_OF = {
    'home': 0, 'promo_page': 0, 'account_page': 0,
    'catalog': 1, 'product_view': 1, 'search': 1, 'filter_results': 1, 'wishlist_add': 1, 'compare': 1, 'review_page': 1,
    'add_to_cart': 2, 'cart': 2, 'shipping_details': 2, 'payment_details': 2, 'payment_error': 2, 'checkout_bug': 2,
    'purchase': 3, 'support_chat': 4,
}
WINDOW_DAYS = 30


def journey(log):
    log = log.assign(stage=log.event.map(STAGE_OF))
    log = log.dropna(subset=['stage'])
    log['stage'] = log.stage.astype(int)
    # Of one moment, in the order of the stages.
    log = log.sort_values(['user_id', 'timestamp', 'stage'], kind='stable')
    # A purchase of another visit than the first one is loyalty; help before the first purchase is no stage.
    bought = log[log.stage == 3].groupby('user_id').agg(first=('timestamp', 'first'), visit=('session_id', 'first'))
    log = log.join(bought, on='user_id')
    log.loc[(log.stage == 3) & (log.session_id != log.visit), 'stage'] = 5
    log = log[~((log.stage == 4) & ~(log.timestamp >= log['first']))]
    end = pd.Timestamp(log.timestamp.max().date()) + pd.Timedelta(days=1) - pd.Timedelta(seconds=1)
    window = pd.Timedelta(days=WINDOW_DAYS)
    result = []
    for s, name in enumerate(STAGES):
        entry = log[log.stage == s].groupby('user_id').timestamp.min()
        later = log[log.stage > s].assign(entry=lambda x: x.user_id.map(entry)).dropna(subset=['entry'])
        gone = later[later.timestamp >= later.entry].groupby('user_id').timestamp.min().reindex(entry.index)
        is_open = entry + window > end
        moved = (~is_open) & (gone <= entry + window)
        closed = int((~is_open).sum())
        row = {'stage': name, 'customers': len(entry)}
        if s < len(STAGES) - 1:
            row |= {'moved': int(moved.sum()), 'stayed': closed - int(moved.sum()), 'open': int(is_open.sum())}
            interval = stats.binomtest(row['moved'], closed).proportion_ci(method='wilson')
            row |= {'conversion': row['moved'] / closed, 'low': interval.low, 'high': interval.high}
            seconds = (gone.fillna(end) - entry).dt.total_seconds()
            row['medianDays'] = product_limit_median(seconds.tolist(), gone.notna().tolist())
        result.append(row)
    return result


def product_limit_median(times, happened):
    survival = 1.0
    pairs = sorted(zip(times, [not h for h in happened]))
    at_risk = len(pairs)
    i = 0
    while i < len(pairs):
        time = pairs[i][0]
        same = [p for p in pairs[i:] if p[0] == time]
        deaths = sum(1 for p in same if not p[1])
        if deaths:
            survival *= 1 - deaths / at_risk
            if survival <= 0.5 + 1e-12:
                return time / 86400
        at_risk -= len(same)
        i += len(same)
    return None


log = pd.read_csv(f'{sys.argv[1]}/journeys/ecom.retentioneering-5.csv.gz', parse_dates=['timestamp'])
tables = [(3, 10, 9, 10), (0, 5, 4, 6), (50, 100, 30, 100), (1, 1000, 9, 1000), (700, 1000, 640, 1000)]
fisher = [stats.fisher_exact([[a, n - a], [b, m - b]])[1] for a, n, b, m in tables]
score = [stats.chi2_contingency([[a, n - a], [b, m - b]], correction=False)[1] for a, n, b, m in tables]
p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34]
order = sorted(range(len(p)), key=lambda i: -p[i])
q, least = [0.0] * len(p), 1.0
for rank, i in enumerate(order):
    least = min(least, p[i] * len(p) / (len(p) - rank))
    q[i] = least
json.dump({
    'windowDays': WINDOW_DAYS,
    'ecom': journey(log),
    'tables': [{'table': t, 'fisher': f, 'score': c} for t, f, c in zip(tables, fisher, score)],
    'wilson': [{'hits': h, 'of': n, **dict(zip(('low', 'high'), stats.binomtest(h, n).proportion_ci(method='wilson')))} for h, n in ((8, 10), (0, 7), (7, 7), (293, 597))],
    'benjaminiHochberg': {'p': p, 'q': q},
}, sys.stdout, indent=1)
print()
