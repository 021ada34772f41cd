import { Button } from '@mantine/core'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
import { useNotice } from '../../app/notice.tsx'
import { useAction } from '../../app/query.ts'
import { format, t } from '../../i18n.ts'
import classes from './customers.module.css'
import merges from './Duplicates.module.css'
import { nameAndCode } from './duplicateWords.ts'

/** Who was found to be this customer, and the way back. */
export function MergedHere({ detail: { customer, merged } }: { detail: CustomerDetail }) {
  const unmerge = useAction('customers.unmerge')
  const { show } = useNotice()
  return (
    <section aria-label={t('merging.page.merged')}>
      <h2 className={classes.heading}>{t('merging.page.merged')}</h2>
      <ul className={merges.lines}>
        {merged.map(({ mergedAt, ...who }) => (
          <li key={who.id}>
            <span className={merges.words}>{nameAndCode(who)}</span>
            <span className={merges.when}>{format.date(mergedAt)}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              loading={unmerge.isPending && unmerge.variables.id === who.id}
              disabled={unmerge.isPending}
              aria-label={t('merging.partOf', nameAndCode(who), nameAndCode(customer))}
              onClick={() => unmerge.mutate({ id: who.id }, { onError: show })}
            >
              {t('merging.part')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
