import { Button } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CustomerRow, CustomerSort } from '../../../shared/model/customer.ts'
import { useFilters } from '../../app/filters.tsx'
import { useMethod, usePages } from '../../app/query.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { ProposedMessage } from '../../components/ProposedMessage.tsx'
import type { RowSource } from '../../components/rows.ts'
import { Screen } from '../../components/Screen.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { t } from '../../i18n.ts'
import { CustomerInspector } from './CustomerInspector.tsx'
import { columnsFor, isSort } from './columns.tsx'
import classes from './customers.module.css'
import { DuplicatesLink } from './DuplicatesLink.tsx'
import { ListPreview } from './ListPreview.tsx'
import { useGoneFilter } from './useGoneFilter.ts'
import { listed, messageTo } from './words.ts'

/** Pause in typing after which the list is asked for, in milliseconds. */
const settle = 150

interface Sort {
  column: CustomerSort
  descending: boolean
}

/** All customers, or those of a segment, or those that fit a search: how many, and each in a row. */
export function CustomersScreen() {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), settle)
  const [chosen, setSort] = useState<Sort | null>(null)
  const [selected, setSelected] = useState<CustomerRow | null>(null)
  const [, navigate] = useLocation()
  const isWide = useMediaQuery('(min-width: 1440px)', true, { getInitialValueInEffect: false })
  const { segment, among, clear } = useFilters()
  const workspace = useMethod('workspace.current', {}).data
  const groups = useMethod('segments.latest', {}).data?.segments ?? []
  const counted = among === null || among.among.of === 'journey' ? null : among.among
  const byChance = counted?.of === 'support' && counted.pick.by === 'next'
  const usual: Sort = { column: byChance ? 'chance' : 'net', descending: true }
  const sort = chosen === null || (chosen.column === 'chance' && !byChance) ? usual : chosen
  const gone = useGoneFilter()
  const needs = useMethod('support.latest', {}, { enabled: byChance }).data?.clusters ?? []
  const rows = usePages('customers.list', {
    search,
    segment: segment?.id ?? null,
    among: among?.among ?? null,
    sort: sort.column,
    descending: sort.descending
  })
  const total = useLastKnown(rows.total)
  const named = useNamed(rows)
  const room = selected === null ? (isWide ? 'all' : 'most') : isWide ? 'most' : 'least'

  if (workspace?.counts.customers === 0) return <NoCustomers />
  if (rows.error) {
    return (
      <Screen title={t('customers.title')} finding={t('customers.finding.failed')}>
        <ErrorNotice error={rows.error} />
      </Screen>
    )
  }
  const open = (customer: CustomerRow) => navigate(`/customers/${customer.id}`)
  return (
    <Screen
      title={t('customers.title')}
      note={byChance ? <ProposedMessage {...messageTo(selected, needs)} /> : <DuplicatesLink />}
      finding={
        total === null
          ? t('customers.finding.reading')
          : listed(total, segment?.name ?? among?.value ?? null, search, byChance ? 'next' : (among?.among.of ?? null))
      }
      action={<SearchField label={t('customers.search')} placeholder={t('customers.searchHint')} value={typed} onChange={setTyped} />}
      aside={selected && <CustomerInspector id={selected.id} onClose={() => setSelected(null)} />}
      fill
    >
      {gone !== null && <Notice kind="stale">{t('customers.filterGone', gone.subject, gone.value)}</Notice>}
      <DataTable
        main
        label={t('customers.table.label')}
        columns={columnsFor({
          currency: workspace?.currency ?? '',
          groups,
          needs,
          named,
          byChance,
          room
        })}
        rows={{ ...rows, total }}
        rowKey={({ id }) => id}
        listKey={JSON.stringify([search, segment?.id, among?.among, sort])}
        sort={sort}
        onSort={({ column, descending }) => isSort(column) && setSort({ column, descending })}
        selected={selected?.id ?? null}
        onSelect={(customer) => setSelected((old) => (old?.id === customer.id ? null : customer))}
        onOpen={open}
        empty={
          <div className={classes.noMatch}>
            <p>{t('customers.empty.noMatch')}</p>
            <Button
              variant="default"
              onClick={() => {
                setTyped('')
                clear()
              }}
            >
              {t('customers.empty.clear')}
            </Button>
          </div>
        }
      />
    </Screen>
  )
}

function NoCustomers() {
  return (
    <Screen title={t('customers.title')} finding={t('customers.empty.finding')}>
      <EmptyState
        title={t('customers.empty.title')}
        preview={<ListPreview />}
        action={
          <Button component={Link} href="/data">
            {t('customers.empty.action')}
          </Button>
        }
      >
        {t('customers.empty.missing')}
      </EmptyState>
    </Screen>
  )
}

/** While the next list is on its way the former count stays, so that the table does not blink at each letter. */
function useLastKnown(total: number | null): number | null {
  const [known, setKnown] = useState(total)
  if (total !== null && total !== known) setKnown(total)
  return total ?? known
}

/** Rows at the top of the list that are looked at for names. */
const looked = 20

/** Whether the files name customers. Once seen, it stays so: columns do not come and go with the search. */
function useNamed(rows: RowSource<CustomerRow>): boolean {
  const [named, setNamed] = useState(false)
  const found = Array.from({ length: looked }, (_, index) => rows.rowAt(index)).some((row) => (row?.name ?? null) !== null)
  if (found && !named) setNamed(true)
  return named || found
}
