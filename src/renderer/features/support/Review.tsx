import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportJudgement, SupportReview } from '../../../shared/model/support-views.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './support.module.css'

const judgements: readonly SupportJudgement[] = ['sensible', 'doubtful', 'wrong']

/** What somebody made of a group, in short. */
export function ReviewBadge({ review }: { review: SupportReview }) {
  const { judgement, note } = review
  return (
    <span className={classes.badge} data-judgement={judgement} title={note === '' ? undefined : note}>
      {t('supporting.review.badge', t(`supporting.review.of.${judgement}`))}
    </span>
  )
}

/** The organisation's own knowledge: whether a group is one, with a note. It stays with the group over later runs. */
export function Review({ cluster }: { cluster: SupportCluster }) {
  return (
    <Section title={t('supporting.review.title')}>
      <Form key={JSON.stringify([cluster.id, cluster.review])} cluster={cluster} />
    </Section>
  )
}

function Form({ cluster: { id, review } }: { cluster: SupportCluster }) {
  const action = useAction('support.review')
  const [judgement, setJudgement] = useState<SupportJudgement | null>(review?.judgement ?? null)
  const [note, setNote] = useState(review?.note ?? '')
  const unchanged = judgement === (review?.judgement ?? null) && note.trim() === (review?.note ?? '')
  return (
    <form
      className={classes.review}
      onSubmit={(event) => {
        event.preventDefault()
        action.mutate({ id, judgement, note: note.trim() })
      }}
    >
      <p className={classes.quiet}>{t('supporting.review.why')}</p>
      <SegmentedControl
        aria-label={t('supporting.review.title')}
        // Nothing is chosen as long as nothing was said.
        value={judgement ?? ''}
        onChange={(value) => setJudgement(judgements.find((one) => one === value) ?? null)}
        data={judgements.map((value) => ({ value, label: t(`supporting.review.of.${value}`) }))}
      />
      <Textarea
        label={t('supporting.review.note')}
        placeholder={t('supporting.review.noteHint')}
        value={note}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {action.error && <ErrorNotice error={action.error} />}
      <div className={classes.actions}>
        <Button type="submit" variant="default" loading={action.isPending} disabled={judgement === null || unchanged}>
          {t('supporting.review.save')}
        </Button>
        {review !== null && (
          <>
            <Button variant="subtle" disabled={action.isPending} onClick={() => action.mutate({ id, judgement: null })}>
              {t('supporting.review.clear')}
            </Button>
            <p className={classes.quiet}>{t('supporting.review.saved', format.date(review.asOf))}</p>
          </>
        )}
      </div>
    </form>
  )
}
