import { Link } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { MembersLink } from '../../app/MembersLink.tsx'
import { differenceLine } from '../../app/segmentWords.ts'
import { Panel } from '../../components/Panel.tsx'
import { ShareBar } from '../../components/ShareBar.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Home.module.css'

const shown = 4

interface GroupsProps {
  segments: NonNullable<HomeSummary['segments']>
  currency: string
}

/** The segments at a glance: how many are in each, how much of the revenue they bring, and what makes them different. */
export function Groups({ segments: { groups, features }, currency }: GroupsProps) {
  const rest = groups.length - shown
  return (
    <Panel>
      <div className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{t('home.segments')}</h2>
        <Link href="/segments">{t('home.allSegments')}</Link>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('segments.table.name')}</th>
            <th scope="col" data-align="end">
              {t('segments.table.customers')}
            </th>
            <th scope="col" className={classes.bars}>
              {t('segments.table.revenueShare')}
            </th>
          </tr>
        </thead>
        {groups.slice(0, shown).map((group) => (
          <tbody key={group.id}>
            <tr>
              <th scope="row">
                <span className={classes.groupName}>
                  <Slot slot={group.slot} />
                  <Link href={`/segments/${group.id}`} className={classes.rowLink}>
                    {group.name}
                  </Link>
                </span>
              </th>
              <td data-align="end">
                <MembersLink segment={group}>{format.count(group.size)}</MembersLink>
              </td>
              <td>
                <ShareBar share={group.revenueShare} />
              </td>
            </tr>
            <tr>
              <td colSpan={3} className={classes.different}>
                {differenceLine(group, { features, currency })}
              </td>
            </tr>
          </tbody>
        ))}
      </table>
      {rest > 0 && <p className={classes.rest}>{t('home.moreGroups', rest)}</p>}
    </Panel>
  )
}
