import { Button, Group, Loader, Modal, NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { featurePresetIds } from '../../../shared/model/features.ts'
import type { FeatureOverview } from '../../../shared/model/segments.ts'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'
import { chosenIds, hasNumber, presetOf, stillThere, toggle, treated, within } from './choosing.ts'
import { FeatureList } from './FeatureList.tsx'
import { type Choice, fewest, largestSeed, most, usual } from './params.ts'
import classes from './segments.module.css'

interface HowFormProps {
  /** What the newest run was asked. */
  choice: Choice
  disabled: boolean
  onRun: (choice: Choice) => void
}

/** “Choose how”: what tells customers apart, into how many groups, and the number that makes it repeatable. */
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
        {t('segments.how.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size={880}
        title={t('segments.how.open')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Loaded
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

/** What there is in the data is looked at when the form opens: it takes a moment with many orders. */
function Loaded({ choice, onRun }: Pick<HowFormProps, 'choice' | 'onRun'>) {
  const { data, error } = useMethod('segments.features', {})
  if (error) return <ErrorNotice error={error} />
  if (data === undefined) {
    return (
      <div className={classes.loading} role="status">
        <Loader size={16} aria-hidden="true" />
        <p>{t('segments.how.loading')}</p>
      </div>
    )
  }
  return <Fields choice={choice} overview={data} onRun={onRun} />
}

function Fields({ choice, overview, onRun }: Pick<HowFormProps, 'choice' | 'onRun'> & { overview: FeatureOverview }) {
  const [{ k, features, treatments }, setChoice] = useState({ ...choice, features: stillThere(choice.features, overview) })
  // As typed: on the way from 1 to 42 the field is empty for a moment.
  const [seed, setSeed] = useState<number | string>(choice.seed)
  const set = (part: Partial<Choice>) => setChoice((old) => ({ ...old, ...part, features: [...(part.features ?? old.features)] }))
  const ids = chosenIds(features, overview)
  const possible = hasNumber(features, overview)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (possible) onRun({ k, features, treatments: within(treatments, ids), seed: typeof seed === 'number' ? seed : usual.seed })
  }
  const numbers = Array.from({ length: most - fewest + 1 }, (_, i) => String(fewest + i))
  const preset = presetOf(features, overview)
  return (
    <form onSubmit={submit}>
      <div className={classes.howTop}>
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
      </div>
      <div className={classes.presets}>
        <span id="segments-presets">{t('segments.how.presets')}</span>
        <SegmentedControl
          aria-labelledby="segments-presets"
          value={preset ?? 'own'}
          onChange={(value) => {
            if (value !== 'own') set({ features: [value] })
          }}
          data={[
            ...featurePresetIds.map((value) => ({ value, label: t(`features.preset.${value}`) })),
            ...(preset === null ? [{ value: 'own', label: t('segments.how.own') }] : [])
          ]}
        />
        <span className={classes.howCount}>{t('segments.how.chosen', ids.length, overview.features.length)}</span>
      </div>
      <FeatureList
        overview={overview}
        chosen={ids}
        treatments={treatments}
        onToggle={(feature) => set({ features: toggle(features, feature, overview) })}
        onTreat={(feature, wanted) => set({ treatments: treated(treatments, feature, wanted) })}
      />
      {!possible && (
        <p className={classes.howError} role="alert">
          {t(ids.length === 0 ? 'segments.how.needFeature' : 'segments.how.needNumber')}
        </p>
      )}
      <Group justify="space-between" mt={16}>
        <Button
          variant="subtle"
          onClick={() => {
            set(usual)
            setSeed(usual.seed)
          }}
        >
          {t('segments.how.reset')}
        </Button>
        <Button type="submit" disabled={!possible}>
          {t('segments.find')}
        </Button>
      </Group>
    </form>
  )
}
