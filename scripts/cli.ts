/** `npm run -s cli -- …`: the command line from the built bundle, in this process. */
import { pathToFileURL } from 'node:url'
import { buildIfNeeded, bundle, goToCaller } from './build-if-needed.ts'

await buildIfNeeded()
goToCaller()
await import(pathToFileURL(bundle('cli')).href)
