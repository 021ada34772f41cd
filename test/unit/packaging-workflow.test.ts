/** The workflow file cannot run here. Read, it can be held to what it must say. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const root = path.resolve(import.meta.dirname, '../..')
const systems = ['ubuntu-latest', 'macos-latest', 'windows-latest']

const Step = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  run: z.string().optional()
})
// Strict: a job that asks for permissions, or lets failures pass, is not known here.
const Job = z.strictObject({
  needs: z.string().optional(),
  strategy: z.strictObject({ 'fail-fast': z.boolean(), matrix: z.strictObject({ os: z.array(z.string()) }) }),
  'runs-on': z.string().regex(/^\$\{\{ matrix\.os \}\}$/),
  'timeout-minutes': z.number().max(60),
  env: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  steps: z.array(Step)
})
const Workflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({ push: z.object({ branches: z.array(z.string()) }), pull_request: z.null(), workflow_dispatch: z.null() }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.string() }),
  jobs: z.strictObject({ test: Job, dist: Job })
})

const { jobs } = Workflow.parse(load(readFileSync(path.join(root, '.github/workflows/test.yml'), 'utf8')))
const { scripts, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const commands = (job: z.infer<typeof Job>, system: string) =>
  job.steps
    .filter(({ if: condition }) => condition === undefined || (condition === "runner.os == 'Linux'") === (system === 'ubuntu-latest'))
    .flatMap(({ run }) => run ?? [])

describe('the workflow', () => {
  it.each(systems)('installs, fetches the runtime and tests on %s', (system) => {
    expect(jobs.test.strategy.matrix.os).toContain(system)
    const lines = commands(jobs.test, system)
    const at = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line))
    expect(at(/^npm ci /)).toBeGreaterThan(-1)
    expect(at(/install-electron$/)).toBeGreaterThan(at(/^npm ci /))
    expect(at(system === 'ubuntu-latest' ? /^xvfb-run .* npm test$/ : /^npm test$/)).toBe(lines.length - 1)
  })

  it.each(systems)('packs on %s what was tested, and keeps the installers', (system) => {
    expect(jobs.dist.needs).toBe('test')
    expect(jobs.dist.strategy.matrix.os).toContain(system)
    expect(commands(jobs.dist, system).slice(-2)).toEqual([expect.stringMatching(/^npm ci /), 'npm run dist'])
    const upload = jobs.dist.steps.at(-1)
    expect(upload?.uses).toMatch(/^actions\/upload-artifact@/)
    expect(upload?.with?.['if-no-files-found']).toBe('error')
  })

  it('runs scripts that there are, with the version of Node that the project tests with', () => {
    const run = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []))
    for (const [, script = ''] of run.join('\n').matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(script)
    const versions = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.with?.['node-version'] ?? []))
    expect(versions).toEqual([24, 24])
    expect(devDependencies.node).toMatch(/^24\./)
  })

  it("uses GitHub's own actions alone, by version, and none that could push", () => {
    const used = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses !== undefined))
    for (const { uses, with: inputs } of used) {
      expect(uses).toMatch(/^actions\/(checkout|setup-node|cache|upload-artifact)@v\d+$/)
      if (uses?.startsWith('actions/checkout')) expect(inputs?.['persist-credentials']).toBe(false)
    }
    expect(used).toHaveLength(7)
  })
})
