/** `npm start`: builds if needed, then serves the interface to the local browser. `npm start -- --help` tells the options. */
import { pathToFileURL } from 'node:url'
import { buildIfNeeded, bundle, goToCaller } from './build-if-needed.ts'

await buildIfNeeded()
goToCaller()
process.argv.push('--open')
await import(pathToFileURL(bundle('browser')).href)
