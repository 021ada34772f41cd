import { Button, Checkbox, NumberInput, Popover, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Feature } from '../../../shared/model/segments.ts'
import { t } from '../../i18n.ts'
import { type Choice, features, fewest, largestSeed, most, usual } from './params.ts'
import classes from './segments.module.css'

interface HowFormProps {
  /** What the newest run was asked. */
  choice: Choice
  disabled: boolean
  onRun: (choice: Choice) => void
}

/** “Choose how”: number of groups, what tells customers apart, and the number that makes it repeatable. */
export function HowForm({ choice, disabled, onRun }: HowFormProps) {
  const [opened, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-end" width={340} trapFocus returnFocus withRoles>
      <Popover.Target>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />}
          onClick={toggle}
        >
          {t('segments.how.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('segments.how.open')}>
        <Fields
          key={String(opened)}
          choice={choice}
          onRun={(chosen) => {
            close()
            onRun(chosen)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ choice, onRun }: { choice: Choice; onRun: (choice: Choice) => void }) {
  const [{ k, features: chosen }, setChoice] = useState(choice)
  // As typed: on the way from 1 to 42 the field is empty for a moment.
  const [seed, setSeed] = useState<number | string>(choice.seed)
  const set = (part: Partial<Choice>) => setChoice((old) => ({ ...old, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen.length > 0) onRun({ k, features: chosen, seed: typeof seed === 'number' ? seed : usual.seed })
  }
  const numbers = Array.from({ length: most - fewest + 1 }, (_, i) => String(fewest + i))
  return (
    <form onSubmit={submit}>
      <Stack gap={16}>
        <Select
          label={t('segments.how.groups')}
          descriptionProps={{ fz: 12 }}
          description={k === 'auto' ? t('segments.how.autoHint') : undefined}
          data={[{ value: 'auto', label: t('segments.how.auto') }, ...numbers]}
          value={String(k)}
          onChange={(value) => set({ k: value === null || value === 'auto' ? 'auto' : Number(value) })}
          allowDeselect={false}
          inputWrapperOrder={['label', 'input', 'description']}
          comboboxProps={{ withinPortal: false }}
        />
        <Checkbox.Group
          label={t('segments.how.features')}
          value={[...chosen]}
          onChange={(names) => set({ features: features.filter((feature: Feature) => names.includes(feature)) })}
          error={chosen.length === 0 ? t('segments.how.needFeature') : undefined}
        >
          <Stack gap={8} className={classes.checks}>
            {features.map((feature) => (
              <Checkbox key={feature} value={feature} label={t(`segments.featureLong.${feature}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NumberInput
          label={t('segments.how.seed')}
          descriptionProps={{ fz: 12 }}
          description={t('segments.how.seedHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={seed}
          onChange={setSeed}
          min={0}
          max={largestSeed}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
        />
        <div className={classes.formActions}>
          <Button
            variant="subtle"
            onClick={() => {
              setChoice(usual)
              setSeed(usual.seed)
            }}
          >
            {t('segments.how.reset')}
          </Button>
          <Button type="submit" disabled={chosen.length === 0}>
            {t('segments.find')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
