import { Button, Group, Switch } from '@mantine/core'
import { type AlertsOverview, type AliveMap, alertKinds, type RhythmReport, UNTRUE } from '../../../shared/model/alerts.ts'
import { rhythmUsed } from '../../../shared/rhythm-used.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { aliveOption, aliveTable } from '../../charts/alive.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { type Calibration, calibrationOption, calibrationTable, placedOption } from '../../charts/calibration.ts'
import { Evidence } from '../../components/reading.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { ShortTable } from '../../components/ShortTable.tsx'
import { format, message, t } from '../../i18n.ts'
import { AlertsNav } from './AlertsNav.tsx'
import classes from './alerts.module.css'
import { WithAlerts } from './WithAlerts.tsx'

/** How sure the alerts are: what became of those of former days, and how well the model of ordering again foretells. */
export function AlertModelScreen() {
  return <WithAlerts>{(overview) => <HowSure overview={overview} />}</WithAlerts>
}

function HowSure({ overview }: { overview: AlertsOverview }) {
  const { verdict, kinds, rhythm, aliveMap, notes, run, until } = overview
  const on = kinds.filter((kind) => kind.on).length
  const finding =
    verdict.level === 'validated' ? t('inbox.model.finding.validated', on, kinds.length) : t(`inbox.model.finding.${verdict.level}`)
  const said = notes.flatMap(({ code, count, example }) => message(code, count, example) ?? [])
  return (
    <Screen title={t('inbox.title')} finding={finding} note={`${t('inbox.asOf', until ?? run.asOf)} ${verdict.reason}`}>
      <AlertsNav />
      <Section title={t('inbox.model.kinds')} note={t('inbox.model.kindsNote', Number(run.params.falseAlarmShare))}>
        <KindsTable kinds={kinds} />
      </Section>
      <Section title={t('inbox.model.rhythm')}>
        {rhythm === null ? <p className={classes.plain}>{t('inbox.model.none')}</p> : <Rhythm rhythm={rhythm} aliveMap={aliveMap} />}
      </Section>
      <Untrue />
      <Learnt />
      {said.length > 0 && (
        <Section title={t('inbox.model.notes')}>
          <ul className={classes.notes}>
            {said.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      )}
    </Screen>
  )
}

/** What the user called not true, what that does to the kinds, and the ways to leave it out or to begin anew. */
function Untrue() {
  const plan = useMethod('alerts.plan', {}).data
  const counts = useMethod('alerts.inbox', { limit: 1, states: ['dismissed'], dismissal: UNTRUE }).data?.kinds ?? {}
  const save = useAction('alerts.setPlan')
  const lines = alertKinds.flatMap((kind) => (counts[kind] ? [t('inbox.model.untrue.line', t(`alerts.kind.${kind}`), counts[kind])] : []))
  return (
    <Section title={t('inbox.model.untrue.title')}>
      {lines.length === 0 ? (
        <p className={classes.plain}>{t('inbox.model.untrue.none')}</p>
      ) : (
        <ul className={classes.notes}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {plan !== undefined && (
        <>
          <Switch
            checked={plan.believes}
            label={t('inbox.model.untrue.count')}
            description={t('inbox.model.untrue.why')}
            onChange={(event) => save.mutate({ ...plan, believes: event.currentTarget.checked })}
          />
          {lines.length > 0 && (
            <Group gap={8} mt={12}>
              <Button
                size="xs"
                variant="default"
                onClick={() => save.mutate({ ...plan, believesFrom: Math.floor(Date.now() / 1_000) + 1 })}
              >
                {t('inbox.model.untrue.reset')}
              </Button>
              <span className={classes.quiet}>{t('inbox.model.untrue.resetWhy')}</span>
            </Group>
          )}
        </>
      )}
    </Section>
  )
}

/** What the user's own decisions do to the order of the list, and the switch that leaves them out. */
function Learnt() {
  const plan = useMethod('alerts.plan', {}).data
  const lessons = useMethod('alerts.inbox', { limit: 1 }).data?.lessons ?? {}
  const save = useAction('alerts.setPlan')
  const lines = alertKinds.flatMap((kind) => {
    const lesson = lessons[kind]
    if (lesson === undefined) return []
    return t('inbox.model.learnt.lesson', t(`alerts.kind.${kind}`), lesson.dismissed, lesson.kept + lesson.dismissed, lesson.weight)
  })
  return (
    <Section title={t('inbox.model.learnt.title')}>
      {lines.length === 0 ? (
        <p className={classes.plain}>{t('inbox.model.learnt.none')}</p>
      ) : (
        <ul className={classes.notes}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {plan !== undefined && (
        <Switch
          checked={plan.learns}
          label={t('inbox.model.learnt.learn')}
          description={t('inbox.model.learnt.why')}
          onChange={(event) => save.mutate({ ...plan, learns: event.currentTarget.checked })}
        />
      )}
    </Section>
  )
}

function KindsTable({ kinds }: Pick<AlertsOverview, 'kinds'>) {
  const head = (id: 'kind' | 'state' | 'precision' | 'interval' | 'base' | 'judged' | 'untrue' | 'origins' | 'now' | 'means') => ({
    id,
    header: t(`inbox.model.columns.${id}`)
  })
  return (
    <ShortTable
      label={t('inbox.model.table')}
      rows={kinds}
      columns={[
        { ...head('kind'), cell: ({ kind }) => t(`alerts.kind.${kind}`) },
        { ...head('state'), cell: ({ reason }) => t(`alerts.reason.${reason}`) },
        { ...head('precision'), number: true, cell: ({ precision }) => format.percentAbout(precision) },
        {
          ...head('interval'),
          number: true,
          cell: ({ low, high }) => (low === null || high === null ? format.unknown : format.range(low, high, format.percentAbout))
        },
        { ...head('base'), number: true, cell: ({ baseRate }) => format.percentAbout(baseRate) },
        { ...head('judged'), number: true, cell: ({ judged }) => format.count(judged) },
        ...(kinds.some(({ untrue }) => untrue > 0)
          ? [{ ...head('untrue'), number: true, cell: ({ untrue }: AlertsOverview['kinds'][number]) => format.count(untrue) }]
          : []),
        { ...head('origins'), number: true, cell: ({ origins }) => format.count(origins) },
        { ...head('now'), number: true, cell: ({ alerts }) => format.count(alerts) },
        { ...head('means'), cell: ({ kind }) => t(`alerts.cameTrue.${kind}`) }
      ]}
    />
  )
}

function Rhythm({ rhythm, aliveMap }: { rhythm: RhythmReport; aliveMap: AliveMap | undefined }) {
  const { chosen, models, calibration, placed, customers, heldOutDays, fits } = rhythm
  const dots = [...calibration.flatMap(({ groups }) => groups), ...placed]
  const outside = dots.filter(({ inside }) => !inside).length
  const modelHead = (id: 'model' | 'heldOut' | 'logLikelihood' | 'parameters' | 'fit') => ({
    id,
    header: t(`inbox.model.models.columns.${id}`)
  })
  const ruleHead = (id: 'rule' | 'expected' | 'made' | 'bias' | 'error') => ({ id, header: t(`inbox.model.backTest.columns.${id}`) })
  const rules = [
    { rule: 'model' as const, judged: rhythm.model },
    { rule: 'samePeriod' as const, judged: rhythm.naive.samePeriod },
    { rule: 'recencyCut' as const, judged: rhythm.naive.recencyCut }
  ]
  return (
    <>
      <p className={classes.plain}>
        {t('inbox.model.chosen', nameOf(models.find(({ model }) => model === chosen) ?? { model: chosen, k: 1 }), customers, heldOutDays)}{' '}
        {t(`inbox.model.used.${rhythmUsed(rhythm)}`)} {t(fits ? 'inbox.model.fits' : 'inbox.model.misfit')}{' '}
        {!fits && t('inbox.model.outside', outside, dots.length)}
      </p>
      <p className={classes.plain}>{pooledWords(rhythm)}</p>
      <div className={classes.charts}>
        {calibration.map((one) => (
          <Chance key={one.weeks} calibration={one} />
        ))}
        {placed.length > 0 && <Placed placed={placed} />}
        {aliveMap !== undefined && <Alive map={aliveMap} />}
      </div>
      <ShortTable
        label={t('inbox.model.backTest.label')}
        rows={rules}
        columns={[
          { ...ruleHead('rule'), cell: ({ rule }) => t(`inbox.model.backTest.of.${rule}`) },
          { ...ruleHead('expected'), number: true, cell: ({ judged }) => format.count(Math.round(judged.expected)) },
          { ...ruleHead('made'), number: true, cell: () => format.count(rhythm.orders) },
          { ...ruleHead('bias'), number: true, cell: ({ judged }) => `${format.signed(100 * judged.bias)}%` },
          { ...ruleHead('error'), number: true, cell: ({ judged }) => format.decimal(judged.meanAbsoluteError, 4) }
        ]}
      />
      <Evidence>
        <ShortTable
          label={t('inbox.model.models.label')}
          rows={models}
          columns={[
            {
              ...modelHead('model'),
              cell: (one) => (one.model === chosen ? `${nameOf(one)} (${t('inbox.model.models.inUse')})` : nameOf(one))
            },
            { ...modelHead('heldOut'), number: true, cell: ({ heldOut }) => format.decimal(heldOut, 1) },
            { ...modelHead('logLikelihood'), number: true, cell: ({ logLikelihood }) => format.decimal(logLikelihood, 1) },
            { ...modelHead('parameters'), cell: parametersOf },
            { ...modelHead('fit'), cell: ({ state }) => fitOf(state) }
          ]}
        />
      </Evidence>
    </>
  )
}

function Chance({ calibration }: { calibration: Calibration }) {
  const tokens = useTokens()
  const title = t('inbox.model.calibration.label', calibration.weeks)
  return (
    <ChartFigure
      title={title}
      label={`${t('inbox.model.calibration.title')}. ${title}.`}
      option={calibrationOption(calibration, tokens)}
      table={calibrationTable(calibration)}
      height={240}
      caption={t('inbox.model.calibration.caption')}
    />
  )
}

function Placed({ placed }: Pick<RhythmReport, 'placed'>) {
  const tokens = useTokens()
  return (
    <ChartFigure
      title={t('inbox.model.placed.title')}
      label={t('inbox.model.placed.caption')}
      option={placedOption(placed, tokens)}
      table={calibrationTable({ groups: placed })}
      height={240}
      caption={t('inbox.model.placed.caption')}
    />
  )
}

function Alive({ map }: { map: AliveMap }) {
  const tokens = useTokens()
  return (
    <ChartFigure
      title={t('inbox.model.alive.title')}
      label={t('inbox.model.alive.label')}
      option={aliveOption(map, tokens)}
      table={aliveTable(map)}
      height={260}
      caption={t('inbox.model.alive.caption')}
    />
  )
}

/** A run of an earlier version tried no groups. */
function pooledWords({ pooling = [], pooledBy }: RhythmReport): string {
  const used = pooling.find(({ by }) => by === pooledBy?.by)
  return [
    used ? t('inbox.model.pooled.alike', used.by, used.groups, used.gain) : t('inbox.model.pooled.all'),
    ...pooling.filter(({ atLeast }) => !(atLeast > 0)).map(({ by }) => t('inbox.model.pooled.tried', by)),
    t('inbox.model.pooled.segments')
  ].join(' ')
}

const nameOf = ({ model, k }: Pick<RhythmReport['models'][number], 'model' | 'k'>): string => t('inbox.model.name', model, k)

function parametersOf({ parameters, standardErrors }: RhythmReport['models'][number]): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${format.plusMinus(value, standardErrors[name])}`)
    .join(', ')
}

function fitOf(state: string): string {
  return message(`inbox.model.models.fit.${state}`) ?? state
}
