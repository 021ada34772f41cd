import { Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { stageNameIn } from '../../../shared/journey.ts'
import type { BeliefCheck, BeliefVerdict, JourneyBelief, JourneyView } from '../../../shared/model/journey.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { format, t } from '../../i18n.ts'
import { BeliefDialog } from './BeliefDialog.tsx'
import classes from './journey.module.css'
import { PickLink } from './PickLink.tsx'
import { beliefSentence, shareRange, timeText } from './words.ts'

/** The journeys that the user believes in, each held against what later customers did. */
export function Beliefs({ view }: { view: JourneyView }) {
  const beliefs = useMethod('journey.beliefs', {})
  const remove = useAction('journey.deleteBelief')
  const [drawing, setDrawing] = useState<JourneyBelief | 'new' | null>(null)
  return (
    <div className={classes.beliefs}>
      {beliefs.error && <ErrorNotice error={beliefs.error} />}
      {remove.error && <ErrorNotice error={remove.error} />}
      {beliefs.data?.length === 0 && <p className={classes.none}>{t('journey.belief.none')}</p>}
      {beliefs.data?.map((belief) => (
        <Belief
          key={belief.id}
          belief={belief}
          view={view}
          onEdit={() => setDrawing(belief)}
          onRemove={() => remove.mutate({ id: belief.id })}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => setDrawing('new')}>
          {t('journey.belief.add')}
        </Button>
      </div>
      {drawing !== null && <BeliefDialog view={view} belief={drawing === 'new' ? null : drawing} onClose={() => setDrawing(null)} />}
    </div>
  )
}

interface BeliefProps {
  belief: JourneyBelief
  view: JourneyView
  onEdit: () => void
  onRemove: () => void
}

function Belief({ belief, view, onEdit, onRemove }: BeliefProps) {
  const c = 'journey.belief.columns' as const
  return (
    <article className={classes.belief} aria-label={belief.name}>
      <header className={classes.beliefHead}>
        <h3 className={classes.beliefName}>{belief.name}</h3>
        <VerdictMark verdict={belief.verdict} />
        <p className={classes.beliefSentence}>{beliefSentence(belief, view)}</p>
        <span className={classes.rowButtons}>
          <IconButton icon={IconPencil} label={t('journey.belief.edit', belief.name)} onClick={onEdit} />
          <IconButton icon={IconTrash} label={t('journey.belief.remove', belief.name)} onClick={onRemove} />
        </span>
      </header>
      <div className={classes.scroller}>
        <table className={classes.table} aria-label={belief.name}>
          <thead>
            <tr>
              <th scope="col">{t(`${c}.step`)}</th>
              <th scope="col">{t(`${c}.believed`)}</th>
              <th scope="col">{t(`${c}.observed`)}</th>
              <th scope="col">{t(`${c}.earlier`)}</th>
              <th scope="col">{t(`${c}.verdict`)}</th>
              <th scope="col">{t(`${c}.instead`)}</th>
            </tr>
          </thead>
          <tbody>
            {belief.checks.map((check) => (
              <Check key={`${check.from} ${check.to}`} check={check} belief={belief} view={view} />
            ))}
          </tbody>
        </table>
      </div>
      {belief.split !== null && <p className={classes.quiet}>{t('journey.belief.split', format.date(belief.split))}</p>}
    </article>
  )
}

function Check({ check, belief, view }: { check: BeliefCheck; belief: JourneyBelief; view: JourneyView }) {
  const { from, to, conversion, days, later, earlier, order, elsewhere } = check
  const believed = [
    conversion === null ? null : t('journey.belief.goOn', format.percentAbout(conversion.expected)),
    days === null ? null : t('journey.belief.half', timeText(days.expected))
  ].filter((part) => part !== null)
  const observed = [
    later === null ? null : `${t('journey.belief.goOn', format.percentAbout(later.share))} (${shareRange(later)})`,
    days?.observed === null || days === null ? null : t('journey.belief.half', timeText(days.observed)),
    order === null || order.verdict === 'supported' ? null : t('journey.belief.order', format.percentAbout(order.share.share))
  ].filter((part) => part !== null)
  const verdicts = [conversion?.verdict, days?.verdict, order?.verdict].filter((verdict) => verdict !== undefined)
  return (
    <tr>
      <td>{t('journey.belief.step', stageNameIn(view.stages, from), stageNameIn(view.stages, to))}</td>
      <td>{believed.length === 0 ? t('journey.belief.noOpinion') : believed.join(', ')}</td>
      <td>{observed.length === 0 ? '–' : observed.join(', ')}</td>
      <td>{earlier === null ? '–' : format.percentAbout(earlier.share)}</td>
      <td>
        <VerdictMark verdict={worst(verdicts)} />
      </td>
      <td>
        {elsewhere.slice(0, 3).map(({ stage, customers }, i) => {
          const name = stage === null ? t('journey.belief.nowhere') : stageNameIn(view.stages, stage)
          const n = format.count(customers)
          return (
            <span key={name}>
              {i > 0 && ', '}
              {name}{' '}
              <PickLink
                pick={{ kind: 'belief', belief: belief.id, from, to, instead: stage }}
                chip={t('journey.filter.belief', belief.name, name)}
                label={stage === null ? t('journey.belief.wentNowhere', n) : t('journey.belief.wentTo', n, name)}
              >
                {n}
              </PickLink>
            </span>
          )
        })}
      </td>
    </tr>
  )
}

function worst(verdicts: readonly BeliefVerdict[]): BeliefVerdict {
  if (verdicts.includes('contradicted')) return 'contradicted'
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'supported') ? 'supported' : 'undecided'
}

function VerdictMark({ verdict }: { verdict: BeliefVerdict }) {
  return (
    <span className={classes.verdict} data-verdict={verdict}>
      {t(`journey.belief.verdict.${verdict}`)}
    </span>
  )
}
