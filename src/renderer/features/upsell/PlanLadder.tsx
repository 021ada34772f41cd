import type { UpsellPlans } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { format, t } from '../../i18n.ts'
import { WhoLink } from './WhoLink.tsx'
import { adviceOfStep } from './words.ts'

type Step = UpsellPlans['steps'][number]

/** Plans of subscriptions from the lowest to the highest: who went up and came down, what tells who steps up, and who is ready. */
export function PlanLadder({ ladder: { given, levels, steps }, overview }: { ladder: UpsellPlans; overview: UpsellOverview }) {
  const names = levels.map(({ name }) => name)
  const days = steps.find(({ ready }) => ready !== null)?.ready?.days ?? 30
  const head = (id: 'up' | 'down' | 'now' | 'ready' | 'others' | 'who') => ({ id, header: t(`offering.ladders.plans.columns.${id}`) })
  const now = (name: string) => levels.find((level) => level.name === name)?.customers ?? 0
  const of = (hits: number, times: number) => t('offering.ladders.plans.of', hits, times)
  return (
    <Section title={t('offering.ladders.chain', names)} note={given ? t('offering.ladders.given') : t('offering.ladders.plans.note')}>
      <ShortTable<Step>
        label={t('offering.ladders.plans.label', names)}
        rows={steps}
        columns={[
          {
            id: 'step',
            header: t('offering.ladders.columns.step'),
            wraps: true,
            cell: ({ from, to }) => t('offering.ladders.step', from, to)
          },
          { id: 'price', header: t('offering.ladders.columns.price'), number: true, cell: ({ priceRatio }) => format.times(priceRatio) },
          { ...head('now'), number: true, cell: ({ from }) => format.count(now(from)) },
          { ...head('up'), number: true, cell: ({ up }) => format.count(up) },
          { ...head('down'), number: true, cell: ({ down }) => format.count(down) },
          {
            ...head('ready'),
            wraps: true,
            cell: ({ ready }) => (ready === null ? t('offering.ladders.unknown') : t(`offering.ladders.plans.${ready.by}`, ready.least))
          },
          {
            id: 'buy',
            header: t('offering.ladders.plans.columns.buy', days),
            number: true,
            cell: ({ ready }) => (ready === null ? format.unknown : of(ready.readyHits, ready.readyTimes))
          },
          {
            ...head('others'),
            number: true,
            cell: ({ ready }) => (ready === null ? format.unknown : of(ready.otherHits, ready.otherTimes))
          },
          { ...head('who'), number: true, cell: (step) => <WhoLink advice={adviceOfStep(step)} overview={overview} /> }
        ]}
      />
    </Section>
  )
}
