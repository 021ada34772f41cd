import * as z from 'zod'
import { WireErrorShape } from './common.ts'

export const JobKind = z.enum([
  'preview',
  'import',
  'undo',
  'customers',
  'segments',
  'check',
  'sample',
  'quality',
  'movement',
  'drift',
  'members',
  'undoPlan',
  'kpis',
  'journey',
  'verdict',
  'features',
  'alerts',
  'support',
  'upsell',
  'belief'
])
export type JobKind = z.infer<typeof JobKind>

export const Progress = z.object({
  /** Message key under `jobs.phase.*` saying what is being done now. */
  phase: z.string(),
  done: z.number(),
  /** Null when the end is not known. */
  total: z.number().nullable(),
  unit: z.enum(['rows', 'bytes', 'steps'])
})
export type Progress = z.infer<typeof Progress>

export const Job = z.object({
  id: z.string(),
  kind: JobKind,
  /** What it works on, for people: a file or folder name. */
  label: z.string(),
  /** Waiting: for a job that it supersedes to end, or for its turn to write. */
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'superseded']),
  progress: Progress.nullable(),
  /** Units per second over the last seconds; null until known. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  error: WireErrorShape.nullable()
})
export type Job = z.infer<typeof Job>
