import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { UpsellLadder } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { Screen, Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { format, t } from '../../i18n.ts'
import { Found, LookAgain, Standing } from './Found.tsx'
import { OwnSteps } from './OwnSteps.tsx'
import { PlanLadder } from './PlanLadder.tsx'
import classes from './upsell.module.css'
import type { UpsellRun } from './useUpsellRun.ts'
import { WhoLink } from './WhoLink.tsx'
import { adviceOfStep } from './words.ts'

/** Rows of products that customers climb, what makes somebody ready for the next one, and who is. */
export function LaddersScreen() {
  return <Found>{(overview, run) => <Ladders overview={overview} run={run} />}</Found>
}

function Ladders({ overview, run }: { overview: UpsellOverview; run: UpsellRun }) {
  const { ladders, plans = [], fits } = overview
  const rows = ladders.length + plans.length
  const ready = fits.filter(({ kind }) => kind === 'upgrade').reduce((sum, { customers }) => sum + customers, 0)
  return (
    <Screen
      title={t('offering.title')}
      finding={rows === 0 ? t('offering.ladders.none') : t('offering.ladders.finding', rows, ready)}
      note={t('offering.asOf', overview.run.asOf)}
      action={
        overview.stale || run.running ? (
          <LookAgain run={run} />
        ) : (
          ready > 0 && (
            <Button component={Link} href="/upsell/offers">
              {t('offering.seeOffers')}
            </Button>
          )
        )
      }
    >
      <Standing overview={overview} run={run} />
      {rows === 0 && <p className={classes.plain}>{t('offering.ladders.noneWhy')}</p>}
      {plans.map((ladder) => (
        <PlanLadder key={JSON.stringify(ladder.levels)} ladder={ladder} overview={overview} />
      ))}
      {ladders.map((ladder) => (
        <Ladder key={JSON.stringify(ladder.products)} ladder={ladder} overview={overview} />
      ))}
      <OwnSteps />
    </Screen>
  )
}

type Step = UpsellLadder['steps'][number]

function Ladder({ ladder: { category, products, given, steps }, overview }: { ladder: UpsellLadder; overview: UpsellOverview }) {
  const head = (id: 'step' | 'first' | 'price' | 'ready' | 'buy' | 'others' | 'who') => ({
    id,
    header: t(`offering.ladders.columns.${id}`)
  })
  return (
    <Section title={t('offering.ladders.chain', products)} note={given ? t('offering.ladders.given') : category}>
      <ShortTable<Step>
        label={t('offering.ladders.label', products)}
        rows={steps}
        columns={[
          { ...head('step'), wraps: true, cell: ({ from, to }) => t('offering.ladders.step', from, to) },
          { ...head('first'), number: true, cell: ({ up, down }) => t('offering.ladders.first', up, up + down) },
          { ...head('price'), number: true, cell: ({ priceRatio }) => format.times(priceRatio) },
          {
            ...head('ready'),
            cell: ({ ready }) =>
              ready === null ? t('offering.ladders.unknown') : t('offering.ladders.ready', ready.count, ready.category, ready.days)
          },
          {
            ...head('buy'),
            number: true,
            cell: ({ ready }) => (ready === null ? format.unknown : t('offering.ladders.of', ready.readyHits, ready.readyOrders))
          },
          {
            ...head('others'),
            number: true,
            cell: ({ ready }) => (ready === null ? format.unknown : t('offering.ladders.of', ready.otherHits, ready.otherOrders))
          },
          { ...head('who'), number: true, cell: (step) => <WhoLink advice={adviceOfStep(step)} overview={overview} /> }
        ]}
      />
    </Section>
  )
}
