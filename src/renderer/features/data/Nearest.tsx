import { Button } from '@mantine/core'
import type { PreviewGroup } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import { nearestKinds } from './kindFields.ts'
import classes from './Nearest.module.css'

/** For a table that is none of the kinds: the nearest ones, what each would need, and the way to read it as one. */
export function Nearest({ group }: { group: PreviewGroup }) {
  const nearest = nearestKinds(group)
  if (nearest.length === 0) return null
  return (
    <ul className={classes.nearest} aria-label={t('data.kind.nearest')}>
      {nearest.map(({ kind, lacking }) => (
        <li key={kind} className={classes.one}>
          <h3 className={classes.name}>{t(`fields.kind.${kind}`)}</h3>
          <p className={classes.lacks}>{lacking.length === 0 ? t('data.kind.tooLittle') : t('data.kind.wouldNeed', lacking)}</p>
          <Button variant="default" onClick={() => importStore.change(group.id, { kind })}>
            {t('data.kind.readAs', t(`fields.kind.${kind}`))}
          </Button>
        </li>
      ))}
    </ul>
  )
}
