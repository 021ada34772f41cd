import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** The dependency rules of docs/architecture.md. A path may import only what its rule allows. */
const root = path.resolve(import.meta.dirname, '../..')

interface Import {
  from: string
  to: string
}

function sources(dir: string): string[] {
  return readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(dir, name.split(path.sep).join('/')))
    .filter((name) => /\.tsx?$/.test(name))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g
  )
  return [...found].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? ''
    return { from: file, to: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target }
  })
}

const all = sources('src').flatMap(importsOf)
const isLocal = (target: string) => target.startsWith('src/')
const isNode = (target: string) => target.startsWith('node:')
const broken = (rule: (i: Import) => boolean) => all.filter(rule).map((i) => `${i.from} imports ${i.to}`)

/** `src/renderer/features/segments/x.tsx` -> `segments` */
const featureOf = (target: string) => /^src\/renderer\/features\/([^/]+)/.exec(target)?.[1]

describe('dependency rules', () => {
  it('finds the imports that it judges', () => {
    expect(all.length).toBeGreaterThan(20)
    expect(all).toContainEqual({ from: 'src/shared/contract.ts', to: 'src/shared/model/job.ts' })
  })

  it('shared imports shared only, and nothing of node or electron', () => {
    expect(broken((i) => i.from.startsWith('src/shared/') && (isLocal(i.to) ? !i.to.startsWith('src/shared/') : i.to !== 'zod'))).toEqual(
      []
    )
  })

  it('engines import engines and shared only, and nothing of node', () => {
    const allowed = (to: string) => to.startsWith('src/engines/') || to.startsWith('src/shared/')
    expect(
      broken((i) => i.from.startsWith('src/engines/') && (isLocal(i.to) ? !allowed(i.to) : isNode(i.to) || i.to === 'electron'))
    ).toEqual([])
  })

  it('core imports core, engines and shared only', () => {
    const allowed = /^src\/(main\/core|engines|shared)\//
    expect(broken((i) => i.from.startsWith('src/main/core/') && isLocal(i.to) && !allowed.test(i.to))).toEqual([])
  })

  it('only tasks see both the database and the engines', () => {
    const outside = (i: Import) => i.from.startsWith('src/main/core/') && !i.from.startsWith('src/main/core/tasks/')
    expect(broken((i) => outside(i) && i.to.startsWith('src/engines/'))).toEqual([])
    expect(broken((i) => i.from.startsWith('src/main/core/import/') && i.to.startsWith('src/main/core/db/'))).toEqual([])
  })

  it('nobody knows what is planted in the sample shop but the command that writes it and the job of the first screen', () => {
    const isSample = (p: string) => p.startsWith('src/main/core/sample/')
    const mayKnow = ['src/main/shells/cli/commands/sample.ts', 'src/main/core/tasks/sample.ts']
    expect(broken((i) => isSample(i.to) && !isSample(i.from) && !mayKnow.includes(i.from))).toEqual([])
    expect(broken((i) => isSample(i.from) && /^src\/(engines|main\/core\/(db|tasks|import)|main\/shells)\//.test(i.to))).toEqual([])
  })

  it('SQL stays in the database folder', () => {
    const sql = /['"`]\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\s/
    const files = sources('src').filter((f) => !f.startsWith('src/main/core/db/'))
    expect(files.filter((f) => sql.test(readFileSync(path.join(root, f), 'utf8')))).toEqual([])
  })

  it('the renderer imports shared only, and no feature imports another', () => {
    expect(broken((i) => i.from.startsWith('src/renderer/') && isLocal(i.to) && !/^src\/(renderer|shared)\//.test(i.to))).toEqual([])
    expect(broken((i) => i.from.startsWith('src/renderer/') && isNode(i.to))).toEqual([])
    const crosses = (i: Import) => featureOf(i.from) !== undefined && featureOf(i.to) !== undefined && featureOf(i.from) !== featureOf(i.to)
    expect(broken(crosses)).toEqual([])
    expect(
      broken((i) => /^src\/renderer\/(components|charts)\//.test(i.from) && /^src\/renderer\/(features|app)\/(?!tokens)/.test(i.to))
    ).toEqual([])
  })

  it('only the electron shell and the preload import electron', () => {
    expect(broken((i) => i.to === 'electron' && !/^src\/(main\/shells\/electron|preload)\//.test(i.from))).toEqual([])
  })

  it('the preload imports electron and shared only', () => {
    const allowed = /^(electron$|src\/shared\/)/
    expect(all.some((i) => i.from.startsWith('src/preload/'))).toBe(true)
    expect(broken((i) => i.from.startsWith('src/preload/') && !allowed.test(i.to))).toEqual([])
  })

  it('nothing imports a shell, except the shell itself; what shells have in common imports none', () => {
    const shellOf = (p: string) => /^src\/main\/shells\/([^/]+)/.exec(p)?.[1]
    const crosses = (i: Import) => shellOf(i.to) !== undefined && shellOf(i.from) !== shellOf(i.to)
    const shared = (i: Import) => shellOf(i.to) === 'common' && shellOf(i.from) !== undefined
    expect(broken((i) => crosses(i) && !shared(i))).toEqual([])
  })

  it('what processes run from source Node can read as it stands', () => {
    const unreadable = sources('src')
      .filter((file) => /^src\/(main|engines|shared)\/.*(?<!\.d)\.ts$/.test(file) && !file.includes('/assembly/'))
      .filter((file) => {
        try {
          stripTypeScriptTypes(readFileSync(path.join(root, file), 'utf8'))
          return false
        } catch {
          return true
        }
      })
    expect(unreadable).toEqual([])
  })
})
