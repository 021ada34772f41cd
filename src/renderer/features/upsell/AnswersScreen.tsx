import { useMemo } from 'react'
import type { UpsellEffect, UpsellMoment } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { type IntervalRow, intervalsHeight, intervalsOption, intervalsTable } from '../../charts/intervals.ts'
import { Panel } from '../../components/Panel.tsx'
import { Evidence, useReading } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { format, t } from '../../i18n.ts'
import { Found, LookAgain, Standing } from './Found.tsx'
import classes from './upsell.module.css'
import type { UpsellRun } from './useUpsellRun.ts'
import { answersFinding, effectName, effectVerdict, largestEffects } from './words.ts'

/** Effects that are drawn, the largest either way; the table has them all. */
const mostDrawn = 12

/** What offers and their wordings did, and after which moments customers order. */
export function AnswersScreen() {
  return <Found>{(overview, run) => <Answers overview={overview} run={run} />}</Found>
}

function Answers({ overview, run }: { overview: UpsellOverview; run: UpsellRun }) {
  const { effects, moments, secondOrder } = overview
  return (
    <Screen
      title={t('offering.title')}
      finding={answersFinding(effects)}
      note={t('offering.asOf', overview.run.asOf)}
      action={(overview.stale || run.running) && <LookAgain run={run} />}
    >
      <Standing overview={overview} run={run} />
      <Section title={t('offering.answers.effects')} note={effects.length > 0 && t('offering.answers.effectsNote')}>
        {effects.length === 0 ? <p className={classes.plain}>{t('offering.answers.noneWhy')}</p> : <Effects effects={effects} />}
        <Uplift overview={overview} />
      </Section>
      <div className={classes.halves}>
        {moments.length > 0 && (
          <Section
            title={t('offering.answers.moments')}
            note={t(
              moments.some(({ moment }) => moment === 'plan-limit') ? 'offering.answers.momentsNotePlans' : 'offering.answers.momentsNote'
            )}
          >
            <Moments moments={moments} />
          </Section>
        )}
        {secondOrder !== null && (
          <Section title={t('offering.answers.second')}>
            <p className={classes.plain}>
              {t(
                'offering.answers.secondSentence',
                secondOrder.median,
                secondOrder.low,
                secondOrder.high,
                secondOrder.customers,
                secondOrder.cameBack
              )}{' '}
              {secondOrder.quarter !== null && t('offering.answers.secondQuarter', secondOrder.quarter)}
            </p>
          </Section>
        )}
      </div>
    </Screen>
  )
}

function Effects({ effects }: { effects: readonly UpsellEffect[] }) {
  const tokens = useTokens()
  const { evidence } = useReading()
  const sorted = useMemo(() => [...effects].sort((a, b) => b.difference - a.difference), [effects])
  const rows = useMemo(() => largestEffects(effects, mostDrawn).map(effectRow), [effects])
  const head = (id: 'what' | 'measure' | 'share' | 'against' | 'difference' | 'verdict') => ({
    id,
    header: t(`offering.answers.columns.${id}`)
  })
  const share = ({ of, share, low, high }: UpsellEffect['treated']) => t('offering.answers.share', of, share, low, high)
  return (
    <>
      <Panel>
        <ChartFigure
          title={t('offering.answers.effectsLabel')}
          label={rows[0]?.sentence ?? ''}
          option={intervalsOption(rows, { at: 0, said: t('offering.answers.noDifference') }, tokens, { names: 260, said: 190 })}
          table={intervalsTable(rows, { name: t('offering.answers.columns.what'), value: t('offering.answers.columns.difference') })}
          height={intervalsHeight(rows.length, true)}
        />
      </Panel>
      <ShortTable
        label={t('offering.answers.effectsTable')}
        rows={sorted}
        columns={[
          { ...head('what'), wraps: true, cell: effectName },
          {
            ...head('measure'),
            cell: ({ measure, days }) =>
              measure === 'ordered' ? t('offering.answers.measure.ordered', days) : t('offering.answers.measure.accepted')
          },
          { ...head('share'), number: true, cell: ({ treated }) => share(treated) },
          { ...head('against'), number: true, cell: ({ against }) => share(against) },
          { ...head('difference'), number: true, cell: ({ difference }) => t('offering.answers.points', difference) },
          { ...head('verdict'), cell: (effect) => t(`offering.answers.verdict.${effectVerdict(effect)}`) },
          ...(evidence
            ? [{ id: 'q', header: t('offering.answers.evidence.q'), number: true, cell: ({ q }: UpsellEffect) => format.decimal(q, 4) }]
            : [])
        ]}
      />
    </>
  )
}

function effectRow(effect: UpsellEffect): IntervalRow {
  const { difference, low, high } = effect
  const verdict = effectVerdict(effect)
  const name = effectName(effect)
  const [points, interval] = [t('offering.answers.points', difference), t('offering.answers.interval', low, high)]
  return {
    name,
    value: 100 * difference,
    low: 100 * low,
    high: 100 * high,
    said: `${points} (${interval})`,
    sentence: t('offering.answers.sentence', name, points, interval),
    clear: verdict === 'validated' || verdict === 'worse'
  }
}

function Moments({ moments }: { moments: readonly UpsellMoment[] }) {
  const tokens = useTokens()
  const rows = useMemo(
    () =>
      moments
        .flatMap(({ moment, share: { share, low, high, of } }): IntervalRow[] => {
          if (share === null || low === null || high === null) return []
          const name = t(`offering.answers.moment.${moment}`)
          return [
            {
              name,
              value: 100 * share,
              low: 100 * low,
              high: 100 * high,
              said: t('offering.answers.shareShort', share, low, high),
              sentence:
                moment === 'plan-limit'
                  ? t('offering.answers.limitSentence', share, of)
                  : t('offering.answers.momentSentence', name, share, of),
              clear: true
            }
          ]
        })
        .sort((a, b) => b.value - a.value),
    [moments]
  )
  return (
    <Panel>
      <ChartFigure
        title={t('offering.answers.momentsChart')}
        label={rows[0]?.sentence ?? ''}
        option={intervalsOption(rows, null, tokens, { names: 190, said: 130 })}
        table={intervalsTable(rows, { name: t('offering.answers.momentColumns.moment'), value: t('offering.answers.momentColumns.share') })}
        height={intervalsHeight(rows.length, false)}
      />
    </Panel>
  )
}

/** Whether one can foresee whom an offer moves, where there was a group that got none. */
function Uplift({ overview: { uplift } }: { overview: UpsellOverview }) {
  if (uplift === null) return null
  const { campaign, variant, qini, low, high } = uplift
  return (
    <>
      <p className={classes.plain}>{t(low > 0 ? 'offering.answers.upliftYes' : 'offering.answers.upliftNo', campaign, variant)}</p>
      <Evidence>
        <p className={classes.quiet}>
          {t('offering.answers.evidence.qini', format.decimal(qini, 4), format.decimal(low, 4), format.decimal(high, 4))}
        </p>
      </Evidence>
    </>
  )
}
