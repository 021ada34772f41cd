import { Button, Group, Modal, MultiSelect, NumberInput, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useMethod } from '../../app/query.ts'
import { fewestCut, mostCut } from '../../charts/cutting.ts'
import { t } from '../../i18n.ts'
import { type Choice, usual } from './useSupportRun.ts'

const units = ['customers', 'tickets'] as const
const metrics = ['euclidean', 'cosine', 'gower'] as const
const linkages = ['ward', 'average', 'complete', 'single'] as const
const mostAbout = 20
const largestSeed = 0xffffffff

interface HowFormProps {
  choice: Choice
  disabled: boolean
  onRun: (choice: Choice) => void
}

/** “Choose how”: what is grouped, into how many, and what counts as alike. */
export function HowForm({ choice, disabled, onRun }: HowFormProps) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button
        variant="default"
        disabled={disabled}
        leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />}
        onClick={open}
      >
        {t('supporting.how.open')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('supporting.how.open')} closeButtonProps={{ 'aria-label': t('frame.close') }}>
        <Fields
          choice={choice}
          onRun={(chosen) => {
            close()
            onRun(chosen)
          }}
        />
      </Modal>
    </>
  )
}

function Fields({ choice: given, onRun }: Pick<HowFormProps, 'choice' | 'onRun'>) {
  const [choice, setChoice] = useState(given)
  const known = useMethod('support.about', {}).data ?? []
  const set = (part: Partial<Choice>) => setChoice((old) => ({ ...old, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onRun(choice)
  }
  const numbers = Array.from({ length: mostCut - fewestCut + 1 }, (_, i) => String(fewestCut + i))
  // Ward's way needs distances in space; another measure of what is alike goes with the mean distance.
  const alike = (metric: Choice['metric']) =>
    set({ metric, ...(metric !== 'euclidean' && choice.linkage === 'ward' && { linkage: 'average' as const }) })
  return (
    <form onSubmit={submit}>
      <Stack gap={16}>
        <Select
          label={t('supporting.how.unit')}
          data={units.map((value) => ({ value, label: t(`supporting.how.unitOf.${value}`) }))}
          value={choice.unit}
          onChange={(value) => set({ unit: units.find((one) => one === value) ?? 'customers' })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        {choice.unit === 'customers' && known.length > 0 && (
          <MultiSelect
            label={t('supporting.how.about')}
            description={t('supporting.how.aboutHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            data={known.map(({ feature, name }) => ({ value: feature, label: name }))}
            value={choice.about.filter((one) => known.some(({ feature }) => feature === one))}
            onChange={(about) => set({ about })}
            maxValues={mostAbout}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        <Select
          label={t('supporting.how.groups')}
          description={choice.clusters === 'auto' ? t('supporting.how.autoHint') : undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          data={[{ value: 'auto', label: t('supporting.how.auto') }, ...numbers]}
          value={String(choice.clusters)}
          onChange={(value) => set({ clusters: value === null || value === 'auto' ? 'auto' : Number(value) })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <Select
          label={t('supporting.how.like')}
          data={metrics.map((value) => ({ value, label: t(`supporting.how.likeOf.${value}`) }))}
          value={choice.metric}
          onChange={(value) => alike(metrics.find((one) => one === value) ?? 'euclidean')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <Select
          label={t('supporting.how.join')}
          data={linkages.map((value) => ({
            value,
            label: t(`supporting.how.joinOf.${value}`),
            disabled: value === 'ward' && choice.metric !== 'euclidean'
          }))}
          value={choice.linkage}
          onChange={(value) => set({ linkage: linkages.find((one) => one === value) ?? 'ward' })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <NumberInput
          label={t('supporting.how.seed')}
          description={t('supporting.how.seedHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={choice.seed}
          onChange={(value) => set({ seed: typeof value === 'number' ? value : usual.seed })}
          min={0}
          max={largestSeed}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
        />
        <Group justify="flex-end">
          <Button type="submit">{t('supporting.find')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
