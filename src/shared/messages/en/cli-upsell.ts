/** Texts of the command line: upsell and the engines behind it. */
export const cliUpsell = {
  learn: {
    columns: { fold: 'fold', rows: 'rows', auc: 'AUC', logLoss: 'log-loss', brier: 'Brier' },
    found: (mean: string, low: string, high: string, n: string) =>
      `AUC ${mean} (${low} to ${high}) over ${n} rows, on folds that it did not see.`,
    verdict: {
      validated: 'Better than chance.',
      'not-better': 'Not better than chance.',
      'insufficient-data': 'Too few rows with the rarer answer for a verdict.'
    },
    leakage: (column: string, auc: string) =>
      `${column} alone has an AUC of ${auc}: it may have been written down after the answer was known. Leave it out with --omit.`
  },
  rules: {
    columns: { given: 'if', follows: 'then', support: 'support', confidence: 'confidence', lift: 'lift' },
    found: (rules: string, baskets: string, items: string) => `${rules} rules in ${baskets} baskets of ${items} different items.`
  }
} as const
