import { NativeSelect } from '@mantine/core'
import type { PreviewGroup } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'

/** As the importer calls them, by how often spreadsheet programs write them. */
const encodings = [
  'utf-8',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'shift_jis',
  'euc-jp',
  'gbk',
  'big5',
  'euc-kr'
]

/** In which encoding a text file is read, where nothing in the file says it or somebody chose one. */
export function EncodingChoice({ group, busy }: { group: PreviewGroup; busy: boolean }) {
  const { encoding: chosen } = group.mapping
  const guessed = group.warnings.some(({ code }) => code === 'import.encodingGuessed')
  if (!guessed && chosen === undefined) return null
  const known = chosen === undefined || encodings.includes(chosen) ? encodings : [chosen, ...encodings]
  return (
    <NativeSelect
      aria-label={t('data.encoding.label')}
      value={chosen ?? ''}
      disabled={busy}
      // Headers may change with it, so nothing that was said of columns stands.
      onChange={(event) => importStore.change(group.id, event.currentTarget.value === '' ? {} : { encoding: event.currentTarget.value })}
    >
      <option value="">{guessed ? t('data.encoding.guessed', group.encoding) : t('data.encoding.auto')}</option>
      {known.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </NativeSelect>
  )
}
