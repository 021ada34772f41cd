/** What a run of support was found with; what another version found is told to be out of date. */
import { CHANCE_VERSION } from '../../../engines/chance.ts'
import { LINKAGE_VERSION } from '../../../engines/linkage.ts'
import { MATCHING_VERSION } from '../../../engines/matching.ts'
import { SILHOUETTE_VERSION } from '../../../engines/silhouette.ts'
import { STABILITY_VERSION } from '../../../engines/stability.ts'
import { COURTESIES_VERSION } from '../../../engines/text/courtesies.ts'
import { SENTIMENT_VERSION } from '../../../engines/text/sentiment.ts'

/** Changes whenever the same input could give another result. */
export const SUPPORT_RUN_VERSION = [
  'support/10',
  MATCHING_VERSION,
  LINKAGE_VERSION,
  SILHOUETTE_VERSION,
  STABILITY_VERSION,
  CHANCE_VERSION,
  SENTIMENT_VERSION,
  COURTESIES_VERSION
].join(' ')
