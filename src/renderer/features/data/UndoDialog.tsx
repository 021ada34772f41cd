import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import type { ImportGroup, UndoReport } from '../../../shared/model/source.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import { UndoLists } from './UndoLists.tsx'

interface UndoDialogProps {
  group: Pick<ImportGroup, 'id' | 'label'>
  onClose: () => void
  onDone: (report: UndoReport) => void
}

/** Says exactly what undoing the import would take out and what would stay, then does it. */
export function UndoDialog({ group: { id, label }, onClose, onDone }: UndoDialogProps) {
  const undo = useAction('sources.undo')
  // Once it is being done, what it would do is not asked again.
  const plan = useMethod('sources.undoPlan', { importId: id }, { enabled: undo.isIdle })
  const error = undo.error ?? plan.error
  const close = () => {
    if (!undo.isPending) onClose()
  }
  return (
    <Modal opened onClose={close} title={t('undo.title', label)} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <Stack gap={16}>
        <Text c="dimmed">{t('undo.asBefore')}</Text>
        {plan.data ? (
          <UndoLists report={plan.data} />
        ) : (
          error === null && (
            <Group gap={8} role="status">
              <Loader size="xs" aria-hidden="true" />
              <Text>{t('undo.looking')}</Text>
            </Group>
          )
        )}
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={close} disabled={undo.isPending}>
            {t('undo.keep')}
          </Button>
          <Button
            color="bad"
            loading={undo.isPending}
            disabled={!plan.data}
            onClick={() => undo.mutate({ importId: id }, { onSuccess: onDone })}
          >
            {t('undo.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
