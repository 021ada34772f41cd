import { Button, Checkbox, Radio } from '@mantine/core'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { likelyRoot } from '../../../shared/duplicates.ts'
import { format, t } from '../../i18n.ts'
import classes from './Duplicates.module.css'
import { type Candidate, nameAndCode } from './duplicateWords.ts'

interface ProposalProps {
  evidence: string
  customers: readonly Candidate[]
  currency: string
  busy: boolean
  onMerge: (into: Candidate, others: readonly Candidate[]) => void
  onKeepApart: (people: readonly Candidate[]) => void
}

/** Customers who may be one person side by side: who of them is, and under whom they stand from then on. */
export function Proposal({ evidence, customers, currency, busy, onMerge, onKeepApart }: ProposalProps) {
  const title = useId()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [wanted, setWanted] = useState(likelyRoot(customers))
  const ticked = customers.filter(({ id }) => !left.has(id))
  const root = ticked.some(({ id }) => id === wanted) ? wanted : likelyRoot(ticked)
  const into = ticked.find(({ id }) => id === root)
  const canAct = ticked.length >= 2 && into !== undefined && !busy
  const sign = format.currencySign(currency)

  const toggle = (id: number) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <li className={classes.proposal} aria-labelledby={title}>
      <div className={classes.head}>
        <h3 id={title} className={classes.evidence}>
          {evidence}
        </h3>
        {ticked.length < 2 && <span className={classes.hint}>{t('merging.tooFew')}</span>}
        <Button
          size="xs"
          variant="default"
          disabled={!canAct}
          aria-label={t('merging.apartOf', evidence)}
          onClick={() => onKeepApart(ticked)}
        >
          {t('merging.apart')}
        </Button>
        <Button
          size="xs"
          disabled={!canAct}
          aria-label={t('merging.mergeOf', ticked.length, evidence)}
          onClick={() => {
            if (into !== undefined)
              onMerge(
                into,
                ticked.filter(({ id }) => id !== into.id)
              )
          }}
        >
          {t('merging.merge', ticked.length)}
        </Button>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.choice}>
              {t('merging.column.same')}
            </th>
            <th scope="col" className={classes.stays}>
              {t('merging.column.stays')}
            </th>
            <th scope="col">{t('merging.column.customer')}</th>
            <th scope="col">{t('merging.column.email')}</th>
            <th scope="col" className={classes.phone}>
              {t('merging.column.phone')}
            </th>
            <th scope="col" data-align="end" className={classes.count}>
              {t('merging.column.orders')}
            </th>
            <th scope="col" data-align="end" className={classes.figure}>
              {t('merging.column.net', sign)}
            </th>
            <th scope="col" data-align="end" className={classes.figure}>
              {t('merging.column.last')}
            </th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => {
            const { id, email, phone, orders, net, lastAt } = customer
            const who = nameAndCode(customer)
            return (
              <tr key={id} data-left={left.has(id) || undefined}>
                <td>
                  <Checkbox size="xs" checked={!left.has(id)} onChange={() => toggle(id)} aria-label={t('merging.isSame', who)} />
                </td>
                <td>
                  <Radio
                    size="xs"
                    name={title}
                    checked={id === root}
                    disabled={left.has(id)}
                    onChange={() => setWanted(id)}
                    aria-label={t('merging.stays', who)}
                  />
                </td>
                <td>
                  <Link href={`/customers/${id}`}>{who}</Link>
                </td>
                <td>{email ?? format.unknown}</td>
                <td>{phone ?? format.unknown}</td>
                <td data-align="end">{format.count(orders)}</td>
                <td data-align="end">{format.decimal(net)}</td>
                <td data-align="end">{format.date(lastAt)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </li>
  )
}
