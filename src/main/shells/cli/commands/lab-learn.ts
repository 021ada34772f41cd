import { count, decimal } from '../../../../shared/format.ts'
import { cliUpsell } from '../../../../shared/messages/en/cli-upsell.ts'
import { missingWays } from '../../../core/tasks/lab-classes.ts'
import { type LabLearnOptions, labLearn, labLearnDefaults } from '../../../core/tasks/lab-learn.ts'
import type { Run } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** Beyond these a slip of the finger would run for days. */
const most = { folds: 1000, repeats: 100, trees: 5000, leaves: 1024 }

/** `lab logistic-cv` and `boosted-cv`: a model judged on what it did not see. */
export const runModel =
  (model: LabLearnOptions['model']): Run =>
  async (args) => {
    const asked = {
      model,
      target: args.required('target'),
      folds: args.integer('folds', 2, most.folds) ?? labLearnDefaults.folds,
      repeats: args.integer('repeats', 1, most.repeats) ?? labLearnDefaults.repeats,
      penalty: args.number('penalty') ?? (model === 'logistic' ? 1 : 0),
      scale: model === 'logistic' ? (args.oneOf('scale', ['none', 'z']) ?? labLearnDefaults.scale) : labLearnDefaults.scale,
      group: args.text('group'),
      fold: args.text('fold'),
      missing: args.oneOf('missing', [...missingWays]) ?? labLearnDefaults.missing,
      trees: (model === 'boosted' ? args.integer('trees', 1, most.trees) : undefined) ?? labLearnDefaults.trees,
      leaves: (model === 'boosted' ? args.integer('leaves', 2, most.leaves) : undefined) ?? labLearnDefaults.leaves
    }
    const result = await withTable(args, (input, options, ctx) => labLearn(input, { ...options, ...asked }, ctx))
    const words = cliUpsell.learn
    const { level, needed } = result.verdict
    const rows = result.folds.map((fold, i) => [
      String(i + 1),
      count(fold.rows),
      decimal(fold.auc, 4),
      decimal(fold.logLoss, 4),
      decimal(fold.brier, 4)
    ])
    const text = () =>
      [
        words.found(decimal(result.mean, 4), decimal(result.low, 4), decimal(result.high, 4), count(result.n)),
        ...(result.missing ? [words.missing[result.missing.way](count(result.missing.count))] : []),
        ...(result.skipped ? [words.skipped(count(result.skipped))] : []),
        [
          words.verdict[level],
          ...((level === 'not-better' || level === 'insufficient-data') && needed > 0 ? [words.needed(level, count(needed))] : [])
        ].join(' '),
        ...result.leakage.map(({ column, auc }) => words.leakage(column, decimal(auc, 3))),
        table(words.columns, rows)
      ].join('\n')
    return { json: result, text }
  }
