import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import type { Workspace } from '../../../shared/model/workspace.ts'
import { useAction } from '../../app/query.ts'
import panel from '../../components/Panel.module.css'
import { t } from '../../i18n.ts'
import classes from './Home.module.css'
import { type ToDo, toDos } from './homeWords.ts'

/** What to do now, each with the button that does it. */
export function Today({ summary, workspace }: { summary: HomeSummary; workspace: Workspace }) {
  const list = toDos(summary, workspace.counts, workspace.sample)
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
        <li key={item.id} className={classes.item}>
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
  const variant = first ? 'filled' : 'default'
  switch (item.id) {
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
    case 'rejected':
      return (
        <Button variant={variant} onClick={() => go('/data/rejected')}>
          {t('home.do.rejected.act')}
        </Button>
      )
  }
}
