import type { UpsellRule } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { rowsOf } from '../../components/rows.ts'
import { format, t } from '../../i18n.ts'
import classes from './upsell.module.css'
import { WhoLink } from './WhoLink.tsx'
import { adviceOfRule, givenOf, liftText, whyNot } from './words.ts'

const [rowHeight, headHeight, mostRows] = [48, 38, 12]

interface RuleTableProps {
  label: string
  rules: readonly UpsellRule[]
  overview: UpsellOverview
  opened: UpsellRule | null
  /** Something stands beside it: only what matters most. */
  narrow: boolean
  main?: boolean
  onOpen: (rule: UpsellRule) => void
}

const keyOf = ({ given, follows }: UpsellRule): string => JSON.stringify([...given, follows])

/** Rules, as many as fit; the others by scrolling. A rule that was not kept has no time and nobody to offer it to. */
export function RuleTable({ label, rules, overview, opened, narrow, main = false, onOpen }: RuleTableProps) {
  return (
    <div className={classes.table} style={{ height: headHeight + Math.min(rules.length, mostRows) * rowHeight }}>
      <DataTable
        main={main}
        label={label}
        columns={columnsOf(overview, narrow ? 'few' : rules.some(({ validated }) => validated) ? 'held' : 'dropped')}
        rows={rowsOf(rules)}
        rowKey={keyOf}
        rowHeight={rowHeight}
        selected={opened && keyOf(opened)}
        onSelect={onOpen}
        onOpen={onOpen}
      />
    </div>
  )
}

function columnsOf(overview: UpsellOverview, shown: 'few' | 'held' | 'dropped'): Column<UpsellRule>[] {
  const head = (id: 'given' | 'follows' | 'found' | 'later' | 'when' | 'who' | 'whyNot') => ({
    id,
    header: t(`offering.rules.columns.${id}`)
  })
  return [
    { ...head('given'), wraps: true, cell: (rule) => <span className={classes.strong}>{givenOf(rule)}</span> },
    { ...head('follows'), wraps: true, cell: ({ follows }) => follows },
    { ...head('found'), width: 96, align: 'end', hint: t('offering.rules.hint.found'), cell: ({ lift }) => format.times(lift) },
    { ...head('later'), width: 132, align: 'end', hint: t('offering.rules.hint.later'), cell: liftText },
    ...(shown === 'dropped' ? [{ ...head('whyNot'), width: 180, cell: whyNot }] : []),
    ...(shown === 'held'
      ? [
          {
            ...head('when'),
            width: 148,
            cell: ({ window, comesLater, of }: UpsellRule) =>
              window === null
                ? comesLater || of === 'histories'
                  ? format.unknown
                  : t('offering.window', 0, 0)
                : t('offering.window', window.from, window.to)
          },
          {
            ...head('who'),
            width: 132,
            align: 'end' as const,
            cell: (rule: UpsellRule) =>
              rule.comesLater ? <WhoLink advice={adviceOfRule(rule)} overview={overview} /> : t('offering.rules.aside')
          }
        ]
      : [])
  ]
}
