import type { UpsellTarget } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { t } from '../../i18n.ts'
import classes from './upsell.module.css'
import { WhoLink } from './WhoLink.tsx'
import { adviceOfTarget } from './words.ts'

/** What models foresee better than rules of thumb. */
export function Foreseen({ overview }: { overview: UpsellOverview }) {
  const held = overview.targets.filter(({ verdict }) => verdict === 'validated')
  return (
    <Section title={t('offering.models.title')} note={t('offering.models.note')}>
      {held.length === 0 ? (
        <p className={classes.plain}>{t('offering.models.none')}</p>
      ) : (
        <ShortTable
          label={t('offering.models.label')}
          rows={held}
          columns={[
            { id: 'target', header: t('offering.models.columns.target'), cell: ({ target }) => target },
            { id: 'found', header: t('offering.models.columns.found'), cell: howWell },
            {
              id: 'who',
              header: t('offering.models.columns.who'),
              number: true,
              cell: ({ target }) => <WhoLink advice={adviceOfTarget(target)} overview={overview} />
            }
          ]}
        />
      )}
    </Section>
  )
}

function howWell({ deciles, rows, positives }: UpsellTarget): string {
  const [best] = deciles
  return best === undefined || best.rows === 0 || rows === 0 ? '' : t('offering.models.found', best.hits / best.rows, positives / rows)
}
