import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { whyNoElectron } from './scripts/test-shells.ts'

/** The runner is asleep while they work: on two cores, two files at a time. */
const workers = Math.max(2, availableParallelism() - 1)
const common = { environment: 'node', testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: workers } as const
/** What runs the built program, in processes of its own, and mostly waits for it: two files at a time, not more, so that load does not blur it. */
const real = { ...common, maxWorkers: 2, testTimeout: 300_000, expect: { poll: { timeout: 30_000 } }, sequence: { groupOrder: 1 } } as const

/**
 * The same specs through another shell. Some are about HTTP, which the desktop shell has none of; some about its main process.
 * Over the stand-in for Electron run those about its main process and those that go through all that a shell does (dropped files,
 * paths, questions, jobs, the sample shop, saved files): what the page makes of an answer is the same in each shell. In the real Electron all run.
 */
const throughTheDouble = ['desktop/**/*', 'import', 'sample-shop', 'alerts', 'alerts-found'].map((spec) => `test/e2e/${spec}.test.ts`)
const endToEnd = (name: string, shell: 'browser' | 'double' | 'electron') => ({
  test: {
    ...real,
    name,
    // A browser is no clockwork: what fails twice has failed, what fails once is named at the end of the run.
    retry: 1,
    sequence: { groupOrder: 2 },
    include: shell === 'double' ? throughTheDouble : ['test/e2e/**/*.test.ts'],
    exclude: [shell === 'browser' ? 'test/e2e/desktop/**' : 'test/e2e/http/**'],
    env: { SEXTANT_E2E: shell }
  }
})

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { ...real, name: 'integration', include: ['test/integration/**/*.test.ts'] } },
      { test: { ...real, name: 'electron-double', include: ['test/electron-double/**/*.test.ts'] } },
      endToEnd('e2e', 'browser'),
      endToEnd('e2e-double', 'double'),
      ...(whyNoElectron() === null ? [endToEnd('e2e-electron', 'electron')] : [])
    ]
  }
})
