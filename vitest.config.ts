import { defineConfig } from 'vitest/config'

const common = { environment: 'node', testTimeout: 60_000, hookTimeout: 120_000 } as const

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      // The real thing: built bundles, child processes, SQLite files. One at a time, so that load does not blur them.
      {
        test: { ...common, name: 'integration', include: ['test/integration/**/*.test.ts'], fileParallelism: false, testTimeout: 180_000 }
      },
      { test: { ...common, name: 'e2e', include: ['test/e2e/**/*.test.ts'], fileParallelism: false, testTimeout: 180_000 } }
    ]
  }
})
