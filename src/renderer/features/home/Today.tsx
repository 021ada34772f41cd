import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import type { Workspace } from '../../../shared/model/workspace.ts'
import { useAction, useMethod } from '../../app/query.ts'
import panel from '../../components/Panel.module.css'
import { t } from '../../i18n.ts'
import classes from './Home.module.css'
import { alertsToDo, furtherToDos, supportToDos, type ToDo, toDos, todays } from './homeWords.ts'

/** What to do now, each with the button that does it. */
export function Today({ summary, workspace }: { summary: HomeSummary; workspace: Workspace }) {
  // These come when they are known; the page does not wait for them.
  const morning = useMethod('kpis.morning', {}).data ?? null
  const folders = useMethod('watch.list', {}).data ?? []
  const week = useMethod('alerts.inbox', { week: true, states: ['new', 'seen', 'planned'], limit: 1 }).data
  const looked = useMethod('alerts.latest', {}).data !== null
  const ofAlerts = alertsToDo(looked, week?.total ?? 0, week?.rows[0], summary.currency)
  const others = toDos(summary, workspace.counts, workspace.sample)
  const ofSupport = supportToDos(summary, workspace.counts)
  // What goes wrong now comes before what may be looked at.
  const [rising, needs] = [ofSupport.filter(({ id }) => id === 'rising'), ofSupport.filter(({ id }) => id !== 'rising')]
  const list = todays(rising, ...(looked ? [ofAlerts, others] : [others, ofAlerts]), needs, furtherToDos(morning, folders))
  if (list.length === 0) {
    return (
      <p className={classes.nothing}>
        <IconCircleCheck size={18} stroke={1.75} aria-hidden="true" />
        {t('home.do.nothing')}
      </p>
    )
  }
  return (
    <ul className={`${panel.panel} ${classes.list}`}>
      {list.map((item, i) => (
        <li key={`${item.id} ${item.text}`} className={classes.item}>
          <div className={classes.words}>
            <p className={classes.what}>{item.text}</p>
            <p className={classes.why}>{item.why}</p>
          </div>
          <Act item={item} first={i === 0} />
        </li>
      ))}
    </ul>
  )
}

function Act({ item, first }: { item: ToDo; first: boolean }) {
  const [, go] = useLocation()
  const find = useAction('segments.run')
  const look = useAction('alerts.run')
  const findNeeds = useAction('support.run')
  const variant = first ? 'filled' : 'default'
  switch (item.id) {
    case 'look':
      return (
        <Button
          variant={variant}
          onClick={() => {
            look.mutate({})
            go('/alerts')
          }}
        >
          {t('inbox.look')}
        </Button>
      )
    case 'alerts':
      return (
        <Button variant={variant} onClick={() => go('/alerts')}>
          {t('inbox.home.act')}
        </Button>
      )
    case 'segments':
    case 'stale':
      return (
        <Button
          variant={variant}
          onClick={() => {
            find.mutate({})
            go('/segments')
          }}
        >
          {t(item.id === 'stale' ? 'home.do.stale.act' : 'home.do.segments.act')}
        </Button>
      )
    case 'needs':
    case 'needsStale':
      return (
        <Button
          variant={variant}
          onClick={() => {
            findNeeds.mutate({})
            go('/support')
          }}
        >
          {t(item.id === 'needs' ? 'home.needs.act' : 'home.needs.againAct')}
        </Button>
      )
    case 'rising':
      return (
        <Button variant={variant} onClick={() => go('/support', { state: { issue: item.issue } })}>
          {t('home.rising.act')}
        </Button>
      )
    case 'missed':
    case 'unusual':
      return (
        <Button variant={variant} onClick={() => go(`/kpis/${item.kpi}`)}>
          {t(`home.${item.id}.act`)}
        </Button>
      )
    case 'left':
      return (
        <Button variant={variant} onClick={() => go('/data')}>
          {t('home.left.act')}
        </Button>
      )
    case 'doubtful':
      return (
        <Button variant={variant} onClick={() => go('/data/quality')}>
          {t('home.doubtful.act')}
        </Button>
      )
    case 'rejected':
      return (
        <Button variant={variant} onClick={() => go('/data/rejected')}>
          {t('home.do.rejected.act')}
        </Button>
      )
  }
}
