import { Button, Progress } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { t } from '../i18n.ts'
import { jobPhase, shareDone } from './jobWords.ts'
import classes from './SampleOffer.module.css'
import { useSampleShop } from './sampleShop.ts'

/** For those who have no files at hand: one click makes an invented shop, and this shows how far it is. */
export function SampleOffer() {
  const { making, job, open, cancel } = useSampleShop()
  const share = job === null ? null : shareDone(job)
  return (
    <section className={classes.offer} aria-label={t('sample.name')}>
      <IconBuildingStore size={28} stroke={1.3} aria-hidden="true" className={classes.icon ?? ''} />
      {making ? (
        <div className={classes.words} role="status">
          <h2 className={classes.title}>{t('sample.making')}</h2>
          <Progress
            className={classes.bar ?? ''}
            value={(share ?? 1) * 100}
            striped={share === null}
            animated={share === null}
            size={6}
            transitionDuration={120}
            aria-label={t('sample.making')}
          />
          <p className={classes.text}>{job === null ? t('sample.starting') : jobPhase(job)}</p>
        </div>
      ) : (
        <div className={classes.words}>
          <h2 className={classes.title}>{t('sample.title')}</h2>
          <p className={classes.text}>{t('sample.text')}</p>
        </div>
      )}
      {making ? (
        <Button variant="default" disabled={job === null} onClick={cancel}>
          {t('frame.cancel')}
        </Button>
      ) : (
        <Button variant="default" onClick={open}>
          {t('sample.open')}
        </Button>
      )}
    </section>
  )
}
