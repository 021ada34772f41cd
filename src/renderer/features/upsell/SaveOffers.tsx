import { Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { RequestOf } from '../../../shared/contract.ts'
import { useAction } from '../../app/query.ts'
import { fileStem } from '../../charts/download.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SaveTable } from '../../components/SaveTable.tsx'
import { t } from '../../i18n.ts'

/** Shares of the customers who can be left alone. */
const shares = [0, 0.05, 0.1, 0.2, 0.5] as const
const mostLots = 0xffffffff

interface SaveOffersProps {
  /** What the list is narrowed to. */
  filter: Omit<RequestOf<'upsell.table'>, 'format' | 'holdOut' | 'seed'>
  /** What it holds, for the name of the file. */
  what: string
  primary?: boolean
}

/** Saves a list of offers for other programs, with some customers left alone by lot where that is wanted. */
export function SaveOffers({ filter, what, primary = false }: SaveOffersProps) {
  const table = useAction('upsell.table')
  const [opened, setOpened] = useState(false)
  const [holdOut, setHoldOut] = useState<number>(0)
  const [seed, setSeed] = useState(1)
  const name = holdOut === 0 ? t('offering.save.file', what) : t('offering.save.fileHeld', what, t('offering.save.share', holdOut), seed)
  return (
    <>
      <Button
        variant={primary ? 'filled' : 'default'}
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t('offering.save.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('offering.save.title')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Stack gap={16}>
          {table.error && <ErrorNotice error={table.error} />}
          <Select
            label={t('offering.save.holdOut')}
            description={t('offering.save.why')}
            allowDeselect={false}
            data={shares.map((share) => ({
              value: String(share),
              label: share === 0 ? t('offering.save.none') : t('offering.save.share', share)
            }))}
            value={String(holdOut)}
            onChange={(value) => setHoldOut(Number(value ?? 0))}
          />
          {holdOut > 0 && (
            <NumberInput
              label={t('offering.save.lot')}
              description={t('offering.save.lotWhy')}
              min={0}
              max={mostLots}
              clampBehavior="strict"
              allowDecimal={false}
              value={seed}
              onChange={(value) => typeof value === 'number' && setSeed(value)}
            />
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('frame.cancel')}
            </Button>
            <SaveTable
              primary
              label={t('offering.save.as')}
              formats={[
                ['csv', t('offering.save.csv')],
                ['xlsx', t('offering.save.xlsx')]
              ]}
              make={(format, save) =>
                table.mutate(
                  { ...filter, format, holdOut, seed },
                  {
                    onSuccess: (saved) => {
                      save(saved, fileStem(name))
                      setOpened(false)
                    }
                  }
                )
              }
              pending={table.isPending}
            />
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
