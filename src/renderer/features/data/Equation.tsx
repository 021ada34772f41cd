import type { ReactNode } from 'react'
import type { RowCounts } from '../../../shared/model/source.ts'
import { format, t } from '../../i18n.ts'
import classes from './Equation.module.css'
import { fates, holds } from './equation.ts'

interface EquationProps {
  rows: RowCounts
  /** Where the rejected rows are listed; their count is then a link. */
  rejectedHref?: string
}

/** Where every row went: read = stored + updated + duplicate + rejected + blank. */
export function Equation({ rows, rejectedHref }: EquationProps) {
  return (
    <Terms
      label={t('data.rows.label')}
      total={{ name: t('data.rows.read'), value: rows.read }}
      parts={fates.map((fate) => ({
        name: t(`data.rows.${fate}`),
        value: rows[fate],
        bad: fate === 'rejected' && rows.rejected > 0,
        href: fate === 'rejected' && rows.rejected > 0 ? rejectedHref : undefined
      }))}
      remark={holds(rows) ? undefined : t('data.rows.unequal')}
    />
  )
}

interface Term {
  name: string
  value: number
  bad?: boolean
  href?: string | undefined
}

/** A sum with a name under each figure. */
export function Terms({ label, total, parts, remark }: { label: string; total: Term; parts: readonly Term[]; remark?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div className={classes.equation} role="group" aria-label={label}>
      <Figure term={total} />
      {parts.map((part, i) => (
        <div key={part.name} className={classes.step}>
          <span className={classes.sign}>{i === 0 ? '=' : '+'}</span>
          <Figure term={part} />
        </div>
      ))}
      {remark !== undefined && <p className={classes.remark}>{remark}</p>}
    </div>
  )
}

function Figure({ term: { name, value, bad, href } }: { term: Term }) {
  return (
    <div className={classes.term} data-figures data-zero={value === 0 || undefined} data-bad={bad || undefined}>
      <span className={classes.value}>{href === undefined ? format.count(value) : <a href={`#${href}`}>{format.count(value)}</a>}</span>{' '}
      <span className={classes.name}>{name}</span>
    </div>
  )
}
