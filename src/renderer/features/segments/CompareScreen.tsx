import { Button, Select } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { Explanation, SegmentExplanation } from '../../../shared/model/explanation.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { MembersLink } from '../../app/MembersLink.tsx'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { featureName, sayFeature } from '../../charts/featureWords.ts'
import { inMix } from '../../charts/mix.ts'
import { pairHeight, pairNote, pairOption, pairRows, pairTable } from '../../charts/pair.ts'
import { Panel } from '../../components/Panel.tsx'
import { Screen } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { Explained } from './Explained.tsx'
import classes from './explaining.module.css'
import { painLabel } from './explainWords.ts'
import { Mixes } from './Mixes.tsx'
import { SegmentsNav } from './SegmentsNav.tsx'

/** Two groups side by side: what they differ in most, and how they fare. */
export function CompareScreen() {
  return (
    <Explained title={t('explaining.compare.title')}>
      {(result, explanation) => <Compare key={result.run.id} result={result} explanation={explanation} />}
    </Explained>
  )
}

function Compare({ result, explanation }: { result: SegmentsResult; explanation: Explanation }) {
  const { segments, currency } = result
  const [chosen, choose] = useState<[number, number]>([segments[0]?.id ?? 0, segments[1]?.id ?? 0])
  const tokens = useTokens()
  const [a, b] = chosen.map((id) => segments.find((segment) => segment.id === id)) as [Segment | undefined, Segment | undefined]
  const option = useMemo(() => (a && b ? pairOption(a, b, result, tokens) : null), [a, b, result, tokens])
  const pair = useMemo(() => (a && b ? [a, b] : []), [a, b])
  if (a === undefined || b === undefined || option === null)
    return (
      <Screen title={t('explaining.compare.title')} finding={t('segments.finding.none')}>
        <SegmentsNav />
      </Screen>
    )
  const [most] = pairRows(a, b, result)
  // What the finding speaks of comes first.
  const mixFirst = most !== undefined && inMix(most.feature, result)
  const mixes = <Mixes segments={pair} result={result} />
  const data = segments.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <Screen
      title={t('explaining.compare.title')}
      finding={
        most === undefined || most.apart < 0.3
          ? t('explaining.compare.alike', a.name, b.name)
          : t('explaining.compare.finding', {
              a: a.name,
              b: b.name,
              feature: featureName(most.feature),
              more: sayFeature(most.feature, most.a.median, currency),
              less: sayFeature(most.feature, most.b.median, currency)
            })
      }
      action={
        <Button component={Link} href={`/segments/${a.id}`} aria-label={t('segments.next.label', a.name)}>
          {t('segments.next.action')}
        </Button>
      }
    >
      <SegmentsNav />
      <div className={classes.sides}>
        {(['first', 'second'] as const).map((side, index) => (
          <Select
            key={side}
            label={t(`explaining.compare.${side}`)}
            leftSection={<Slot slot={(index === 0 ? a : b).slot} />}
            data={data}
            value={String(chosen[index])}
            allowDeselect={false}
            onChange={(value) => {
              const id = Number(value)
              // Choosing the other side's group lets both change places.
              const [first, second] = chosen
              if (index === 0) choose([id, id === second ? first : second])
              else choose([id === first ? second : first, id])
            }}
          />
        ))}
      </div>
      <Panel>
        {mixFirst && mixes}
        <ChartFigure
          title={t('explaining.compare.chart')}
          label={t('explaining.compare.label', a.name, b.name)}
          option={option}
          table={pairTable(a, b, result)}
          height={pairHeight(a, b, result)}
          caption={[t('explaining.compare.caption'), pairNote(a, b, result)].filter(Boolean).join(' ')}
        />
        {!mixFirst && mixes}
      </Panel>
      <Facts pair={[a, b]} result={result} explanation={explanation} />
    </Screen>
  )
}

function Facts({ pair, result, explanation }: { pair: readonly Segment[]; result: SegmentsResult; explanation: Explanation }) {
  const of = (segment: Segment) => explanation.segments.find(({ id }) => id === segment.id)
  const rows: [string, (segment: Segment) => ReactNode][] = [
    [t('explaining.compare.size'), (segment) => <MembersLink segment={segment}>{format.count(segment.size)}</MembersLink>],
    [
      t('explaining.compare.revenue'),
      (segment) => `${format.percentAbout(segment.revenueShare)} · ${format.moneyAbout(segment.net, result.currency)}`
    ],
    [
      t('explaining.compare.champions'),
      (segment) => <StandingLink segment={segment} of="champions" count={of(segment)?.champions.count ?? 0} />
    ],
    [t('explaining.compare.risk'), (segment) => <StandingLink segment={segment} of="risk" count={of(segment)?.risk.count ?? 0} />],
    [t('explaining.compare.satisfaction'), (segment) => format.percentAbout(of(segment)?.satisfaction?.mean ?? null)],
    [t('explaining.compare.pains'), (segment) => painsOf(segment, explanation)]
  ]
  return (
    <table className={classes.plain}>
      <thead>
        <tr>
          <td />
          {pair.map(({ id, slot, name }) => (
            <th key={id}>
              <span className={classes.named}>
                <Slot slot={slot} /> {name}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, cell]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {pair.map((segment) => (
              <td key={segment.id}>{cell(segment)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function painsOf(segment: Segment, { pains }: Explanation): string {
  const over = pains.cells.filter((cell) => cell.over && cell.segment === segment.id)
  return over.length === 0 ? format.unknown : over.map(painLabel).join(' · ')
}

/** How many champions or customers at risk a segment has, as the link to exactly these. */
export function StandingLink({
  segment,
  of,
  count
}: {
  segment: Segment
  of: 'champions' | 'risk'
  count: SegmentExplanation['champions']['count']
}) {
  if (count === 0) return format.count(0)
  return (
    <AmongLink
      filter={{ among: { of, segment: segment.id }, subject: t(`explaining.chip.${of}`), value: segment.name, slot: segment.slot }}
      label={`${t(`explaining.chip.${of}`)}, ${t('segments.table.seeCustomers', segment.name, format.count(count))}`}
    >
      {format.count(count)}
    </AmongLink>
  )
}
