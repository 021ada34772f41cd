import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** scikit-learn in a process that stays alive between runs, so that neither its start nor its loading is measured. */
export interface ScikitLearn {
  version: string
  /** Evaluates a Python expression with a number as its value once; milliseconds and the number. */
  measure(expression: string): Promise<{ ms: number; value: number }>
  close(): void
}

/** The one that is asked for, the one on the path, the system's own. */
const PYTHONS = [process.env.SEXTANT_PYTHON, 'python3', '/usr/bin/python3'].filter((python) => python !== undefined)

/**
 * @param setup Python that prepares what is measured
 * @returns null, after saying so, where there is no Python with scikit-learn
 */
export async function startScikitLearn(setup: string): Promise<ScikitLearn | null> {
  const program = [
    'import sys, time, json, sklearn',
    setup,
    'print(json.dumps(sklearn.__version__), flush=True)',
    'for line in sys.stdin:',
    '    _began = time.perf_counter()',
    '    _value = eval(line)',
    '    print(json.dumps({"ms": (time.perf_counter() - _began) * 1000, "value": float(_value)}), flush=True)'
  ].join('\n')
  for (const python of PYTHONS) {
    const started = await start(python, program)
    if (started !== null) return started
  }
  console.log('  scikit-learn: not found on this machine')
  return null
}

async function start(python: string, program: string): Promise<ScikitLearn | null> {
  const child = spawn(python, ['-c', program], { stdio: ['pipe', 'pipe', 'ignore'] })
  child.on('error', () => child.stdin.destroy())
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await lines.next()
  if (first.done) return null
  return {
    version: JSON.parse(first.value),
    async measure(expression) {
      child.stdin.write(`${expression}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('scikit-learn ended')
      return JSON.parse(value)
    },
    close: () => child.stdin.end()
  }
}
