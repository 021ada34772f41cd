/** What the build has put where: native modules and engines outside the bundles, the worker in a file of its own, one preload script. */
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const main = path.join(root, 'out', 'main')
const { dependencies, main: entry } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  main: string
}

const imports = new Map<string, string[]>()

/** Whatever a file imports, requires or loads by name. */
function importsOf(file: string): string[] {
  const known = imports.get(file)
  if (known !== undefined) return known
  const found: string[] = []
  imports.set(file, found)
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, source, callee, arguments: args } = node as Record<'type' | 'source' | 'callee' | 'arguments', unknown>
    const named = type === 'CallExpression' && (callee as { name?: string }).name === 'require' ? (args as unknown[])[0] : source
    const isImport = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'CallExpression'].includes(
      String(type)
    )
    const name = (named as { value?: unknown } | null | undefined)?.value
    if (isImport && typeof name === 'string') found.push(name)
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseAst(readFileSync(file, 'utf8')))
  return found
}

/** A bundle with all that it imports of the build: its files, and what is left to find elsewhere. */
function graphOf(name: string): { files: Set<string>; outside: Set<string> } {
  const files = new Set<string>()
  const outside = new Set<string>()
  const follow = (file: string) => {
    if (files.has(file)) return
    files.add(file)
    for (const target of importsOf(file)) {
      if (target.startsWith('.')) follow(path.resolve(path.dirname(file), target))
      else if (!target.startsWith('node:') && !builtinModules.includes(target))
        outside.add(target.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'))
    }
  }
  follow(path.join(main, `${name}.js`))
  return { files, outside }
}

/** Whether any source of the main side imports a package. */
const isUsed = (name: string): boolean =>
  ['main', 'engines'].some((part) => {
    const folder = path.join(root, 'src', part)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    return files.some((file) => readFileSync(path.join(folder, file), 'utf8').includes(`from '${name}'`))
  })

/** Packages whose code is in the bundles, as the source maps tell. */
function bundledPackages(folder: string): Set<string> {
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.map'))
  const sources = maps.flatMap((file) => (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { sources: string[] }).sources)
  expect(sources.length).toBeGreaterThan(0)
  return new Set(sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []))
}

describe('the build', () => {
  it('starts with the desktop shell', () => {
    expect(path.resolve(root, entry)).toBe(path.join(main, 'electron.js'))
  })

  it('leaves native modules and engines where npm has put them', () => {
    // What of a package is used is little beside the package.
    expect(bundledPackages(main)).toEqual(new Set(['zod', 'stopword', 'vader-sentiment']))
    const { outside } = graphOf('worker')
    for (const name of ['better-sqlite3', 'ml-kmeans', 'ml-hclust'].filter(isUsed)) expect([...outside]).toContain(name)
    for (const bundle of ['electron', 'browser', 'cli', 'worker']) {
      for (const name of graphOf(bundle).outside)
        expect([...Object.keys(dependencies), 'electron'], `${bundle} imports ${name}`).toContain(name)
    }
    expect(importsOf(path.join(main, 'electron.js'))).toContain('electron')
  })

  it('has the worker in a file of its own, which no shell contains and which knows nothing of Electron', () => {
    const worker = graphOf('worker')
    expect(worker.outside).not.toContain('electron')
    for (const shell of ['electron', 'browser']) expect([...graphOf(shell).files]).not.toContain(path.join(main, 'worker.js'))
    // Its tasks come with it alone: a shell that bundled them would run them in its own process.
    const [engine] = [...worker.files].filter((file) => importsOf(file).includes('ml-kmeans'))
    expect(engine).toBeDefined()
    expect([...graphOf('electron').files]).not.toContain(engine)
  })

  it('lets Electron into no other bundle', () => {
    for (const bundle of ['browser', 'cli']) expect([...graphOf(bundle).outside]).not.toContain('electron')
  })

  it('has one preload script that a sandbox can run', () => {
    const folder = path.join(root, 'out', 'preload')
    expect(readdirSync(folder).filter((file) => !file.endsWith('.map'))).toEqual(['index.cjs'])
    const script = path.join(folder, 'index.cjs')
    expect(importsOf(script)).toEqual(['electron'])
    expect(readFileSync(script, 'utf8')).not.toMatch(/^\s*(import|export)\b/m)
  })
})
