import { isSextantError, SextantError, toWire } from '../../../shared/errors.ts'
import type { Job, JobKind, Progress } from '../../../shared/model/job.ts'
import { type Announcer, createAnnouncer } from './announcer.ts'
import { createProgressMeter } from './progress-meter.ts'
import type { InputOf, JobHost, OutputOf, TaskTable } from './types.ts'
import { type JobLimits, watch } from './watchdog.ts'

/** Kinds that write the workspace: at most one of them runs at a time. */
const writers: ReadonlySet<JobKind> = new Set<JobKind>([
  'import',
  'undo',
  'undoPlan',
  'customers',
  'segments',
  'kpis',
  'journey',
  'alerts',
  'support',
  'movement',
  'upsell',
  'belief'
])

/** Writers that read for seconds and write in a moment at their end: they run beside each other, and SQLite lets one write after the other. */
const readersAtFirst: ReadonlySet<JobKind> = new Set<JobKind>(['kpis', 'journey'])

const defaultLimits: JobLimits = { totalSeconds: 3_600, silenceSeconds: 180 }
/** The integrity check is one statement of SQLite, which reports nothing before its end. */
const limitsByKind: Partial<Record<JobKind, JobLimits>> = { check: { totalSeconds: 3_600, silenceSeconds: 3_600 } }

const keptMs = 10 * 60_000
const keptEnded = 50

export interface JobRequest<T extends TaskTable, N extends keyof T & string> {
  kind: JobKind
  /** What it works on, for people: a file or folder name. */
  label: string
  task: N
  input: InputOf<T, N>
  /**
   * What the job left behind, asked when it ends otherwise than with its answer: a process may end between its COMMIT and its answer.
   * Undefined: nothing. If it throws, nothing is known and the failure stands.
   */
  stored?: () => OutputOf<T, N> | undefined
}

export interface SubmittedJob<Output> {
  id: string
  /** Rejects with the task's coded error, or `job.cancelled`, `job.superseded`, `job.timeout`, `job.stalled`, `job.crashed`. */
  result: Promise<Output>
}

export interface JobQueue<T extends TaskTable> {
  /** Starts the job, or lets it wait for its turn. A job of the same kind that runs or waits is superseded. */
  submit<N extends keyof T & string>(request: JobRequest<T, N>): SubmittedJob<OutputOf<T, N>>
  /** Throws `job.notFound` for a job that has ended or never was. Resolution follows through the job's `result`. */
  cancel(id: string): void
  /** Newest first: what waits and runs, and what ended lately. */
  list(): Job[]
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
  /** Cancels everything, waits until it has stopped and closes the host. Later jobs are refused. */
  dispose(): Promise<void>
}

export interface JobQueueOptions<T extends TaskTable> {
  host: JobHost<T>
  /** Milliseconds since the epoch. */
  now: () => number
  /** Called with a copy: at once when a job starts or ends, at most ten times a second in between. */
  onChanged: (job: Job) => void
  limits?: Partial<Record<JobKind, JobLimits>>
}

interface Entry {
  job: Job
  stop: AbortController
  announcer: Announcer
  start: (onProgress: (progress: Progress) => void) => Promise<unknown>
  stored: () => unknown
  settle: { resolve: (output: unknown) => void; reject: (error: unknown) => void }
}

const takesTurns = (a: Entry, b: Entry): boolean => {
  const kinds = [a.job.kind, b.job.kind]
  return kinds.every((kind) => writers.has(kind)) && !kinds.every((kind) => readersAtFirst.has(kind))
}

const excludes = (a: Entry, b: Entry): boolean => a.job.kind === b.job.kind || takesTurns(a, b)

/**
 * Decides which job runs when; the host decides where. Different kinds run at once, except that writers take turns unless all but their end is reading. A
 * job that is superseded, cancelled or out of time keeps its place until its host says that it has stopped, so its
 * successor never meets it in the database. Should it have finished before the stop reached it, it counts as done,
 * because its result is stored; so it does if what it stored is there although its process died before it could say so.
 */
