/** Features as people say them, from ids that arrive as data. Pure. */
export { featureName } from '../../shared/feature-words.ts'
export { featureValue as sayFeature } from './units.ts'
