/**
 * `npm test`: types, lint, build, then unit, integration and end-to-end tests, these through the browser shell, the desktop shell
 * over the stand-in for Electron, and the real Electron where there is one. The last line counts everything that ran.
 * With arguments they go to vitest, and only what they choose runs: `npm test -- --project unit csv`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './browser-path.ts'
import { root } from './build-if-needed.ts'
import { whyNoElectron } from './test-shells.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

const chosen = process.argv.slice(2)
const counts: Counts = { passed: 0, failed: 0, skipped: 0 }

function step(name: string, script: string, args: readonly string[]): boolean {
  console.log(`\n— ${name}`)
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' })
  const passed = status === 0
  counts[passed ? 'passed' : 'failed']++
  if (!passed) console.error(`FAILED: ${name}`)
  return passed
}

function vitest(args: readonly string[]): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-report-'))
  const file = path.join(folder, 'report.json')
  const command = [
    path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    '--reporter=./scripts/second-try.ts'
  ]
  const { status } = spawnSync(process.execPath, [...command, `--outputFile.json=${file}`, ...args], { cwd: root, stdio: 'inherit' })
  const before = counts.failed
  const report = read(file)
  rmSync(folder, { recursive: true })
  for (const { assertionResults, status: state } of report.testResults) {
    for (const { status: outcome } of assertionResults) counts[outcome === 'passed' || outcome === 'failed' ? outcome : 'skipped']++
    // A file that could not even be loaded holds no tests to count.
    if (state === 'failed' && assertionResults.every(({ status: outcome }) => outcome !== 'failed')) counts.failed++
  }
  // Errors outside tests show in the exit code alone.
  if (status !== 0 && counts.failed === before) counts.failed++
  if (args.length === 0) {
    for (const [shell, folder] of Object.entries(endToEnd)) {
      if (ranIn(report, folder)) continue
      console.error(`FAILED: no end-to-end test of ${shell} ran`)
      counts.failed++
    }
  }
}

function read(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return { testResults: [] }
  }
}

/** Of each shell a folder of specs that no other one runs. */
const endToEnd = { 'the browser shell': '/test/e2e/http/', 'the desktop shell': '/test/e2e/desktop/' }

const ranIn = ({ testResults }: Report, folder: string): boolean =>
  testResults.some(({ name, assertionResults }) => name.includes(folder) && assertionResults.some(({ status }) => status === 'passed'))

if (chosen.length === 0) {
  step('types of main, tests and scripts', 'typescript/bin/tsc', ['-p', 'tsconfig.node.json'])
  step('types of the renderer', 'typescript/bin/tsc', ['-p', 'tsconfig.web.json'])
  step('lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
}
if (step('build', 'electron-vite/bin/electron-vite.js', ['build', '--ignoreConfigWarning', '--logLevel', 'warn'])) {
  process.env.SEXTANT_BROWSER = ensureBrowser()
  console.log('\n— tests')
  vitest(chosen)
  const why = whyNoElectron()
  if (why !== null && chosen.length === 0) {
    console.log(`\nSkipped: the end-to-end tests in the real Electron, because ${why}. The same ran over its stand-in.`)
    counts.skipped++
  }
}

const { passed, failed, skipped } = counts
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
