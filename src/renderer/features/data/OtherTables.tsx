import { NativeSelect } from '@mantine/core'
import type { Preview } from '../../../shared/model/import.ts'
import { type SourceKind, sourceKinds } from '../../../shared/model/kinds.ts'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import classes from './OtherTables.module.css'
import { groupName } from './reviewWords.ts'

interface OtherTablesProps {
  others: NonNullable<Preview['others']>
  /** What was dropped; a folder's name is not repeated in each of its files. */
  label: string
  busy: boolean
  onChoose: (id: string, kind: SourceKind) => void
}

/** Tables that were left out because nothing says what they are: who knows it says so, and maps them as any other. */
export function OtherTables({ others, label, busy, onChoose }: OtherTablesProps) {
  if (others.length === 0) return null
  return (
    <Section title={t('data.review.others')}>
      <ul className={classes.list}>
        {others.map((other) => {
          const name = groupName([other], label)
          return (
            <li key={`${other.file} ${other.sheet}`} className={classes.line}>
              <span className={classes.name} title={name}>
                {name}
              </span>
              <span className={classes.rows}>{t('data.review.rowsOf', other.rows)}</span>
              <NativeSelect
                size="xs"
                aria-label={t('data.review.otherKind', name)}
                value=""
                disabled={busy}
                onChange={(event) => onChoose(other.id, event.currentTarget.value as SourceKind)}
              >
                <option value="" disabled>
                  {t('data.kind.choose')}
                </option>
                {sourceKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`fields.kind.${kind}`)}
                  </option>
                ))}
              </NativeSelect>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
