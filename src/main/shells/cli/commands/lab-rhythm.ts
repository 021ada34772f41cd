import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { type LabRhythmOptions, type LabRhythmResult, labRhythm } from '../../../core/tasks/lab-rhythm.ts'
import type { Run } from '../commands.ts'
import { withTable } from '../lab.ts'
import { logArguments } from '../log-arguments.ts'
import { table } from '../table.ts'

const mostPhases = 20

/** `lab bgnbd`, `mbgnbd`, `paretonbd`, `mbgcnbdk`: a model of buying, on histories or an event log. */
export const runModel =
  (model: LabRhythmOptions['model']): Run =>
  async (args) => {
    const asked = {
      model,
      k: model === 'mbgcnbdk' ? args.integer('k', 1, mostPhases) : undefined,
      horizon: args.number('horizon'),
      log: logArguments(args)
    }
    const result = await withTable(args, (input, options, ctx) => labRhythm(input, { ...options, ...asked }, ctx))
    return { json: result, text: () => describe(result) }
  }

function describe({ parameters, standardErrors, logLikelihood, n, repeating, convergence, holdout }: LabRhythmResult): string {
  const rows = Object.entries(parameters).map(([name, value]) => {
    const error = standardErrors[name]
    return [name, decimal(value, 4), error === undefined || error === null ? null : decimal(error, 4)]
  })
  const { rhythm, states, starts, holdout: after, parameterColumns } = cli.lab
  return [
    rhythm(decimal(logLikelihood, 4), count(n), count(repeating)),
    `${states[convergence.state](convergence.bounded.join(', '))} ${starts(convergence.agreeing, convergence.starts)}`,
    table(parameterColumns, rows),
    ...(holdout ? [after(count(holdout.orders), decimal(holdout.expected, 1))] : [])
  ].join('\n')
}
