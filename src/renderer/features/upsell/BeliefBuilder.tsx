import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { isSextantError } from '../../../shared/errors.ts'
import type { BeliefChoices, BeliefStatement } from '../../../shared/model/belief.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { t } from '../../i18n.ts'
import classes from './upsell.module.css'

const templates = ['sooner', 'returns-less', 'pays-more'] as const
type Template = (typeof templates)[number]
/** So many of the names that fit what is typed. */
const mostNames = 100

/** A sentence with places to fill in: “Customers who bought [Filter Jug] [come back sooner] than others.” */
export function BeliefBuilder() {
  const { data: choices, error } = useMethod('beliefs.choices', {})
  const test = useAction('beliefs.test')
  const [template, setTemplate] = useState<Template>('sooner')
  const [product, setProduct] = useState<string | null>(null)
  const [segment, setSegment] = useState<string | null>(null)
  const [category, setCategory] = useState<string | null>(null)
  const statement = stated(template, product, segment, category)
  const missing = choices && whatIsMissing(template, choices)
  const cancelled = isSextantError(test.error, 'job.cancelled') || isSextantError(test.error, 'job.superseded')
  const choose = (
    label: string,
    names: readonly string[],
    value: string | null,
    onChange: (value: string | null) => void,
    width: number
  ) => (
    <Select
      aria-label={label}
      placeholder={t('offering.beliefs.choose')}
      searchable
      limit={mostNames}
      w={width}
      data={[...names]}
      value={value}
      onChange={onChange}
    />
  )
  return (
    <form
      className={classes.builder}
      onSubmit={(event) => {
        event.preventDefault()
        if (statement !== null && missing === null) test.mutate({ statement })
      }}
    >
      {error && <ErrorNotice error={error} />}
      <div className={classes.sentence}>
        <span>{t(`offering.beliefs.before.${template}`)}</span>
        {template === 'sooner' && choose(t('offering.beliefs.product'), choices?.products ?? [], product, setProduct, 260)}
        {template === 'pays-more' && choose(t('offering.beliefs.segment'), choices?.segments ?? [], segment, setSegment, 220)}
        <Select
          aria-label={t('offering.beliefs.template')}
          allowDeselect={false}
          w={172}
          data={templates.map((value) => ({ value, label: t(`offering.beliefs.templates.${value}`) }))}
          value={template}
          onChange={(value) => setTemplate(templates.find((one) => one === value) ?? 'sooner')}
        />
        {template === 'pays-more' && (
          <>
            <span>{t('offering.beliefs.for')}</span>
            {choose(t('offering.beliefs.category'), choices?.categories ?? [], category, setCategory, 200)}
          </>
        )}
        <span>{t('offering.beliefs.after')}</span>
        <Button type="submit" loading={test.isPending} disabled={statement === null || missing !== null}>
          {t('offering.beliefs.test')}
        </Button>
      </div>
      {missing && <p className={classes.quiet}>{missing}</p>}
      {test.isPending && <Notice kind="running">{t('offering.beliefs.testing')}</Notice>}
      {test.error && !cancelled && <ErrorNotice error={test.error} />}
    </form>
  )
}

function stated(template: Template, product: string | null, segment: string | null, category: string | null): BeliefStatement | null {
  if (template === 'returns-less') return { template }
  if (template === 'sooner') return product === null ? null : { template, product }
  return segment === null || category === null ? null : { template, segment, category }
}

/** Why a template cannot be filled in from these data; null where it can. */
function whatIsMissing(template: Template, { newsletter, segments, categories }: BeliefChoices): string | null {
  if (template === 'returns-less') return newsletter ? null : t('offering.beliefs.noNewsletter')
  if (template === 'sooner') return null
  return segments.length === 0 ? t('offering.beliefs.noSegments') : categories.length === 0 ? t('offering.beliefs.noCategories') : null
}
