import type { CSSProperties } from 'react'
import type { Explanation } from '../../../shared/model/explanation.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { Evidence } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { Explained } from './Explained.tsx'
import classes from './explaining.module.css'
import { rfmFinding, rfmNote } from './explainWords.ts'
import { SegmentsNav } from './SegmentsNav.tsx'

type Group = Explanation['rfm']['groups'][number]

/** The classic groups by recency, frequency and money, beside the segments. */
export function RfmScreen() {
  return (
    <Explained title={t('explaining.rfm.title')}>{(result, explanation) => <Rfm result={result} explanation={explanation} />}</Explained>
  )
}

function Rfm({ result, explanation }: { result: SegmentsResult; explanation: Explanation }) {
  const { rfm } = explanation
  const groups = rfm.groups.filter(({ customers }) => customers > 0)
  const most = Math.max(...groups.flatMap(({ bySegment }) => bySegment), 1)
  // Counts stand in the order of the explanation's segments.
  const segments = explanation.segments.flatMap(({ id }) => result.segments.filter((segment) => segment.id === id))
  return (
    <Screen
      title={t('explaining.rfm.title')}
      finding={rfmFinding(explanation, segments)}
      note={
        <>
          <p className={classes.note}>{rfmNote(explanation)}</p>
          <Evidence>
            <p className={classes.note}>{t('explaining.evidence.rfmAgreement', format.decimal(rfm.agreement, 3))}</p>
          </Evidence>
        </>
      }
    >
      <SegmentsNav />
      <Section title={t('explaining.rfm.table')} note={t('explaining.rfm.tableNote')}>
        <div className={classes.wide}>
          <table className={classes.matrix} aria-label={t('explaining.rfm.label')}>
            <thead>
              <tr>
                <td />
                {segments.map(({ id, slot, name }) => (
                  <th key={id} data-align="end">
                    <span className={classes.named}>
                      <Slot slot={slot} /> {name}
                    </span>
                  </th>
                ))}
                <th data-align="end">{t('explaining.rfm.all')}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((row) => (
                <tr key={row.group}>
                  <th scope="row">{t(`explaining.rfm.group.${row.group}`)}</th>
                  {segments.map((segment, i) => (
                    <td key={segment.id} data-align="end" style={tint(row.bySegment[i] ?? 0, most)}>
                      <Count row={row} count={row.bySegment[i] ?? 0} run={result.run.id} segment={segment} />
                    </td>
                  ))}
                  <td data-align="end">
                    <Count row={row} count={row.customers} run={result.run.id} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </Screen>
  )
}

interface CountProps {
  row: Group
  count: number
  run: number
  segment?: SegmentsResult['segments'][number]
}

function Count({ row, count, run, segment }: CountProps) {
  const group = t(`explaining.rfm.group.${row.group}`)
  if (count === 0) return format.count(0)
  return (
    <AmongLink
      filter={{
        among: { of: 'rfm', run, group: row.group, segment: segment?.id ?? null },
        subject: t('explaining.chip.rfm'),
        value: segment === undefined ? group : t('explaining.chip.inGroup', group, segment.name),
        ...(segment === undefined ? {} : { slot: segment.slot })
      }}
      label={segment === undefined ? t('explaining.rfm.open', count, group) : t('explaining.rfm.openIn', count, group, segment.name)}
    >
      {format.count(count)}
    </AmongLink>
  )
}

/** How strongly a cell is tinted, in per cent. */
const tint = (count: number, most: number) => ({ '--depth': `${Math.round((count / most) * 60)}%` }) as CSSProperties
