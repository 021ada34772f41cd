import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { rhythmSentence, whoIs } from '../../app/customerWords.ts'
import { useMethod } from '../../app/query.ts'
import { RhythmStrip } from '../../app/RhythmStrip.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Inspector } from '../../components/Inspector.tsx'
import { t } from '../../i18n.ts'
import { CustomerFacts } from './CustomerFacts.tsx'
import classes from './customers.module.css'
import { TopProducts } from './TopProducts.tsx'

/** One customer beside the list: the rhythm, the figures and what was bought most. */
export function CustomerInspector({ id, onClose }: { id: number; onClose: () => void }) {
  const { data: detail, error } = useMethod('customers.get', { id }, { keepPrevious: true })
  return (
    <Inspector
      title={detail ? whoIs(detail.customer) : t('customers.finding.reading')}
      onClose={onClose}
      action={
        <Button component={Link} href={`/customers/${id}`} fullWidth>
          {t('customers.page.open')}
        </Button>
      }
    >
      {error && <ErrorNotice error={error} />}
      {detail && (
        <div className={classes.inspector}>
          <p className={classes.sentence}>{rhythmSentence(detail)}</p>
          {detail.orders.length > 0 && <RhythmStrip detail={detail} height={112} />}
          <CustomerFacts detail={detail} />
          {detail.topProducts.length > 0 && <TopProducts detail={detail} most={5} />}
        </div>
      )}
    </Inspector>
  )
}
