import type { CustomerRow, CustomerSort } from '../../../shared/model/customer.ts'
import type { Segment } from '../../../shared/model/segments.ts'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { Column } from '../../components/DataTable.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import classes from './customers.module.css'

const sorts: readonly CustomerSort[] = ['code', 'name', 'country', 'orders', 'net', 'meanOrderValue', 'firstAt', 'lastAt', 'chance']

export function isSort(column: string): column is CustomerSort {
  return (sorts as readonly string[]).includes(column)
}

type Room = 'all' | 'most' | 'least'

interface ColumnsInput {
  currency: string
  /** Of the newest run; without one there is no column for them. */
  groups: readonly Pick<Segment, 'id' | 'slot' | 'name'>[]
  /** Groups of the newest run of support. */
  needs: readonly Pick<SupportCluster, 'id' | 'slot' | 'name'>[]
  /** Whether customers have names: these then stand before the numbers, and sort. */
  named: boolean
  /** Whether the list is of those who may write soon: how likely then stands beside them. */
  byChance: boolean
  /** How many columns there is room for: the inspector and a small window take some each. */
  room: Room
}

const chanceColumn: Column<CustomerRow> = {
  id: 'chance',
  header: t('customers.table.chance'),
  hint: t('customers.meaning.chance'),
  width: 144,
  align: 'end',
  sortable: true,
  cell: ({ chance }) => format.percentAbout(chance ?? null)
}

/** How likely, why, and what such a customer is likely to need. */
function soonColumns(needs: ColumnsInput['needs'], room: Room): Column<CustomerRow>[] {
  const byId = new Map(needs.map((need) => [need.id, need]))
  return [
    chanceColumn,
    {
      id: 'because',
      header: t('customers.table.because'),
      ...(room !== 'least' && { width: 316 }),
      cell: ({ soon }) => (soon?.because ? t('customers.because', soon.because) : format.unknown)
    },
    {
      id: 'need',
      header: t('customers.table.need'),
      width: room === 'least' ? 160 : 200,
      cell: ({ soon }) => {
        const need = soon == null || soon.cluster === null ? undefined : byId.get(soon.cluster)
        return need === undefined ? format.unknown : <SegmentName slot={need.slot} name={need.name} />
      }
    }
  ]
}

/** Columns of the customer list, in reading order. */
export function columnsFor({ currency, groups, needs, named, byChance, room }: ColumnsInput): Column<CustomerRow>[] {
  const sign = format.currencySign(currency)
  const byId = new Map(groups.map((group) => [group.id, group]))
  const all: (Column<CustomerRow> & { needs?: Room | 'never' })[] = [
    {
      id: named ? 'name' : 'code',
      // A name takes what is left; a bare number leaves it to the country.
      ...(!named && room !== 'least' && { width: 140 }),
      header: t('customers.table.code'),
      sortable: true,
      cell: ({ code, name }) => (
        <>
          <span className={classes.who}>{name ?? code}</span>
          {name !== null && <span className={classes.code}>{code}</span>}
        </>
      )
    },
    ...(byChance ? soonColumns(needs, room) : []),
    {
      id: 'country',
      header: t('customers.table.country'),
      ...(named && { width: 140 }),
      sortable: true,
      needs: byChance ? 'never' : 'most',
      cell: ({ country }) => country ?? format.unknown
    },
    {
      id: 'orders',
      header: t('customers.table.orders'),
      width: 96,
      align: 'end',
      sortable: true,
      // What is said of them beside the chance is enough where there is little room.
      needs: byChance ? 'all' : 'least',
      cell: ({ orders }) => format.count(orders)
    },
    {
      id: 'net',
      header: t('customers.table.net', sign),
      hint: t('customers.meaning.spent'),
      width: 124,
      align: 'end',
      sortable: true,
      cell: ({ net }) => format.decimal(net)
    },
    {
      id: 'meanOrderValue',
      header: t('customers.table.meanOrderValue', sign),
      hint: t('customers.meaning.meanOrderValue'),
      width: 164,
      align: 'end',
      sortable: true,
      needs: byChance ? 'never' : 'most',
      cell: ({ meanOrderValue }) => format.decimal(meanOrderValue)
    },
    {
      id: 'firstAt',
      header: t('customers.table.firstAt'),
      width: 120,
      align: 'end',
      sortable: true,
      needs: byChance ? 'never' : 'all',
      cell: ({ firstAt }) => format.date(firstAt)
    },
    {
      id: 'lastAt',
      header: t('customers.table.lastAt'),
      width: 120,
      align: 'end',
      sortable: true,
      needs: byChance ? 'never' : 'least',
      cell: ({ lastAt }) => format.date(lastAt)
    }
  ]
  if (groups.length > 0) {
    all.push({
      id: 'segment',
      needs: byChance ? 'all' : 'least',
      header: t('customers.table.segment'),
      width: room === 'least' ? 160 : 220,
      cell: ({ segmentId }) => {
        const group = segmentId === null ? undefined : byId.get(segmentId)
        return group === undefined ? format.unknown : <SegmentName slot={group.slot} name={group.name} />
      }
    })
  }
  const rooms: Room[] = ['least', 'most', 'all']
  return all.filter(({ needs: wanted = 'least' }) => wanted !== 'never' && rooms.indexOf(wanted) <= rooms.indexOf(room))
}

/** A segment as it stands everywhere: its mark, then its name. */
export function SegmentName({ slot, name }: { slot: number; name: string }) {
  return (
    <span className={classes.segment}>
      <Slot slot={slot} />
      <span className={classes.segmentName}>{name}</span>
    </span>
  )
}
