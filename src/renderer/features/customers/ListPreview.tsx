import { columnsFor } from './columns.tsx'
import classes from './customers.module.css'

const day = 86_400
const newest = Date.UTC(2024, 5, 3) / 1000
const example = { country: null, meanOrderValue: null, segmentId: null }

/** Three customers as the list will show them. */
const customers = [
  { ...example, id: 1, code: 'C-1042', name: 'Ann Brown', orders: 14, net: 1180.5, firstAt: newest - 410 * day, lastAt: newest - 6 * day },
  { ...example, id: 2, code: 'C-0877', name: 'Ivo Berg', orders: 5, net: 402, firstAt: newest - 300 * day, lastAt: newest - 92 * day },
  { ...example, id: 3, code: 'C-1310', name: 'Mei Tan', orders: 1, net: 36.9, firstAt: newest - 21 * day, lastAt: newest - 21 * day }
]

/** A small picture of the list for the screen that has none yet. */
export function ListPreview() {
  const columns = columnsFor({ currency: '', groups: [], needs: [], named: true, byChance: false, room: 'least' })
  return (
    <table className={classes.preview}>
      <thead>
        <tr>
          {columns.map(({ id, header, align }) => (
            <th key={id} data-align={align}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => (
          <tr key={customer.id}>
            {columns.map(({ id, align, cell }) => (
              <td key={id} data-align={align}>
                {cell(customer)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
