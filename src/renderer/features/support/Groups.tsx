import { Button } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'wouter'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportPick } from '../../../shared/model/support-views.ts'
import { useFilters } from '../../app/filters.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { memberFilter } from './filters.ts'
import { type LiveGroup, sameGroup } from './live.ts'
import { ReviewBadge } from './Review.tsx'
import classes from './support.module.css'

interface GroupsProps {
  groups: readonly LiveGroup[]
  unit: 'customers' | 'tickets'
  run: number
  /** How many there are in all. */
  units: number
  onCloser: (branch: { from: number; to: number }) => void
  onTickets: (pick: SupportPick, title: string) => void
}

/** The groups at the cut, the largest first; those that are kept by their names, with what to do. */
export const Groups = memo(({ groups, ...of }: GroupsProps) => (
  <ol className={classes.groups} aria-label={t('supporting.groups.label')}>
    {groups.map((group) => (
      <Row key={`${group.from}-${group.to}`} group={group} {...of} />
    ))}
  </ol>
))

interface RowProps extends Omit<GroupsProps, 'groups'> {
  group: LiveGroup
}

/** One group. Where the cut parts another one, this one says what it said, and is not drawn again: while the cut is dragged that is most of them. */
const Row = memo(
  ({ group, unit, run, units, onCloser, onTickets }: RowProps) => {
    const { setAmong } = useFilters()
    const { name, slot, from, to, size, lines, stored } = group
    const said = t('supporting.units', unit, size)
    const pick: SupportPick = stored === null ? { by: 'branch', run, from, to } : { by: 'cluster', cluster: stored.id }
    return (
      <li>
        <div className={classes.groupHead}>
          <Slot slot={slot} />
          {stored === null ? (
            <span className={classes.groupName} data-name>
              {name}
            </span>
          ) : (
            <Link href={`/support/${stored.id}`} className={classes.groupName} data-name>
              {name}
            </Link>
          )}
          <span className={classes.aside}>{t('supporting.groups.size', said, format.percentAbout(size / units))}</span>
        </div>
        {lines.map((line) => (
          <p key={line} className={classes.quiet}>
            {line}
          </p>
        ))}
        {stored?.kept && <p className={classes.quiet}>{t('supporting.kept', { ...stored.kept, given: stored.given, unit })}</p>}
        {stored !== null && <ToDo cluster={stored} />}
        <div className={classes.groupActions}>
          {unit === 'customers' ? (
            <Button
              component={Link}
              href="/customers"
              variant="subtle"
              size="compact-xs"
              px={0}
              aria-label={t('supporting.groups.open', name, said)}
              onClick={() => setAmong(memberFilter(pick, name, slot))}
            >
              {t('supporting.groups.customers')}
            </Button>
          ) : (
            <Button variant="subtle" size="compact-xs" px={0} onClick={() => onTickets(pick, name)}>
              {t('supporting.groups.tickets')}
            </Button>
          )}
          {to - from > 2 && (
            <Button
              variant="subtle"
              size="compact-xs"
              px={0}
              aria-label={t('supporting.groups.closerLabel', name)}
              onClick={() => onCloser({ from, to })}
            >
              {t('supporting.groups.closer')}
            </Button>
          )}
          {stored?.review && <ReviewBadge review={stored.review} />}
        </div>
      </li>
    )
  },
  ({ group, ...before }, { group: next, ...now }) =>
    sameGroup(group, next) &&
    before.unit === now.unit &&
    before.run === now.run &&
    before.units === now.units &&
    before.onCloser === now.onCloser &&
    before.onTickets === now.onTickets
)

function ToDo({ cluster }: { cluster: SupportCluster }) {
  if (cluster.play === null) return null
  return (
    <p>
      <span className={classes.quiet}>{t('supporting.groups.todo')}</span> {t(`support.play.${cluster.play.play}`)}
    </p>
  )
}
