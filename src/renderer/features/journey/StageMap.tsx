import { IconArrowRight } from '@tabler/icons-react'
import { foremost, stageName, unknownText } from '../../../shared/journey.ts'
import type { JourneyScope, JourneyView, StageFigures } from '../../../shared/model/journey.ts'
import { format, t } from '../../i18n.ts'
import classes from './journey.module.css'
import { PickLink } from './PickLink.tsx'
import { hurts, painName, shareRange, timeText } from './words.ts'

/** The stages from left to right: how many came, how many went on, how long it took, and what is known of them there. */
export function StageMap({ view, scope }: { view: JourneyView; scope: JourneyScope }) {
  const most = Math.max(1, ...view.stages.map(({ customers }) => customers ?? 0))
  const broken = brokenStage(view)
  return (
    <ol className={classes.map} style={{ gridTemplateColumns: `repeat(${view.stages.length}, minmax(0, 1fr))` }}>
      {view.stages.map((figures, i) => (
        <li
          key={figures.stage.id}
          className={classes.stage}
          data-broken={figures.stage.id === broken || undefined}
          aria-label={t('journey.map.label', stageName(figures.stage))}
        >
          <Head figures={figures} most={most} scope={scope} />
          {figures.unknown !== null ? (
            <p className={classes.quiet}>{unknownText(figures)}</p>
          ) : i < view.stages.length - 1 ? (
            <GoingOn figures={figures} scope={scope} />
          ) : (
            <div className={classes.last} />
          )}
          <Facts figures={figures} view={view} scope={scope} />
        </li>
      ))}
    </ol>
  )
}

/** The stage of the first bottleneck: what the sentence at the top speaks of. */
function brokenStage(view: JourneyView): number | null {
  const first = foremost(view)
  return first === null ? null : first.kind === 'change' ? first.change.stage : first.figures.stage.id
}

function Head({ figures, most, scope }: { figures: StageFigures; most: number; scope: JourneyScope }) {
  const name = stageName(figures.stage)
  const n = figures.customers === null ? '–' : format.count(figures.customers)
  return (
    <div className={classes.head}>
      <h3 className={classes.stageName}>{name}</h3>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${(100 * (figures.customers ?? 0)) / most}%` }} />
      </span>
      <p className={classes.big} data-figures>
        <PickLink
          pick={{ kind: 'stage', stage: figures.stage.id, group: 'entered' }}
          scope={scope}
          chip={t('journey.filter.entered', name)}
          label={t('journey.map.seeEntered', name, n)}
          empty={(figures.customers ?? 0) === 0}
        >
          {n}
        </PickLink>{' '}
        <span className={classes.unit}>{t(figures.customers === null ? 'journey.map.unseen' : 'journey.map.customers')}</span>
      </p>
    </div>
  )
}

function GoingOn({ figures, scope }: { figures: StageFigures; scope: JourneyScope }) {
  const { stage, conversion, previous, moved, stayed, open, days, customers } = figures
  const name = stageName(stage)
  const part = (group: 'moved' | 'stayed' | 'open', n: number, label: string, words: string) => (
    <span>
      <PickLink
        pick={{ kind: 'stage', stage: stage.id, group }}
        scope={scope}
        chip={t(`journey.filter.${group}`, name)}
        label={label}
        empty={n === 0}
      >
        {format.count(n)}
      </PickLink>{' '}
      {words}
    </span>
  )
  return (
    <div className={classes.goingOn}>
      <p className={classes.share} data-figures>
        <IconArrowRight size={16} stroke={1.75} aria-hidden="true" className={classes.arrow} />
        <strong>{conversion === null ? '–' : format.percentAbout(conversion.share)}</strong>
        <span className={classes.quiet}>
          {conversion === null
            ? t(moved === null ? 'journey.map.noLater' : 'journey.map.unknown')
            : `${t('journey.map.goOn')} (${shareRange(conversion)})`}
        </span>
      </p>
      {previous !== null && <p className={classes.quiet}>{t('journey.map.before', format.percentAbout(previous.share))}</p>}
      {customers !== null && customers > 0 && moved !== null && stayed !== null && open !== null && (
        <>
          <p className={classes.quiet}>{days.median === null ? t('journey.map.noTime') : t('journey.map.time', timeText(days.median))}</p>
          <p className={classes.parts} data-figures>
            {part('moved', moved, t('journey.map.seeMoved', format.count(moved)), t('journey.map.moved'))}
            {part('stayed', stayed, t('journey.map.seeStayed', format.count(stayed)), t('journey.map.stayed'))}
            {open > 0 && part('open', open, t('journey.map.seeOpen', format.count(open)), t('journey.map.open'))}
          </p>
        </>
      )}
    </div>
  )
}

function Facts({ figures, view, scope }: { figures: StageFigures; view: JourneyView; scope: JourneyScope }) {
  const { stage, satisfaction, value, cost, channels } = figures
  const pain = view.painPoints.find((point) => point.stage === stage.id && hurts(point))
  const known = channels.filter(({ channel }) => channel !== '').slice(0, 2)
  return (
    <dl className={classes.facts}>
      {satisfaction.map(({ type, score, answers }) => (
        <Fact key={type} name={t('journey.map.satisfaction', type)}>
          {format.percentAbout(score)} <span className={classes.quiet}>{t('journey.map.answers', answers)}</span>
        </Fact>
      ))}
      {value !== null && <Fact name={t('journey.map.value')}>{format.moneyAbout(value, view.currency)}</Fact>}
      {cost !== null && <Fact name={t('journey.map.cost')}>{format.moneyAbout(cost, view.currency)}</Fact>}
      {known.length > 0 && (
        <Fact name={t('journey.map.channels')}>
          {known.map(({ channel, customers }, i) => (
            <span key={channel}>
              {i > 0 && ', '}
              {channel}{' '}
              <PickLink
                pick={{ kind: 'channel', stage: stage.id, channel }}
                scope={scope}
                chip={t('journey.filter.channel', stageName(stage), channel)}
                label={t('journey.map.seeEntered', channel, format.count(customers))}
              >
                {format.count(customers)}
              </PickLink>
            </span>
          ))}
        </Fact>
      )}
      {pain !== undefined && (
        <Fact name={t('journey.map.pain')}>
          {painName(pain)}{' '}
          <PickLink
            pick={{ kind: 'pain', stage: stage.id, code: pain.code, group: 'met' }}
            scope={scope}
            chip={t('journey.filter.pain', stageName(stage), painName(pain))}
            label={t('journey.pains.see', painName(pain), format.count(pain.customers))}
          >
            {format.count(pain.customers)}
          </PickLink>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-figures>{children}</dd>
    </div>
  )
}
