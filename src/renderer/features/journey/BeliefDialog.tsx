import { Button, Modal, TextInput } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { stageName, stageNameIn } from '../../../shared/journey.ts'
import type { BeliefStep, JourneyBelief, JourneyView } from '../../../shared/model/journey.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { OptionalNumber } from '../../components/OptionalNumber.tsx'
import { t } from '../../i18n.ts'
import classes from './journey.module.css'

interface BeliefDialogProps {
  view: JourneyView
  /** One to be changed; null: a new one. */
  belief: JourneyBelief | null
  onClose: () => void
}

/** The stages as the user believes that they follow each other: dragged, or moved with the arrow keys, with what it expects. */
export function BeliefDialog({ view, belief, onClose }: BeliefDialogProps) {
  const save = useAction('journey.saveBelief')
  const known = new Set(view.stages.map(({ stage }) => stage.id))
  const [name, setName] = useState(belief?.name ?? t('journey.belief.named'))
  const [steps, setSteps] = useState<readonly BeliefStep[]>(
    belief === null
      ? view.stages.filter(({ customers }) => (customers ?? 0) > 0).map(({ stage }) => ({ stage: stage.id, conversion: null, days: null }))
      : belief.steps.filter(({ stage }) => known.has(stage))
  )
  const [dragged, setDragged] = useState<number | null>(null)
  const left = view.stages.filter(({ stage }) => !steps.some((step) => step.stage === stage.id))
  const move = (stage: number, to: number) => {
    const from = steps.findIndex((step) => step.stage === stage)
    if (from === -1 || to < 0 || to >= steps.length) return
    const next = [...steps]
    next.splice(to, 0, ...next.splice(from, 1))
    setSteps(next)
  }
  const set = (stage: number, part: Partial<BeliefStep>) =>
    setSteps(steps.map((step) => (step.stage === stage ? { ...step, ...part } : step)))
  const submit = () =>
    save.mutate({ id: belief?.id ?? null, belief: { name, steps: steps.map((step) => ({ ...step })) } }, { onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={t('journey.belief.dialog')} size={980}>
      <form
        className={classes.setup}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {save.error && <ErrorNotice error={save.error} />}
        <TextInput
          label={t('journey.belief.name')}
          maxLength={80}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <p className={classes.intro}>{t('journey.belief.steps')}</p>
          <ol className={classes.believed} style={{ gridTemplateColumns: `repeat(${Math.max(2, steps.length)}, minmax(0, 1fr))` }}>
            {steps.map((step, i) => (
              <BelievedStage
                key={step.stage}
                name={stageNameIn(view.stages, step.stage)}
                step={step}
                isLast={i === steps.length - 1}
                isDragged={dragged === step.stage}
                onDrag={() => setDragged(step.stage)}
                onDrop={() => setDragged(null)}
                onOver={() => dragged !== null && dragged !== step.stage && move(dragged, i)}
                onMove={(by) => move(step.stage, i + by)}
                onChange={(part) => set(step.stage, part)}
                onLeave={() => setSteps(steps.filter(({ stage }) => stage !== step.stage))}
              />
            ))}
          </ol>
        </div>
        {left.length > 0 && (
          <div className={classes.left}>
            <span className={classes.quiet}>{t('journey.belief.left')}</span>
            {left.map(({ stage }) => (
              <Button
                key={stage.id}
                variant="default"
                size="xs"
                leftSection={<IconPlus size={14} aria-hidden="true" />}
                aria-label={t('journey.belief.take', stageName(stage))}
                onClick={() => setSteps([...steps, { stage: stage.id, conversion: null, days: null }])}
              >
                {stageName(stage)}
              </Button>
            ))}
          </div>
        )}
        <div className={classes.formFoot}>
          <span className={classes.spring} />
          <Button variant="default" onClick={onClose}>
            {t('journey.belief.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={steps.length < 2}>
            {t('journey.belief.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface BelievedStageProps {
  name: string
  step: BeliefStep
  isLast: boolean
  isDragged: boolean
  onDrag: () => void
  onDrop: () => void
  onOver: () => void
  onMove: (by: -1 | 1) => void
  onChange: (part: Partial<BeliefStep>) => void
  onLeave: () => void
}

function BelievedStage({ name, step, isLast, isDragged, onDrag, onDrop, onOver, onMove, onChange, onLeave }: BelievedStageProps) {
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null
    if (by === null) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <li
      className={classes.believedStage}
      data-dragged={isDragged || undefined}
      onDragEnter={onOver}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      <div className={classes.believedHead}>
        <button
          type="button"
          draggable
          className={classes.grip}
          aria-label={t('journey.belief.drag', name)}
          title={t('journey.belief.drag', name)}
          onKeyDown={onKey}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', name)
            onDrag()
          }}
          onDragEnd={onDrop}
        >
          <IconGripVertical size={14} aria-hidden="true" /> {name}
        </button>
        <span className={classes.rowButtons}>
          <IconButton icon={IconArrowLeft} label={t('journey.belief.earlier', name)} onClick={() => onMove(-1)} />
          <IconButton icon={IconArrowRight} label={t('journey.belief.later', name)} onClick={() => onMove(1)} />
          <IconButton icon={IconX} label={t('journey.belief.leave', name)} onClick={onLeave} />
        </span>
      </div>
      {!isLast && (
        <>
          <OptionalNumber
            size="xs"
            label={t('journey.belief.percent')}
            aria-label={t('journey.belief.conversion', name)}
            placeholder={t('journey.belief.noOpinion')}
            min={0}
            max={100}
            allowNegative={false}
            value={step.conversion === null ? null : Math.round(step.conversion * 1_000) / 10}
            onChange={(value) => onChange({ conversion: value === null ? null : Math.min(100, value) / 100 })}
          />
          <OptionalNumber
            size="xs"
            label={t('journey.belief.halfIn')}
            aria-label={t('journey.belief.days', name)}
            placeholder={t('journey.belief.noOpinion')}
            min={0}
            max={3650}
            allowNegative={false}
            value={step.days}
            onChange={(value) => onChange({ days: value === null ? null : Math.min(3650, value) })}
          />
        </>
      )}
    </li>
  )
}
