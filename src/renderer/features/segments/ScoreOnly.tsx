import { Button } from '@mantine/core'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'

/** Beside finding the groups anew: only putting the customers of today into them. */
export function ScoreOnly({ disabled }: { disabled: boolean }) {
  const score = useAction('segments.score')
  return (
    <>
      <Button
        variant="default"
        title={t('explaining.score.hint')}
        disabled={disabled}
        loading={score.isPending}
        onClick={() => score.mutate({})}
      >
        {t('explaining.score.action')}
      </Button>
      {score.error && <ErrorNotice error={score.error} />}
    </>
  )
}
