import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { kpiChange, kpiExact, kpiInterval } from '../../../shared/kpi-format.ts'
import { definitionOf, type Kpi, type KpiId, type KpiView } from '../../../shared/model/kpis.ts'
import { format, t } from '../../i18n.ts'
import classes from './kpis.module.css'
import { countedBy, PeopleLink } from './People.tsx'
import { groups, isGood, kpisOf, rangeWords } from './words.ts'

interface KpiTableProps {
  view: KpiView
  chosen: KpiId
  onChoose: (kpi: KpiId) => void
}

/** Every KPI in a row: value with its interval, the period before, the target. */
export function KpiTable({ view, chosen, onChoose }: KpiTableProps) {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t('kpis.table.label')}>
        <thead>
          <tr>
            <th scope="col">{t('kpis.table.kpi')}</th>
            <th scope="col" data-align="end">
              {t('kpis.table.value')}
            </th>
            <th scope="col" data-align="end">
              {t('kpis.table.before')}
            </th>
            <th scope="col" data-align="end">
              {t('kpis.table.target')}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={4} className={classes.group}>
                {t(`kpis.group.${group}`)}
              </th>
            </tr>
            {kpisOf(group).map((id) => {
              const kpi = view.kpis.find((one) => one.kpi === id)
              return kpi && <Row key={id} kpi={kpi} view={view} isChosen={id === chosen} onChoose={() => onChoose(id)} />
            })}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Row({ kpi, view, isChosen, onChoose }: { kpi: Kpi; view: KpiView; isChosen: boolean; onChoose: () => void }) {
  const { currency } = view
  const { unit } = definitionOf(kpi.kpi)
  const interval = kpiInterval(kpi, unit, currency)
  return (
    <tr data-chosen={isChosen || undefined}>
      <th scope="row">
        <Tooltip
          multiline
          w={320}
          px={10}
          py={6}
          position="bottom-start"
          label={explained(kpi.kpi)}
          events={{ hover: true, focus: true, touch: true }}
          openDelay={200}
        >
          <UnstyledButton className={classes.name} aria-pressed={isChosen} onClick={onChoose}>
            {t(`kpis.of.${kpi.kpi}.name`)}
          </UnstyledButton>
        </Tooltip>
      </th>
      <td data-align="end" data-figures>
        {kpi.value === null ? (
          <span className={classes.why}>– {kpi.reason !== null && t(`kpis.reason.${kpi.reason}`)}</span>
        ) : (
          <>
            <Value kpi={kpi} value={kpi.value} view={view} />
            <span className={classes.interval}>{rangeWords(kpi.kpi, interval, kpi.n)}</span>
          </>
        )}
      </td>
      <td data-align="end" data-figures>
        {kpiExact(kpi.previous, unit, currency)}
        {kpi.previousN !== null && interval !== '' && (
          <span className={classes.interval}>{t('kpis.ofSome', format.count(kpi.previousN))}</span>
        )}
        <Change kpi={kpi} />
      </td>
      <td data-align="end" data-figures>
        {kpiExact(kpi.target, unit, currency)}
        {kpi.met !== null && (
          <span className={classes.judged} data-met={kpi.met}>
            {t(kpi.met ? 'kpis.setTarget.met' : 'kpis.setTarget.missed')}
          </span>
        )}
      </td>
    </tr>
  )
}

/** A count of customers opens them; ease is told on its scale. */
function Value({ kpi: { kpi }, value, view }: { kpi: Kpi; value: number; view: KpiView }) {
  const text = kpiExact(value, definitionOf(kpi).unit, view.currency)
  const who = countedBy(kpi)
  if (who !== null) {
    return (
      <PeopleLink who={who} count={value} view={view}>
        {text}
      </PeopleLink>
    )
  }
  return kpi === 'ces' && view.easeScale !== null ? t('kpis.outOf', text, format.plain(view.easeScale)) : text
}

/** Up or down, and whether that is good; neither where it may be chance. */
function Change({ kpi: { kpi, value, previous, beyondChance } }: { kpi: Kpi }) {
  // The change of a change says nothing.
  if (value === null || previous === null || kpi === 'revenue-growth') return null
  const { unit } = definitionOf(kpi)
  if (beyondChance === false) return <span className={classes.change}>{t('kpis.withinChance', kpiChange(value, previous, unit))}</span>
  const good = isGood(kpi, value, previous)
  const Arrow = value < previous ? IconArrowDown : IconArrowUp
  return (
    <span className={classes.change} data-good={good ?? undefined}>
      {value !== previous && <Arrow size={12} stroke={2} aria-hidden="true" />}
      {kpiChange(value, previous, unit)}
    </span>
  )
}

const explained = (kpi: KpiId): string => `${t(`kpis.of.${kpi}.formula`)} ${t('kpis.source', t(`kpis.of.${kpi}.source`))}`
