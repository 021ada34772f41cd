/** The named groups of recency, frequency and money, the best first. */
export const rfmGroups = [
  'champions',
  'loyal',
  'potentialLoyal',
  'newcomers',
  'promising',
  'needAttention',
  'aboutToSleep',
  'atRisk',
  'cannotLose',
  'hibernating',
  'lost'
] as const
export type RfmGroup = (typeof rfmGroups)[number]
