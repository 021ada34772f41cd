import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { type LabGammaGammaResult, labGammaGamma } from '../../../core/tasks/lab-rhythm.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { logArguments } from '../log-arguments.ts'
import { table } from '../table.ts'

/** `lab gamma-gamma`: what the orders of repeat buyers are worth. */
export async function run(args: Arguments): Promise<Outcome> {
  const asked = { log: logArguments(args), each: args.has('each') }
  const result = await withTable(args, (input, options, ctx) => labGammaGamma(input, { ...options, ...asked }, ctx))
  return { json: result, text: () => describe(result) }
}

function describe({
  parameters,
  standardErrors,
  logLikelihood,
  repeating,
  convergence,
  leftOut,
  correlation
}: LabGammaGammaResult): string {
  const rows = Object.entries(parameters).map(([name, value]) => {
    const error = standardErrors[name] ?? null
    return [name, decimal(value, 4), error === null ? null : decimal(error, 4)]
  })
  const { gammaGamma, states, starts, correlated, spendsLeftOut, parameterColumns } = cli.lab
  return [
    gammaGamma(decimal(logLikelihood, 4), count(repeating)),
    `${states[convergence.state](convergence.bounded.join(', '))} ${starts(convergence.agreeing, convergence.starts)}`,
    table(parameterColumns, rows),
    ...(correlation.ranks === null ? [] : [correlated(decimal(correlation.ranks, 2))]),
    ...(leftOut > 0 ? [spendsLeftOut(leftOut)] : [])
  ].join('\n')
}
