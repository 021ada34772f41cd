import { Button, Loader, Modal, NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ResponseOf } from '../../../shared/contract.ts'
import { stageName } from '../../../shared/journey.ts'
import type { JourneySetup, RuleField, RuleHow, Stage, StageRule, TouchpointValue } from '../../../shared/model/journey.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { format, t } from '../../i18n.ts'
import classes from './journey.module.css'

const fields: readonly RuleField[] = ['event', 'channel', 'page', 'campaign']
const hows: readonly RuleHow[] = ['equals', 'contains', 'pattern']
const mostStages = 12
const shownUnmapped = 12

/** Names and order of the stages, and the rules that map touchpoints to them. */
export function SetupDialog({ onClose }: { onClose: () => void }) {
  const setup = useMethod('journey.setup', {})
  return (
    <Modal opened onClose={onClose} title={t('journey.setup.title')} size={860}>
      {setup.error && <ErrorNotice error={setup.error} />}
      {setup.data ? <SetupForm known={setup.data} onClose={onClose} /> : !setup.error && <Loader size={16} />}
    </Modal>
  )
}

/** Rules carry a key of their own, so that a moved one keeps its fields and the focus. */
interface KeyedRule extends StageRule {
  key: number
}

function SetupForm({ known, onClose }: { known: ResponseOf<'journey.setup'>; onClose: () => void }) {
  const save = useAction('journey.saveSetup')
  const [stages, setStages] = useState<readonly Stage[]>(known.stages)
  const [rules, setRules] = useState<readonly KeyedRule[]>(known.rules.map((rule, key) => ({ ...rule, key })))
  const names = stages.map(stageName)
  const send = (setup: JourneySetup | null) => save.mutate({ setup }, { onSuccess: onClose })
  const submit = () =>
    send({
      stages: stages.map((stage) => ({ ...stage })),
      rules: rules.filter(({ value }) => value.trim() !== '').map(({ key: _key, ...rule }) => rule)
    })
  const addRule = (rule: StageRule) => setRules([...rules, { ...rule, key: 1 + Math.max(-1, ...rules.map(({ key }) => key)) }])
  const covered = new Set(rules.filter(({ how }) => how === 'equals').map(({ field, value }) => `${field} ${value.toLowerCase()}`))
  const unmapped = known.values
    .filter(({ field, value, stage }) => field === 'event' && stage === null && !covered.has(`${field} ${value.toLowerCase()}`))
    .slice(0, shownUnmapped)
  return (
    <form
      className={classes.setup}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className={classes.intro}>{t('journey.setup.intro')}</p>
      {save.error && <ErrorNotice error={save.error} />}
      <fieldset className={classes.plainSet}>
        <legend>{t('journey.setup.stages')}</legend>
        <StageList
          stages={stages}
          onChange={setStages}
          onRemove={(id) => {
            setStages(stages.filter((stage) => stage.id !== id))
            setRules(rules.filter((rule) => rule.stage !== id))
          }}
        />
        {stages.length < mostStages && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() =>
              setStages([...stages, { id: 1 + Math.max(0, ...stages.map(({ id }) => id)), name: t('journey.setup.newStage'), role: null }])
            }
          >
            {t('journey.setup.addStage')}
          </Button>
        )}
      </fieldset>
      <fieldset className={classes.plainSet}>
        <legend>{t('journey.setup.rules')}</legend>
        {!known.chosen && <p className={classes.quiet}>{t('journey.setup.proposed')}</p>}
        <ol className={classes.rules}>
          {rules.map((rule, i) => (
            <RuleRow
              key={rule.key}
              rule={rule}
              n={i + 1}
              stages={stages}
              names={names}
              values={known.values}
              onChange={(part) => setRules(rules.map((other) => (other.key === rule.key ? { ...other, ...part } : other)))}
              onMove={(by) => setRules(moved(rules, i, i + by))}
              onRemove={() => setRules(rules.filter(({ key }) => key !== rule.key))}
            />
          ))}
        </ol>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => addRule({ stage: stages[0]?.id ?? null, field: 'event', how: 'contains', value: '' })}
        >
          {t('journey.setup.addRule')}
        </Button>
      </fieldset>
      <fieldset className={classes.plainSet}>
        <legend>{t('journey.setup.proposals')}</legend>
        {unmapped.length === 0 ? (
          <p className={classes.quiet}>{t('journey.setup.proposalsNone')}</p>
        ) : (
          <ul className={classes.unmapped}>
            {unmapped.map((value) => (
              <Unmapped key={`${value.field} ${value.value}`} value={value} stages={stages} names={names} onTake={addRule} />
            ))}
          </ul>
        )}
      </fieldset>
      <datalist id="journey-values">
        {known.values.map(({ field, value }) => (
          <option key={`${field} ${value}`} value={value} />
        ))}
      </datalist>
      <div className={classes.formFoot}>
        <Button variant="subtle" disabled={!known.chosen} onClick={() => send(null)}>
          {t('journey.setup.reset')}
        </Button>
        <span className={classes.spring} />
        <Button variant="default" onClick={onClose}>
          {t('journey.setup.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('journey.setup.save')}
        </Button>
      </div>
    </form>
  )
}

