import { expectedValue, fitGammaGamma, type GammaGammaFit } from '../../../engines/gamma-gamma.ts'
import { outlooks } from '../../../engines/rhythm/outlook.ts'
import { fitRhythm, type RhythmFit, type RhythmModelName } from '../../../engines/rhythm.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabHistories, type LogColumns, labEventLog, labHistories, labSpends } from './lab-histories.ts'
import { type LabTable, withoutBlankRows } from './lab-table.ts'

export interface LabRhythmOptions extends LabOptions {
  model: RhythmModelName
  /** Of mbgcnbdk: fixed instead of chosen. */
  k?: number | undefined
  /** Histories stand in the table, or are made from this log. */
  log?: LogColumns | undefined
  /** Tell what is expected of each customer within this time from the end, in the unit of the histories. */
  horizon?: number | undefined
}

export interface LabRhythmResult extends LabResult {
  /** r, alpha, a, b; r, alpha, s, beta for paretonbd; k too for mbgcnbdk. */
  parameters: Record<string, number>
  logLikelihood: number
  standardErrors: Record<string, number | null>
  /** Whether `convergence.state` is `converged`. */
  converged: boolean
  convergence: RhythmFit['convergence']
  repeating: number
  /** Of mbgcnbdk: the log-likelihood of each k that was tried. */
  tried?: RhythmFit['tried']
  log?: LabHistories['log']
  /** Orders after the end, all customers together, and what the model expected. */
  holdout?: { length: number; orders: number; expected: number; meanAbsoluteError: number }
  customers?: { customer: string; x: number; tx: number; T: number; alive: number; expected: number; order: number }[]
}

/** One of the four models of buying on a plain table. @throws lab.*, rhythm.*, engine.badParameter, import.ambiguousDate */
export async function labRhythm(input: LabTable, options: LabRhythmOptions, ctx: TaskContext): Promise<LabRhythmResult> {
  const { model, k, horizon, log, seed } = options
  checkWhole('seed', seed, 0)
  if (horizon !== undefined && !(horizon >= 0 && horizon < Number.POSITIVE_INFINITY)) bad('horizon', horizon, 'it must be 0 or more')
  const table = withoutBlankRows(input)
  const histories = log ? labEventLog(table, log) : labHistories(table, options.columns)
  const { found, begun, ended } = await timed(ctx, seed, (context) => fitRhythm(histories, { model, k }, context))
  const { holdout } = histories
  const expected = holdout && outlooks(found, histories, holdout.length).map((one) => one.expected)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    ...about(
      model,
      { ...(k === undefined ? {} : { k }), ...paramsOf(log), ...(horizon === undefined ? {} : { horizon }) },
      seed,
      frame(histories)
    ),
    parameters: model === 'mbgcnbdk' ? { ...found.parameters, k: found.k } : found.parameters,
    logLikelihood: found.logLikelihood,
    standardErrors: found.standardErrors,
    converged: found.convergence.state === 'converged',
    convergence: found.convergence,
    repeating: found.repeating,
    ...(model === 'mbgcnbdk' ? { tried: found.tried } : {}),
    ...(histories.log ? { log: histories.log } : {}),
    ...(holdout && expected
      ? {
          holdout: {
            length: holdout.length,
            orders: sum(Array.from(holdout.orders)),
            expected: sum(expected),
            meanAbsoluteError: sum(expected.map((value, i) => Math.abs(value - (holdout.orders[i] as number)))) / expected.length
          }
        }
      : {}),
    ...(horizon === undefined ? {} : { customers: customersOf(found, histories, horizon) }),
    ...timing(options, begun, ended)
  }
}

export interface LabGammaGammaOptions extends LabOptions {
  log?: LogColumns | undefined
  /** Tell the expected value of each customer's orders. */
  each?: boolean | undefined
}

export interface LabGammaGammaResult extends LabResult {
  parameters: { p: number; q: number; v: number }
  logLikelihood: number
  standardErrors: Record<string, number | null>
  converged: boolean
  convergence: GammaGammaFit['convergence']
  /** Repeat buyers in the fit, and those whose mean value is not above 0. */
  repeating: number
  leftOut: number
  correlation: GammaGammaFit['correlation']
  log?: LabHistories['log']
  customers?: { customer: string; x: number; zbar: number; expected: number | null }[]
}

/** Gamma-Gamma on a plain table. @throws lab.*, rhythm.*, import.ambiguousDate */
export async function labGammaGamma(input: LabTable, options: LabGammaGammaOptions, ctx: TaskContext): Promise<LabGammaGammaResult> {
  const { log, seed } = options
  checkWhole('seed', seed, 0)
  if (log && log.value === undefined) throw new SextantError('cli.usage', { reason: 'gamma-gamma needs --value beside --customer.' })
  const table = withoutBlankRows(input)
  const spends = log ? labEventLog(table, log) : labSpends(table, options.columns)
  const { found, begun, ended } = await timed(ctx, seed, (context) => fitGammaGamma(spends, context))
  const each = (id: string, i: number) => {
    const [x, zbar] = [spends.x[i] as number, spends.meanValue[i] as number]
    return { customer: id, x, zbar, expected: expectedValue(found.parameters, x, zbar) }
  }
  return {
    ...about('gamma-gamma', paramsOf(log), seed, frame(spends)),
    parameters: found.parameters,
    logLikelihood: found.logLikelihood,
    standardErrors: found.standardErrors,
    converged: found.convergence.state === 'converged',
    convergence: found.convergence,
    repeating: found.customers,
    leftOut: found.leftOut,
    correlation: found.correlation,
    ...(spends.log ? { log: spends.log } : {}),
    ...(options.each ? { customers: spends.ids.map(each) } : {}),
    ...timing(options, begun, ended)
  }
}

function paramsOf(log: LogColumns | undefined): Record<string, unknown> {
  return log === undefined ? {} : { unit: log.unit, ...(log.calibrationEnd === undefined ? {} : { calibrationEnd: log.calibrationEnd }) }
}

function frame({ x, columns }: LabHistories): { data: Float64Array; n: number; p: number; columns: string[] } {
  return { data: x, n: x.length, p: columns.length, columns }
}

function customersOf(found: RhythmFit, histories: LabHistories, horizon: number): NonNullable<LabRhythmResult['customers']> {
  const { x, tx, T, ids } = histories
  return outlooks(found, histories, horizon).map((outlook, i) => ({
    customer: ids[i] as string,
    x: x[i] as number,
    tx: tx[i] as number,
    T: T[i] as number,
    ...outlook
  }))
}
