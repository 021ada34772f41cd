/**
 * The kernels in AssemblyScript, which looks like TypeScript and becomes WebAssembly: `npm run kernels` compiles this
 * folder into `../module.ts`. Each has a twin in plain TypeScript (`../plain.ts`) that gives the same bits.
 */
export { apart } from './apart'
export { distances } from './distances'
export { adopt, assign, spread, sumColumns, weigh } from './kmeans'
export { meet } from './meet'
export { gradient, products, scores } from './strips'
