import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (...parts: string[]) => path.resolve(import.meta.dirname, ...parts)

export default defineConfig({
  main: {
    build: {
      // Everything under `dependencies` stays external (native modules must), except zod: bundled and shaken, it no
      // longer costs the command line a tenth of a second at every start; and word lists, of which a few are used.
      externalizeDeps: { exclude: ['zod', 'vader-sentiment', 'stopword'] },
      outDir: at('out/main'),
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        // One entry a process, and one for the threads of a worker. Both are started by their file names, so names carry no hash.
        input: {
          electron: at('src/main/shells/electron/main.ts'),
          browser: at('src/main/shells/browser/main.ts'),
          cli: at('src/main/shells/cli/main.ts'),
          worker: at('src/main/worker.ts'),
          thread: at('src/main/thread.ts')
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      // A sandboxed preload script can require nothing but `electron`: one CommonJS file with all that it needs.
      externalizeDeps: false,
      outDir: at('out/preload'),
      target: 'node24',
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }
      }
    }
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      // The browser shell is shown by whatever browser the machine has.
      target: 'es2022',
      minify: true,
      // Chunks come from the same computer, and the largest (ECharts) only with the first chart.
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { input: at('src/renderer/index.html') }
    }
  }
})
