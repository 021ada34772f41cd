import { IconX } from '@tabler/icons-react'
import { useId } from 'react'
import type { PreviewGroup } from '../../../shared/model/import.ts'
import { IconButton } from '../../components/IconButton.tsx'
import { t } from '../../i18n.ts'
import classes from './GroupList.module.css'
import { groupName, standingOf } from './reviewWords.ts'

interface GroupListProps {
  groups: readonly PreviewGroup[]
  chosen: PreviewGroup
  /** Ids of those that would be left out by themselves. */
  taken: ReadonlySet<string>
  /** What was dropped; a folder's name is not repeated in each of its files. */
  label: string
  onChoose: (id: string) => void
  onLeaveOut: (group: PreviewGroup) => void
}

/** The tables of a drop, one a line, with what each is and how it stands; one of them is shown below in full. */
export function GroupList({ groups, chosen, taken, label, onChoose, onLeaveOut }: GroupListProps) {
  const name = useId()
  return (
    <fieldset className={classes.list}>
      <legend className={classes.legend}>{t('data.review.groups')}</legend>
      {groups.map((group) => {
        const { text, bad } = standingOf(group)
        return (
          <div key={group.id} className={classes.line} data-chosen={group.id === chosen.id || undefined}>
            <label className={classes.choice}>
              <input type="radio" name={name} checked={group.id === chosen.id} onChange={() => onChoose(group.id)} />
              <span className={classes.name}>{groupName(group.files, label)}</span>
              <span className={classes.kind}>{group.kind === null ? t('data.review.noKind') : t(`fields.kind.${group.kind}`)}</span>
              <span className={classes.rows}>{t('data.review.rowsOf', group.rows)}</span>
              <span className={classes.standing} data-bad={bad || undefined}>
                {text}
              </span>
            </label>
            {taken.has(group.id) || canLeaveOut(group, groups) ? (
              <IconButton icon={IconX} label={t('data.review.leaveOut', groupName(group.files, label))} onClick={() => onLeaveOut(group)} />
            ) : (
              <span />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** Files are left out whole, so not where another group holds a sheet of the same file. */
function canLeaveOut(group: PreviewGroup, groups: readonly PreviewGroup[]): boolean {
  const own = new Set(group.files.map(({ file }) => file))
  return !groups.some((other) => other !== group && other.files.some(({ file }) => own.has(file)))
}
