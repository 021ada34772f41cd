import { Button, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { UpsellOfferRow, UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { firstPage, useMethod, usePages } from '../../app/query.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useReading } from '../../components/reading.tsx'
import { Screen } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { Capacity } from './Capacity.tsx'
import { Found, LookAgain, Standing } from './Found.tsx'
import { SaveOffers } from './SaveOffers.tsx'
import classes from './upsell.module.css'
import type { UpsellRun } from './useUpsellRun.ts'
import { chanceText } from './words.ts'

/** Two lines of text. */
const rowHeight = 54
const kinds = ['complement', 'upgrade', 'target'] as const

interface Narrowing {
  kind: (typeof kinds)[number] | null
  offer: string | null
}

/** Whom to offer what, when and why, the most worthwhile first. */
export function OffersScreen() {
  return <Found>{(overview, run) => <Offers key={overview.run.id} overview={overview} run={run} />}</Found>
}

function Offers({ overview, run }: { overview: UpsellOverview; run: UpsellRun }) {
  const [narrowing, setNarrowing] = useState<Narrowing>({ kind: null, offer: null })
  const [, go] = useLocation()
  const isWide = useMediaQuery('(min-width: 1440px)', true, { getInitialValueInEffect: false })
  const { evidence } = useReading()
  const { capacity } = overview
  const asked = { ...narrowing, capacity }
  const rows = usePages('upsell.offers', asked)
  const counts = useMethod('upsell.offers', { ...asked, ...firstPage }, { keepPrevious: true }).data
  const { suppressed, listed, total, currency, people } = overview
  const { hasIt, openComplaint, contacted, outOfSeason } = suppressed
  const narrow = (next: Partial<Narrowing>) => setNarrowing({ ...narrowing, ...next })
  const what = narrowing.offer ?? (narrowing.kind === null ? t('offering.save.everything') : t(`offering.list.kind.${narrowing.kind}`))
  const left = hasIt + openComplaint + contacted + outOfSeason
  return (
    <Screen
      title={t('offering.title')}
      finding={
        people === 0
          ? t('offering.list.none')
          : counts === undefined
            ? t('offering.list.reading')
            : t('offering.list.finding', counts.total, counts.customers)
      }
      note={
        <>
          {t('offering.asOf', overview.run.asOf)} {people > 0 && t('offering.list.note')}{' '}
          {counts !== undefined && capacity !== null && counts.leftOut > 0 && t('offering.list.capacityLeft', counts.leftOut, capacity)}{' '}
          {listed < total && t('offering.list.most', listed, total)}{' '}
          {left > 0 && t('offering.list.leftOut', hasIt, openComplaint, contacted, outOfSeason)}
        </>
      }
      action={overview.stale || run.running ? <LookAgain run={run} /> : people > 0 && <SaveOffers filter={asked} what={what} primary />}
      fill
    >
      <Standing overview={overview} run={run} />
      <div className={classes.bar}>
        <fieldset className={classes.views}>
          <legend className={classes.spoken}>{t('offering.list.kind.label')}</legend>
          <button type="button" aria-pressed={narrowing.kind === null} onClick={() => narrow({ kind: null })}>
            {t('offering.list.kind.all')}
          </button>
          {kinds.map((kind) => (
            <button key={kind} type="button" aria-pressed={narrowing.kind === kind} onClick={() => narrow({ kind })}>
              {t(`offering.list.kind.${kind}`)} <span className={classes.many}>{format.count(counts?.kinds[kind] ?? 0)}</span>
            </button>
          ))}
        </fieldset>
        <Select
          size="xs"
          w={280}
          aria-label={t('offering.list.thing.label')}
          placeholder={t('offering.list.thing.any')}
          clearable
          searchable
          limit={100}
          data={(counts?.things ?? []).map(({ offer, count }) => ({ value: offer, label: `${offer} (${format.count(count)})` }))}
          value={narrowing.offer}
          onChange={(offer) => narrow({ offer })}
        />
        <Capacity key={capacity} capacity={capacity} />
      </div>
      {rows.error && <ErrorNotice error={rows.error} />}
      <DataTable
        main
        label={t('offering.list.label')}
        columns={columnsOf(currency, isWide || evidence)}
        rows={rows}
        rowKey={({ customerId, kind, offer }) => `${customerId} ${kind} ${offer}`}
        rowHeight={rowHeight}
        listKey={JSON.stringify(asked)}
        onOpen={({ customerId }) => go(`/customers/${customerId}`)}
        empty={
          <div className={classes.none}>
            <p>{t(people === 0 ? 'offering.list.none' : 'offering.list.nothing')}</p>
            {(narrowing.kind !== null || narrowing.offer !== null) && (
              <Button variant="default" size="xs" onClick={() => setNarrowing({ kind: null, offer: null })}>
                {t('offering.list.all')}
              </Button>
            )}
          </div>
        }
      />
    </Screen>
  )
}

function columnsOf(currency: string, withChance: boolean): Column<UpsellOfferRow>[] {
  const head = (id: 'customer' | 'offer' | 'when' | 'why' | 'chance') => ({ id, header: t(`offering.list.columns.${id}`) })
  return [
    {
      ...head('customer'),
      width: 144,
      wraps: true,
      cell: ({ customer, customerId, name }) => (
        <Link href={`/customers/${customerId}`} className={classes.who} aria-label={t('offering.list.open', name ?? customer)}>
          {name ?? customer}
        </Link>
      )
    },
    { ...head('offer'), width: 176, wraps: true, cell: ({ offer }) => <span className={classes.strong}>{offer}</span> },
    { ...head('when'), width: 124, wraps: true, cell: ({ from, to }) => format.dateRange(from, to) },
    { ...head('why'), wraps: true, cell: (offer) => <span title={t('upsell.why', offer)}>{t('upsell.why', offer)}</span> },
    ...(withChance
      ? [
          {
            ...head('chance'),
            width: 144,
            align: 'end' as const,
            cell: ({ chance, low, high }: UpsellOfferRow) => chanceText(chance, low, high)
          }
        ]
      : []),
    {
      id: 'value',
      header: t('offering.list.columns.value', format.currencySign(currency)),
      width: 92,
      align: 'end',
      cell: ({ value }) => format.decimal(value)
    }
  ]
}
