import { SextantError } from '../../../shared/errors.ts'
import { cli } from '../../../shared/messages/en/cli.ts'
import type { LogColumns } from '../../core/tasks/lab-histories.ts'
import type { Arguments } from './arguments.ts'

/** The columns of an event log, if one is named: without --customer the table holds histories. */
export function logArguments(args: Arguments): LogColumns | undefined {
  const customer = args.text('customer')
  const date = args.text('date')
  const needs = (option: string, other: string) => new SextantError('cli.usage', { reason: cli.errors.needs(option, other) })
  if (customer === undefined) {
    for (const option of ['date', 'value', 'calibration-end', 'unit', 'date-order']) {
      if (args.text(option) !== undefined) throw needs(option, 'customer')
    }
    return undefined
  }
  if (date === undefined) throw needs('customer', 'date')
  return {
    customer,
    date,
    value: args.text('value'),
    dateOrder: args.oneOf('date-order', ['dmy', 'mdy', 'ymd']),
    calibrationEnd: args.date('calibration-end'),
    unit: args.oneOf('unit', ['week', 'day']) ?? 'week'
  }
}
