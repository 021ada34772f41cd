/** `npm run bench [-- NAME…]`: runs `test/bench/*.ts` (or those whose names are given), each through its `run()`. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfNeeded, root } from './build-if-needed.ts'

interface Bench {
  run: () => Promise<void>
}

await buildIfNeeded()
const folder = path.join(root, 'test', 'bench')
const wanted = process.argv.slice(2)
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))

for (const file of files.sort()) {
  const name = path.basename(file, '.ts')
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  const bench = (await import(pathToFileURL(path.join(folder, file)).href)) as Partial<Bench>
  if (bench.run === undefined) throw new Error(`${file} exports no run().`)
  await bench.run()
}
