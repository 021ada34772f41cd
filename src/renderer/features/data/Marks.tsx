import { Checkbox } from '@mantine/core'
import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import classes from './Marks.module.css'
import { markAs, marksOf } from './mapping.ts'

/** Texts by which the file seems to say "unknown": each can be taken for what stands there instead. */
export function Marks({ group, mapping }: { group: PreviewGroup; mapping: Mapping }) {
  const marks = marksOf(group, mapping)
  if (marks.length === 0) return null
  return (
    <Section title={t('data.marks.title')} note={t('data.marks.note')}>
      <fieldset className={classes.marks}>
        <legend className={classes.legend}>{t('data.marks.title')}</legend>
        {marks.map(({ text, count, columns, counts }) => (
          <Checkbox
            key={text}
            checked={counts}
            label={t('data.marks.mark', text, count)}
            description={t('data.marks.columns', columns)}
            onChange={(event) => importStore.change(group.id, markAs(mapping, text, event.currentTarget.checked))}
          />
        ))}
      </fieldset>
    </Section>
  )
}
