import { useMemo } from 'react'
import type { UpsellRule } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { type IntervalRow, intervalsHeight, intervalsOption, intervalsTable } from '../../charts/intervals.ts'
import { Inspector } from '../../components/Inspector.tsx'
import { Evidence } from '../../components/reading.tsx'
import { format, t } from '../../i18n.ts'
import { SaveOffers } from './SaveOffers.tsx'
import classes from './upsell.module.css'
import { WhoLink } from './WhoLink.tsx'
import { adviceOfRule, fitting, givenOf, liftText, noneLater, whyNot } from './words.ts'

/** One rule in full: how strong it was when it was found and is now, when to offer, and to whom. */
export function RuleInspector({ rule, overview, onClose }: { rule: UpsellRule; overview: UpsellOverview; onClose: () => void }) {
  const { follows, window, segmentWindows = [], validated, laterHits, laterOrders, comesLater, apart } = rule
  const given = givenOf(rule)
  const advice = adviceOfRule(rule)
  const customers = validated ? fitting(overview, advice) : 0
  return (
    <Inspector
      title={t('offering.rules.open', given, follows)}
      onClose={onClose}
      {...(customers > 0 && { action: <SaveOffers filter={advice} what={follows} primary /> })}
    >
      <div className={classes.detail}>
        <p className={classes.detailSentence}>
          {validated && !comesLater && rule.of === 'baskets'
            ? t('offering.rule.together', given, follows)
            : window === null
              ? t('offering.rule.noWindow', given, follows)
              : t('offering.rule.sentence', given, follows, window.bought, window.customers, overview.horizon)}
        </p>
        <Lifts rule={rule} />
        <p className={classes.quiet}>{t('offering.rule.held', laterHits, laterOrders)}</p>
        {validated && <p className={classes.quiet}>{t('offering.rule.apart', apart.hits, apart.orders)}</p>}
        {validated ? (
          <dl className={classes.facts}>
            {window !== null && (
              <div>
                <dt>{t('offering.rule.whenTerm')}</dt>
                <dd>
                  {t('offering.rule.when', t('offering.window', window.from, window.to))}
                  {segmentWindows.map(({ segment, from, to, bought }) => (
                    <p key={segment} className={classes.quiet}>
                      {t('offering.rule.whenSegment', segment, t('offering.window', from, to), bought)}
                    </p>
                  ))}
                </dd>
              </div>
            )}
            <div>
              <dt>{t('offering.rule.whoTerm')}</dt>
              <dd>
                {customers === 0 ? (
                  comesLater ? (
                    t('offering.rule.noWho')
                  ) : (
                    noneLater(apart)
                  )
                ) : (
                  <>
                    <WhoLink advice={advice} overview={overview} /> {t('offering.rule.whom')}
                  </>
                )}
              </dd>
            </div>
          </dl>
        ) : (
          <p className={classes.standing}>{t('offering.rule.dropped', whyNot(rule))}</p>
        )}
        <Evidence>
          <RuleFigures rule={rule} />
        </Evidence>
      </div>
    </Inspector>
  )
}

function Lifts({ rule }: { rule: UpsellRule }) {
  const tokens = useTokens()
  const rows = useMemo(() => liftRows(rule), [rule])
  const held = { at: 1, said: t('offering.rule.usual') }
  const title = t('offering.rule.chart')
  return (
    <ChartFigure
      title={title}
      label={t('offering.rule.chartLabel', format.times(rule.lift), liftText(rule))}
      option={intervalsOption(rows, held, tokens, { names: 92, said: 108 })}
      table={intervalsTable(rows, { name: t('offering.rule.columns.when'), value: t('offering.rule.columns.lift') })}
      height={intervalsHeight(rows.length, true)}
    />
  )
}

function liftRows(rule: UpsellRule): IntervalRow[] {
  const { lift, outOfTimeLift, low, high, validated } = rule
  const [then, later] = [t('offering.rule.found'), t('offering.rule.later')]
  const found = {
    name: then,
    value: lift,
    low: lift,
    high: lift,
    said: format.times(lift),
    sentence: t('offering.rule.mark', then, lift, null, null),
    clear: true
  }
  if (outOfTimeLift === null || low === null || high === null) return [found]
  return [
    found,
    {
      name: later,
      value: outOfTimeLift,
      low,
      high,
      said: liftText(rule),
      sentence: t('offering.rule.mark', later, outOfTimeLift, low, high),
      clear: validated
    }
  ]
}

function RuleFigures({ rule }: { rule: UpsellRule }) {
  const name = 'offering.rule.evidence' as const
  const small = (value: number) => (value < 0.001 ? value.toExponential(1).replace('-', '−') : format.decimal(value, 3))
  const facts: [string, string][] = [
    [t(`${name}.count.${rule.of}`), format.count(rule.count)],
    [t(`${name}.support.${rule.of}`), format.percent(rule.support)],
    [t(`${name}.confidence.${rule.of}`), format.percent(rule.confidence)],
    [t(`${name}.leverage`), format.decimal(rule.leverage, 4)],
    [t(`${name}.conviction`), format.decimal(rule.conviction)],
    [t(`${name}.p`), small(rule.p)],
    [t(`${name}.q`), small(rule.q)],
    [t(`${name}.laterQ`), small(rule.laterQ)],
    [t(`${name}.apart`), liftText({ ...rule.apart, outOfTimeLift: rule.apart.lift })],
    [t(`${name}.apartQ`), small(rule.apart.q)]
  ]
  return (
    <section aria-label={t(`${name}.title`)}>
      <dl className={classes.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
