import { Checkbox, NumberInput, Select } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { eventName, stageName } from '../../../shared/journey.ts'
import type { FunnelResult, JourneyScope, JourneySelectionInput, JourneyView } from '../../../shared/model/journey.ts'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { format, t } from '../../i18n.ts'
import classes from './journey.module.css'
import { PickLink } from './PickLink.tsx'
import { shareRange, timeText } from './words.ts'

interface Step {
  /** `s` and the id of a stage, or `e` and the code of an event. */
  of: string
  optional: boolean
}

/** A funnel that the user puts together of stages and of what customers did. */
export function FunnelBuilder({ view, scope }: { view: JourneyView; scope: JourneyScope }) {
  const filled = view.stages
    .filter(({ customers }) => (customers ?? 0) > 0)
    .map(({ stage }): Step => ({ of: `s${stage.id}`, optional: false }))
  const [steps, setSteps] = useState<readonly Step[]>(filled.slice(0, 4))
  const [window, setWindow] = useState(view.window)
  const [ordered, setOrdered] = useState(true)
  const names = new Map<string, string>([
    ...view.stages.map(({ stage }) => [`s${stage.id}`, stageName(stage)] as const),
    ...view.events.map(({ code, label }) => [`e${code}`, eventName(label)] as const)
  ])
  const known = steps.filter(({ of }) => names.has(of))
  const funnel = {
    steps: known.map(({ of, optional }) => ({
      stage: of.startsWith('s') ? Number(of.slice(1)) : null,
      event: of.startsWith('e') ? Number(of.slice(1)) : null,
      optional
    })),
    window,
    ordered
  }
  const result = useMethod('journey.funnel', { ...funnel, scope }, { enabled: known.length >= 2, keepPrevious: true })
  const set = (index: number, part: Partial<Step>) => setSteps(known.map((step, i) => (i === index ? { ...step, ...part } : step)))
  const move = (from: number, to: number) => {
    const next = [...known]
    next.splice(to, 0, ...next.splice(from, 1))
    setSteps(next)
  }
  const choices = [
    {
      group: t('journey.funnel.stages'),
      items: view.stages.map(({ stage, unknown }) => ({ value: `s${stage.id}`, label: stageName(stage), disabled: unknown !== null }))
    },
    { group: t('journey.funnel.events'), items: view.events.map(({ code, label }) => ({ value: `e${code}`, label: eventName(label) })) }
  ]
  return (
    <div className={classes.funnel}>
      <div className={classes.funnelSteps}>
        {known.map((step, i) => {
          const name = names.get(step.of) ?? ''
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; the same thing may stand in two.
            <div key={i} className={classes.funnelStep}>
              <Select
                size="xs"
                aria-label={t('journey.funnel.step', i + 1)}
                data={choices}
                value={step.of}
                onChange={(value) => value !== null && set(i, { of: value })}
                allowDeselect={false}
                searchable
              />
              <Checkbox
                size="xs"
                disabled={i === 0}
                label={t('journey.funnel.optional')}
                checked={step.optional && i > 0}
                onChange={(event) => set(i, { optional: event.currentTarget.checked })}
              />
              <IconButton icon={IconArrowUp} label={t('journey.funnel.earlier', name)} onClick={() => i > 0 && move(i, i - 1)} />
              <IconButton
                icon={IconArrowDown}
                label={t('journey.funnel.later', name)}
                onClick={() => i + 1 < known.length && move(i, i + 1)}
              />
              <IconButton icon={IconX} label={t('journey.funnel.remove', name)} onClick={() => setSteps(known.filter((_, k) => k !== i))} />
            </div>
          )
        })}
        <div className={classes.funnelFoot}>
          <Select
            size="xs"
            w={190}
            aria-label={t('journey.funnel.add')}
            placeholder={t('journey.funnel.add')}
            data={choices}
            value={null}
            onChange={(value) => value !== null && known.length < 10 && setSteps([...known, { of: value, optional: false }])}
            searchable
          />
          <NumberInput
            size="xs"
            w={84}
            aria-label={t('journey.funnel.window')}
            title={t('journey.funnel.window')}
            min={1}
            max={3650}
            value={window}
            onChange={(value) => typeof value === 'number' && value >= 1 && setWindow(Math.round(value))}
            suffix={t('journey.funnel.daysSuffix')}
          />
          <Checkbox
            size="xs"
            label={t('journey.funnel.ordered')}
            checked={ordered}
            onChange={(event) => setOrdered(event.currentTarget.checked)}
          />
        </div>
      </div>
      {known.length < 2 ? (
        <p className={classes.none}>{t('journey.funnel.few')}</p>
      ) : result.error ? (
        <ErrorNotice error={result.error} />
      ) : (
        result.data && <FunnelTable result={result.data} funnel={funnel} scope={scope} />
      )}
    </div>
  )
}

interface FunnelTableProps {
  result: FunnelResult
  funnel: Extract<JourneySelectionInput['pick'], { kind: 'funnel' }>['funnel']
  scope: JourneyScope
}

const countOf = (n: number | null) => (n === null ? '–' : format.count(n))

function FunnelTable({ result, funnel, scope }: FunnelTableProps) {
  const most = Math.max(1, ...result.steps.map(({ closed }) => closed ?? 0))
  const c = 'journey.funnel.columns' as const
  return (
    <table className={classes.table} aria-label={t('journey.funnel.title')}>
      <thead>
        <tr>
          <th scope="col">{t(`${c}.step`)}</th>
          <th scope="col" data-align="end">
            {t(`${c}.closed`)}
          </th>
          <td className={classes.wide} />
          <th scope="col" data-align="end">
            {t(`${c}.share`)}
          </th>
          <th scope="col" data-align="end">
            {t(`${c}.days`)}
          </th>
          <th scope="col" data-align="end">
            {t(`${c}.open`)}
          </th>
        </tr>
      </thead>
      <tbody>
        {result.steps.map(({ label, closed, open, conversion, medianDays, optional }, step) => {
          const name = eventName(label)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; the same thing may stand in two.
            <tr key={step}>
              <td>
                {name} {optional && <span className={classes.quiet}>{t('journey.funnel.optional')}</span>}
              </td>
              <td data-align="end">
                <PickLink
                  pick={{ kind: 'funnel', funnel, step, group: 'closed' }}
                  scope={scope}
                  chip={t('journey.filter.funnel', name)}
                  label={t('journey.funnel.seeClosed', countOf(closed), name)}
                  empty={(closed ?? 0) === 0}
                >
                  {countOf(closed)}
                </PickLink>
              </td>
              <td aria-hidden="true">
                <span className={classes.track}>
                  <span className={classes.bar} style={{ width: `${(100 * (closed ?? 0)) / most}%` }} />
                </span>
              </td>
              <td data-align="end">
                {conversion === null ? (
                  step === 0 ? (
                    ''
                  ) : (
                    '–'
                  )
                ) : (
                  <>
                    {format.percentAbout(conversion.share)} <span className={classes.quiet}>({shareRange(conversion)})</span>
                  </>
                )}
              </td>
              <td data-align="end">{medianDays === null ? (step === 0 ? '' : '–') : timeText(medianDays)}</td>
              <td data-align="end">
                <PickLink
                  pick={{ kind: 'funnel', funnel, step, group: 'open' }}
                  scope={scope}
                  chip={t('journey.filter.funnelOpen', name)}
                  label={t('journey.funnel.seeOpen', countOf(open), name)}
                  empty={(open ?? 0) === 0}
                >
                  {countOf(open)}
                </PickLink>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
