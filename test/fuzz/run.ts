import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FuzzReport } from './child.ts'

export interface FuzzResult {
  files: number
  outcomes: Record<string, number>
  /** Crashes, hangs, unbalanced counts: with the seed that makes each again. */
  defects: string[]
  slowest: { seed: number; story: string; cpuMs: number }
  megabytes: number
}

/** Computing time of one file, and how long to wait for it on a machine that is busy with other things. */
const mostCpuMs = 10_000
const patienceMs = 180_000
const heapMegabytes = 400

/** Imports the files of `count` seeds in a process that is watched. */
export async function fuzz(first: number, count: number, onReport: (report: FuzzReport) => void = () => {}): Promise<FuzzResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-fuzz-'))
  const result: FuzzResult = { files: 0, outcomes: {}, defects: [], slowest: { seed: 0, story: '', cpuMs: 0 }, megabytes: 0 }
  try {
    let next = first
    while (next < first + count) next = await oneProcess(next, first + count, folder, result, onReport)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return result
}

/** Until the process ends or has to be ended; answers the seed to go on with. */
function oneProcess(from: number, to: number, folder: string, result: FuzzResult, onReport: (report: FuzzReport) => void): Promise<number> {
  const child = fork(path.join(import.meta.dirname, 'child.ts'), [String(from), String(to), folder], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  let current = from
  let story = ''
  let stderr = ''
  child.stderr?.on('data', (text) => {
    stderr = `${stderr}${text}`.slice(-2_000)
  })
  return new Promise((resolve) => {
    const hang = () => {
      result.defects.push(`seed ${current} (${story}) hangs`)
      child.kill('SIGKILL')
    }
    let timer = setTimeout(hang, patienceMs)
    child.on('message', (report: FuzzReport) => {
      clearTimeout(timer)
      timer = setTimeout(hang, patienceMs)
      current = report.seed
      story = report.story
      if (report.outcome === null) return
      onReport(report)
      result.files++
      result.outcomes[report.outcome] = (result.outcomes[report.outcome] ?? 0) + 1
      result.megabytes = Math.max(result.megabytes, report.megabytes)
      if (report.cpuMs > result.slowest.cpuMs) result.slowest = { seed: report.seed, story, cpuMs: report.cpuMs }
      if (report.defect !== undefined) result.defects.push(`seed ${report.seed} (${story}): ${report.defect}`)
      if (report.cpuMs > mostCpuMs) result.defects.push(`seed ${report.seed} (${story}) takes ${Math.round(report.cpuMs)} ms`)
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(to)
      else {
        if (signal !== 'SIGKILL') result.defects.push(`seed ${current} (${story}) ends the process (${code ?? signal}): ${stderr}`)
        resolve(current + 1)
      }
    })
  })
}