interface StageListProps {
  stages: readonly Stage[]
  onChange: (stages: readonly Stage[]) => void
  onRemove: (id: number) => void
}

function StageList({ stages, onChange, onRemove }: StageListProps) {
  return (
    <ol className={classes.stageList}>
      {stages.map((stage, i) => (
        <li key={stage.id}>
          <TextInput
            size="xs"
            aria-label={t('journey.setup.stageName', i + 1)}
            maxLength={40}
            required
            withAsterisk={false}
            value={stage.name ?? stageName(stage)}
            onChange={(event) => {
              const name = event.currentTarget.value
              onChange(stages.map((other) => (other.id === stage.id ? { ...other, name } : other)))
            }}
          />
          <span className={classes.quiet}>{t(stage.role === null ? 'journey.setup.own' : `journey.setup.automatic.${stage.role}`)}</span>
          <span className={classes.rowButtons}>
            <IconButton
              icon={IconArrowUp}
              label={t('journey.setup.earlier', stageName(stage))}
              onClick={() => i > 0 && onChange(moved(stages, i, i - 1))}
            />
            <IconButton
              icon={IconArrowDown}
              label={t('journey.setup.later', stageName(stage))}
              onClick={() => i + 1 < stages.length && onChange(moved(stages, i, i + 1))}
            />
            {stages.length > 1 && (
              <IconButton icon={IconX} label={t('journey.setup.removeStage', stageName(stage))} onClick={() => onRemove(stage.id)} />
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

interface RuleRowProps {
  rule: StageRule
  n: number
  stages: readonly Stage[]
  names: readonly string[]
  values: readonly TouchpointValue[]
  onChange: (part: Partial<StageRule>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

function RuleRow({ rule, n, stages, names, values, onChange, onMove, onRemove }: RuleRowProps) {
  const found = values.find(({ field, value }) => field === rule.field && value.toLowerCase() === rule.value.toLowerCase())
  return (
    <li aria-label={t('journey.setup.rule', n)}>
      <NativeSelect
        size="xs"
        aria-label={t('journey.setup.fieldLabel', n)}
        data={fields.map((field) => ({ value: field, label: t(`journey.setup.field.${field}`) }))}
        value={rule.field}
        onChange={(event) => onChange({ field: event.currentTarget.value as RuleField })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('journey.setup.howLabel', n)}
        data={hows.map((how) => ({ value: how, label: t(`journey.setup.how.${how}`) }))}
        value={rule.how}
        onChange={(event) => onChange({ how: event.currentTarget.value as RuleHow })}
      />
      <TextInput
        size="xs"
        aria-label={t('journey.setup.valueLabel', n)}
        title={rule.how === 'pattern' ? t('journey.setup.patternHint') : undefined}
        list="journey-values"
        maxLength={200}
        value={rule.value}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('journey.setup.stageLabel', n)}
        data={[
          ...stages.map(({ id }, i) => ({ value: String(id), label: names[i] ?? '' })),
          { value: '', label: t('journey.setup.noStage') }
        ]}
        value={rule.stage === null ? '' : String(rule.stage)}
        onChange={(event) => onChange({ stage: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })}
      />
      <span className={classes.ruleCount} data-figures>
        {found === undefined ? '' : format.count(found.touchpoints)}
      </span>
      <span className={classes.rowButtons}>
        <IconButton icon={IconArrowUp} label={t('journey.setup.up', n)} onClick={() => onMove(-1)} />
        <IconButton icon={IconArrowDown} label={t('journey.setup.down', n)} onClick={() => onMove(1)} />
        <IconButton icon={IconX} label={t('journey.setup.removeRule', n)} onClick={onRemove} />
      </span>
    </li>
  )
}

interface UnmappedProps {
  value: TouchpointValue
  stages: readonly Stage[]
  names: readonly string[]
  onTake: (rule: StageRule) => void
}

function Unmapped({ value, stages, names, onTake }: UnmappedProps) {
  const text = t('journey.setup.unmapped', value.value, t('journey.setup.counts', value.touchpoints))
  return (
    <li>
      <span>{text}</span>
      <NativeSelect
        size="xs"
        aria-label={t('journey.setup.take', value.value)}
        data={[
          { value: '', label: t('journey.setup.noStage') },
          ...stages.map(({ id }, i) => ({ value: String(id), label: names[i] ?? '' }))
        ]}
        value=""
        onChange={(event) => onTake({ stage: Number(event.currentTarget.value), field: value.field, how: 'equals', value: value.value })}
      />
    </li>
  )
}

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  if (to >= 0 && to < next.length) next.splice(to, 0, ...next.splice(from, 1))
  return next
}
