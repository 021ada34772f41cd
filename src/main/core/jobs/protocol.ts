/**
 * What crosses between a host and its worker. One worker serves one job: `run`, perhaps `cancel`, and back any number of
 * `progress`, perhaps `committing`, and one `done` or `failed`. Values travel by the structured clone algorithm, so typed arrays cross as bytes.
 */
import * as z from 'zod'
import { type ErrorCode, type ErrorDetails, fromWire, type SextantError, type WireError } from '../../../shared/errors.ts'
import { errorMessages } from '../../../shared/messages/en/errors.ts'
import { Progress } from '../../../shared/model/job.ts'

const Run = z.object({ type: z.literal('run'), task: z.string(), input: z.unknown() })
const Cancel = z.object({ type: z.literal('cancel') })
const ToWorker = z.discriminatedUnion('type', [Run, Cancel])
export type ToWorker = z.infer<typeof ToWorker>

const Failure = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(errorMessages, code)),
  message: z.string(),
  remedy: z.string(),
  details: z.custom<ErrorDetails>((details) => typeof details === 'object' && details !== null)
}) satisfies z.ZodType<WireError>

const FromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: Progress }),
  z.object({ type: z.literal('committing') }),
  z.object({ type: z.literal('done'), output: z.unknown() }),
  z.object({ type: z.literal('failed'), error: Failure })
])
export type FromWorker = z.infer<typeof FromWorker>
export type Answer = Extract<FromWorker, { type: 'done' | 'failed' }>

/** Throws on anything that is not a message: both sides come from one build, so that is a defect. */
export function parseToWorker(message: unknown): ToWorker {
  return ToWorker.parse(message)
}

/** Undefined for anything that is not a message: the host treats its worker as broken. */
export function parseFromWorker(message: unknown): FromWorker | undefined {
  return FromWorker.safeParse(message).data
}

export function errorOf(answer: Extract<Answer, { type: 'failed' }>): SextantError {
  return fromWire(answer.error)
}