export function createJobQueue<T extends TaskTable>(options: JobQueueOptions<T>): JobQueue<T> {
  const { host, now, onChanged } = options
  const limits = { ...limitsByKind, ...options.limits }
  const running = new Set<Entry>()
  let waiting: Entry[] = []
  let ended: Job[] = []
  let idlers: (() => void)[] = []
  let lastId = 0
  let disposed = false

  /** Nothing that runs stands in its way, nor a writer that has waited longer: else jobs that may run beside each other would let it wait for ever. */
  function mayStart(entry: Entry): boolean {
    const earlier = waiting.slice(0, waiting.indexOf(entry))
    return [...running].every((other) => !excludes(other, entry)) && earlier.every((other) => !takesTurns(other, entry))
  }

  function pump(): void {
    for (const entry of [...waiting]) if (mayStart(entry)) void run(entry)
    if (running.size > 0 || waiting.length > 0) return
    const done = idlers
    idlers = []
    for (const resolve of done) resolve()
  }

  async function run(entry: Entry): Promise<void> {
    waiting = waiting.filter((other) => other !== entry)
    running.add(entry)
    const { job, stop, announcer } = entry
    const limit = limits[job.kind] ?? defaultLimits
    const meter = createProgressMeter(now)
    const watchdog = watch(limit, (why) => {
      const seconds = why === 'job.timeout' ? limit.totalSeconds : limit.silenceSeconds
      stop.abort(new SextantError(why, { seconds }))
    })
    Object.assign(job, { state: 'running', startedAt: now() })
    announcer.now()
    try {
      const output = await entry.start((progress) => {
        if (!running.has(entry)) return
        watchdog.alive()
        Object.assign(job, { progress }, meter(progress))
        announcer.soon()
      })
      end(entry, null)
      entry.settle.resolve(output)
    } catch (error) {
      const output = leftBehind(entry)
      const reason = stop.signal.aborted ? stop.signal.reason : error
      end(entry, output === undefined ? reason : null)
      if (output === undefined) entry.settle.reject(reason)
      else entry.settle.resolve(output)
    } finally {
      watchdog.stop()
      running.delete(entry)
      pump()
    }
  }

  function leftBehind({ stored }: Entry): unknown {
    try {
      return stored()
    } catch {
      return undefined
    }
  }

  function end({ job, announcer }: Entry, error: unknown): void {
    Object.assign(job, {
      state: error === null ? 'done' : stateOf(error),
      endedAt: now(),
      rate: null,
      secondsLeft: null,
      error: error === null ? null : toWire(error)
    })
    ended = [job, ...ended].slice(0, keptEnded)
    announcer.now()
  }

  /** Ends a job that waits at once, and asks one that runs to stop. */
  function stop(entry: Entry, reason: SextantError): void {
    // The first reason stays: a cancelled job that is superseded a moment later was cancelled.
    if (!entry.stop.signal.aborted) entry.stop.abort(reason)
    if (!waiting.includes(entry)) return
    waiting = waiting.filter((other) => other !== entry)
    end(entry, reason)
    entry.settle.reject(reason)
  }

  function idle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    idlers.push(resolve)
    pump()
    return promise
  }

  const active = () => [...waiting, ...running]

  return {
    submit<N extends keyof T & string>({ kind, label, task, input, stored = () => undefined }: JobRequest<T, N>) {
      const controller = new AbortController()
      const { promise, resolve, reject } = Promise.withResolvers<OutputOf<T, N>>()
      // Whoever started the job may look at events alone.
      promise.catch(() => {})
      const job = newJob(String(++lastId), kind, label, now())
      const entry: Entry = {
        job,
        stop: controller,
        announcer: createAnnouncer(() => onChanged({ ...job }), now),
        start: (onProgress) => host.run(task, input, { signal: controller.signal, onProgress }),
        stored,
        settle: { resolve: (output) => resolve(output as OutputOf<T, N>), reject }
      }
      const superseded = active().filter((other) => other.job.kind === kind)
      waiting.push(entry)
      for (const other of superseded) stop(other, new SextantError('job.superseded'))
      if (disposed) stop(entry, new SextantError('job.cancelled'))
      else if (mayStart(entry)) pump()
      else entry.announcer.now()
      return { id: job.id, result: promise }
    },

    cancel(id) {
      const entry = active().find(({ job }) => job.id === id)
      if (entry === undefined) throw new SextantError('job.notFound', { id })
      stop(entry, new SextantError('job.cancelled'))
      pump()
    },

    list() {
      ended = ended.filter((job) => now() - (job.endedAt ?? 0) < keptMs)
      return [...active().map(({ job }) => job), ...ended].map((job) => ({ ...job })).sort((a, b) => Number(b.id) - Number(a.id))
    },

    idle,

    async dispose() {
      disposed = true
      for (const entry of active()) stop(entry, new SextantError('job.cancelled'))
      await idle()
      await host.dispose()
    }
  }
}

function newJob(id: string, kind: JobKind, label: string, at: number): Job {
  return { id, kind, label, state: 'waiting', progress: null, rate: null, secondsLeft: null, startedAt: at, endedAt: null, error: null }
}

function stateOf(error: unknown): Job['state'] {
  if (isSextantError(error, 'job.cancelled')) return 'cancelled'
  return isSextantError(error, 'job.superseded') ? 'superseded' : 'failed'
}
