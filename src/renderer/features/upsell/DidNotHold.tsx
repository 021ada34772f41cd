import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { UpsellRule } from '../../../shared/model/upsell.ts'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { t } from '../../i18n.ts'
import { RuleTable } from './RuleTable.tsx'
import classes from './upsell.module.css'

interface DidNotHoldProps {
  overview: UpsellOverview
  opened: UpsellRule | null
  onOpen: (rule: UpsellRule) => void
}

/** What looked good and was not: counted, and shown on request. Nothing of it is used. */
export function DidNotHold({ overview, opened, onOpen }: DidNotHoldProps) {
  const [shown, setShown] = useState(false)
  const rules = overview.rules.filter(({ validated }) => !validated)
  const all = overview.rulesAsked - overview.rulesHeld - (overview.rulesRepeating ?? 0)
  const models = overview.targets.filter(({ verdict }) => verdict !== 'validated')
  if (all + models.length === 0) return null
  const Chevron = shown ? IconChevronDown : IconChevronRight
  return (
    <div className={classes.dropped}>
      <div>
        <Button
          variant="default"
          aria-expanded={shown}
          leftSection={<Chevron size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setShown(!shown)}
        >
          {t('offering.dropped.show', all + models.length)}
        </Button>
      </div>
      {shown && (
        <>
          <p className={classes.plain}>{t('offering.dropped.why')}</p>
          {rules.length > 0 && (
            <RuleTable
              label={t('offering.dropped.label')}
              rules={rules}
              overview={overview}
              opened={opened}
              narrow={opened !== null}
              onOpen={onOpen}
            />
          )}
          {rules.length < all && <p className={classes.quiet}>{t('offering.dropped.shown', rules.length, all)}</p>}
          {models.length > 0 && (
            <Section title={t('offering.dropped.models')}>
              <ShortTable
                label={t('offering.dropped.modelsLabel')}
                rows={models}
                columns={[
                  { id: 'target', header: t('offering.models.columns.target'), cell: ({ target }) => target },
                  {
                    id: 'verdict',
                    header: t('offering.answers.columns.verdict'),
                    cell: ({ verdict }) => (verdict === 'validated' ? '' : t(`offering.dropped.model.${verdict}`))
                  },
                  {
                    id: 'needed',
                    header: t('offering.models.columns.found'),
                    cell: (target) => t('upsell.missing', target)
                  }
                ]}
              />
            </Section>
          )}
        </>
      )}
    </div>
  )
}
