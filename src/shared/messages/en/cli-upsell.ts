/** Texts of the command line: upsell and the engines behind it. */
export const cliUpsell = {
  upsell: {
    targetColumns: { target: 'target', verdict: 'verdict', why: '' },
    ruleColumns: { given: 'who has', follows: 'buys', before: 'lift then', later: 'lift later', interval: '95%' },
    offerColumns: { customer: 'customer', offer: 'offer', when: 'when', value: 'worth', why: 'why' },
    levels: { validated: 'validated', 'not-better': 'not better', 'insufficient-data': 'too little data' },
    gain: (model: string, baseline: string, mean: string, low: string, high: string) =>
      `AUC of ${model} above ${baseline}: ${mean} (${low} to ${high})`,
    rules: (held: string, asked: string, split: string) => `${held} of ${asked} rules found until ${split} held in the orders after it.`,
    ladder: (category: string, products: readonly string[]) =>
      `Steps up${category === '' ? '' : ` in ${category}`}: ${products.join(' → ')}.`,
    planStep: (from: string, to: string, up: string, down: string) => `${from} → ${to}: ${up} went up, ${down} came down.`,
    effect: (campaign: string, variant: string, treated: string, against: string) =>
      `${[campaign, variant].filter((text) => text !== '').join(', ')}: ${treated} beside ${against}.`,
    offers: (n: string) => `${n} offers.`,
    capacity: (customers: string, leftOut: string) => `For ${customers} customers; ${leftOut} more are left out by the capacity.`
  },
  learn: {
    columns: { fold: 'fold', rows: 'rows', auc: 'AUC', logLoss: 'log-loss', brier: 'Brier' },
    found: (mean: string, low: string, high: string, n: string) =>
      `AUC ${mean} (${low} to ${high}) over ${n} rows, on folds that it did not see.`,
    verdict: {
      validated: 'Better than chance.',
      'not-better': 'Not better than chance.',
      'insufficient-data': 'Too few rows with the rarer answer for a verdict.',
      withheld: 'No verdict: the table may know the answer.'
    },
    needed: (level: 'not-better' | 'insufficient-data', n: string) =>
      level === 'insufficient-data'
        ? `${n} more rows with the rarer answer are needed.`
        : `Should it stay as much better, ${n} more rows with the rarer answer, and others in proportion, would show it.`,
    skipped: (n: string) => `Folds left out, since a part of theirs has one answer only: ${n}.`,
    missing: {
      median: (n: string) => `${n} missing numbers were filled with the median of the rows learned from.`,
      drop: (n: string) => `${n} rows with a missing value were left out.`
    },
    leakage: (column: string, auc: string) =>
      `${column} alone has an AUC of ${auc}: it may have been written down after the answer was known. Leave it out with --omit.`
  },
  noBeliefs: 'No belief was tested yet.',
  oneBelief: 'State one belief at a time; --pays-more and --category go together.',
  qini: (qini: string, low: string, high: string) => `Qini ${qini} (${low} to ${high}).`,
  rules: {
    columns: { given: 'if', follows: 'then', support: 'support', confidence: 'confidence', lift: 'lift' },
    found: (rules: string, baskets: string, items: string) => `${rules} rules in ${baskets} baskets of ${items} different items.`
  }
} as const
