import type { JourneyView } from '../../../shared/model/journey.ts'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import classes from './journey.module.css'

/** For the analyst: what stands behind the numbers. */
export function HowCounted({ view }: { view: JourneyView }) {
  const { series, groups, painPoints } = view.looked
  return (
    <Section title={t('journey.evidence.title')}>
      <dl className={classes.evidence}>
        <div>
          <dt>{t('journey.evidence.interval')}</dt>
          <dd>{t('journey.evidence.intervalText')}</dd>
        </div>
        <div>
          <dt>{t('journey.evidence.changes')}</dt>
          <dd>{t('journey.evidence.changesText', series, groups, painPoints)}</dd>
        </div>
        <div>
          <dt>{t('journey.evidence.run')}</dt>
          <dd>
            {view.run.engineVersion} · {view.run.inputFingerprint.slice(0, 16)}
          </dd>
        </div>
      </dl>
    </Section>
  )
}
