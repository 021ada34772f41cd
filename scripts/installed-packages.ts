/** What stands in `node_modules`, and which of it the app needs when it runs. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { init, parse } from 'es-module-lexer'
import * as z from 'zod'

const PackageJson = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('not stated'),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({})
})

export interface InstalledPackage extends z.infer<typeof PackageJson> {
  folder: string
}

/**
 * The packages that the bundles in `out/main` import, with those that they need in turn: fewer than `dependencies` lists,
 * because the renderer's are bundled into it. Bundles named in `skipped` do not count.
 */
export async function packagesOfBundles(root: string, skipped: readonly string[] = []): Promise<InstalledPackage[]> {
  await init
  const folder = path.join(root, 'out', 'main')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js') && !skipped.includes(file))
  const imports = files.flatMap((file) => importsOf(readFileSync(path.join(folder, file), 'utf8')))
  return withDependencies(
    imports.flatMap((specifier) => packageOf(specifier) ?? []),
    root
  )
}

/** Everything that `dependencies` in package.json lists, with what that needs in turn: all that comes with the app in some form. */
export function packagesOfProject(root: string): InstalledPackage[] {
  return withDependencies(Object.keys(read(root).dependencies), root)
}

/** What a module imports, as it is written there. `es-module-lexer` has to be initialised. */
export function importsOf(source: string): string[] {
  return parse(source)[0].flatMap(({ n: specifier }) => specifier ?? [])
}

/** `@scope/name/part` → `@scope/name`; null for a file, a part of Node and Electron itself. */
function packageOf(specifier: string): string | null {
  if (/^[./]/.test(specifier) || isBuiltin(specifier) || specifier === 'electron') return null
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? null
}

function withDependencies(names: readonly string[], root: string): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>()
  const waiting = names.map((name) => ({ name, from: root, optional: false }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, from, optional } = next
    const folder = find(name, from)
    // One for another system.
    if (folder === null && optional) continue
    if (folder === null) throw new Error(`The package ${name}, needed by ${from}, is not installed. Run npm ci.`)
    if (found.has(folder)) continue
    const installed = read(folder)
    found.set(folder, installed)
    for (const needed of Object.keys(installed.dependencies)) {
      waiting.push({ name: needed, from: folder, optional: needed in installed.optionalDependencies })
    }
    for (const needed of Object.keys(installed.optionalDependencies)) waiting.push({ name: needed, from: folder, optional: true })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function read(folder: string): InstalledPackage {
  return { folder, ...PackageJson.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))) }
}

/** Where Node would find a package: in a `node_modules` beside the folder or above it. */
function find(name: string, from: string): string | null {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name)
    if (statSync(candidate, { throwIfNoEntry: false })?.isDirectory()) return candidate
    if (folder === path.dirname(folder)) return null
  }
}
