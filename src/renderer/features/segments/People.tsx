import { Link } from 'wouter'
import type { Person } from '../../../shared/model/explanation.ts'
import { format, t } from '../../i18n.ts'
import classes from './explaining.module.css'
import { reasonsLine } from './explainWords.ts'

/** A few customers by name: what they ordered, spent, and why they stand here. */
export function People({ people, currency, label }: { people: readonly Person[]; currency: string; label: string }) {
  const hasReasons = people.some(({ reasons }) => reasons.length > 0)
  return (
    <table className={classes.plain} aria-label={label}>
      <thead>
        <tr>
          <th>{t('explaining.detail.who')}</th>
          <th data-align="end">{t('explaining.detail.orders')}</th>
          <th data-align="end">{t('explaining.detail.spent', format.currencySign(currency))}</th>
          {hasReasons && <th>{t('explaining.detail.why')}</th>}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.customer}>
            <td>
              <Link href={`/customers/${person.customer}`}>{person.name ?? person.code}</Link>
            </td>
            <td data-align="end">{format.count(person.orders)}</td>
            <td data-align="end">{format.decimal(person.net)}</td>
            {hasReasons && <td>{reasonsLine(person)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
