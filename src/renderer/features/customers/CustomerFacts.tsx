import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
import { useMethod } from '../../app/query.ts'
import { format, t } from '../../i18n.ts'
import { SegmentName } from './columns.tsx'
import classes from './customers.module.css'

/** Who the customer is and what the orders add up to; unknown facts are dashes, facts that no file speaks of are left out. */
export function CustomerFacts({ detail, wide = false }: { detail: CustomerDetail; wide?: boolean }) {
  const currency = useMethod('workspace.current', {}).data?.currency ?? ''
  const { customer, segment } = detail
  const facts: Fact[] = [
    { name: t('customers.page.value'), value: format.money(customer.net, currency), meaning: t('customers.meaning.spent') },
    { name: t('customers.page.orders'), value: format.count(customer.orders) },
    {
      name: t('customers.page.meanOrderValue'),
      value: format.money(customer.meanOrderValue, currency),
      meaning: t('customers.meaning.meanOrderValue')
    },
    { name: t('customers.page.returned'), value: format.money(detail.returned, currency) },
    { name: t('customers.page.firstAt'), value: format.date(customer.firstAt) },
    { name: t('customers.page.lastAt'), value: format.date(customer.lastAt) },
    { name: t('customers.page.segment'), value: segment === null ? format.unknown : <GroupLink to="segments" {...segment} /> }
  ]
  if (detail.support !== null) facts.push({ name: t('customers.page.support'), value: <GroupLink to="support" {...detail.support} /> })
  if (customer.country !== null) facts.push({ name: t('customers.page.country'), value: customer.country })
  if (detail.email !== null) facts.push({ name: t('customers.page.email'), value: detail.email })
  if (detail.phone !== null) facts.push({ name: t('customers.page.phone'), value: detail.phone })
  if (customer.name !== null) facts.push({ name: t('customers.page.code'), value: customer.code })
  return <Facts facts={facts} wide={wide} />
}

function GroupLink({ to, id, slot, name }: { to: 'segments' | 'support'; id: number; slot: number; name: string }) {
  return (
    <Link href={`/${to}/${id}`} className={classes.link}>
      <SegmentName slot={slot} name={name} />
    </Link>
  )
}

interface Fact {
  name: string
  value: ReactNode
  /** On hover. */
  meaning?: string
}

/** Names and values: one below another, or as a strip across the page. */
export function Facts({ facts, wide }: { facts: readonly Fact[]; wide: boolean }) {
  return (
    <dl className={wide ? classes.strip : classes.facts}>
      {facts.map(({ name, value, meaning }) => (
        <div key={name} className={classes.fact} title={meaning}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
