import type { UpsellAdvice, UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { format, t } from '../../i18n.ts'
import { fitting } from './words.ts'

/** How many customers a piece of advice is for, as the way to exactly these. */
export function WhoLink({ advice, overview }: { advice: UpsellAdvice; overview: UpsellOverview }) {
  const customers = fitting(overview, advice)
  if (customers === 0) return format.count(0)
  return (
    <AmongLink
      filter={{
        among: { of: 'upsell', ...advice },
        subject: t('offering.chip.subject'),
        value: t('offering.chip.value', advice.offer, advice.product)
      }}
      label={t('offering.seeWho', customers, advice.offer)}
    >
      {t('offering.who', customers)}
    </AmongLink>
  )
}
