/**
 * `npm run dist`: builds, then packs for the system that it runs on, into `dist/`. `npm run dist -- --dir` leaves the app as a
 * folder instead of making installers. The runtime is the one that ELECTRON_OVERRIDE_DIST_PATH points to, else a download.
 */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { build, root } from './build-if-needed.ts'
import { PackError, pack } from './pack.ts'

const output = path.join(root, 'dist')
const { arch, argv, env, platform } = process

await build()
try {
  const runtime = env.ELECTRON_OVERRIDE_DIST_PATH
  await pack({ platform, arch, form: argv.includes('--dir') ? 'folder' : 'installers', output, runtime: runtime && path.resolve(runtime) })
  for (const name of readdirSync(output).sort()) {
    const entry = statSync(path.join(output, name))
    console.log(`dist/${name}${entry.isFile() ? `  ${(entry.size / 1e6).toFixed(1)} MB` : ''}`)
  }
} catch (error) {
  if (!(error instanceof PackError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
