import { Button, NativeSelect } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Field, Mapping, PreviewColumn, PreviewGroup } from '../../../shared/model/import.ts'
import { format, t } from '../../i18n.ts'
import { Cell } from './Cell.tsx'
import classes from './ColumnsTable.module.css'
import { importStore } from './importStore.ts'
import { type FieldChoice, fieldAbout, fieldChoices } from './kindFields.ts'
import { assign, isReady } from './mapping.ts'
import { warningText } from './warnings.ts'
import { certainty } from './words.ts'

const fixedWidth = 590
const recordWidth = 168
/** So many columns that are kept as they stand are not shown before somebody asks for them. */
const fewestFolded = 6

/**
 * One row a column of the file: on the left what it holds and how sure that is, on the right rows of the file, each cell
 * as it stands there and, where that differs, as Sextant reads it.
 */
export function ColumnsTable({ group, mapping }: { group: PreviewGroup; mapping: Mapping }) {
  const { ref, width } = useElementSize()
  const room = Math.max(1, Math.floor((width - fixedWidth) / recordWidth))
  const [start, setStart] = useState(0)
  const last = Math.max(0, group.sample.length - room)
  const from = Math.min(start, last)
  const [folded, setFolded] = useState(() => foldedAtFirst(group, mapping))
  const hidden = group.columns.filter(({ header }) => folded.has(header) && mapping.columns[header] === undefined)
  // While something is open no row is read as it will be, so none can be called wrong.
  const judged = isReady(group)
  const records = group.sample.slice(from, from + room).map((record) => (judged ? record : { ...record, problem: null, column: null }))
  return (
    <div className={classes.frame} ref={ref}>
      <table className={classes.table} aria-label={t('data.review.understood')}>
        <colgroup>
          <col style={{ width: 190 }} />
          <col style={{ width: 230 }} />
          <col style={{ width: 170 }} />
          {records.map((record) => (
            <col key={`${record.file} ${record.line}`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('data.column.name')}</th>
            <th scope="col">{t('data.column.holds')}</th>
            <th scope="col">{t('data.column.how')}</th>
            {records.map((record, i) => (
              <th
                key={`${record.file} ${record.line}`}
                scope="col"
                className={classes.record}
                data-problem={record.problem !== null || undefined}
              >
                <span className={classes.recordHead}>
                  <span title={record.file}>{t('data.column.line', format.count(record.line))}</span>
                  {i === records.length - 1 && group.sample.length > room && (
                    <span className={classes.pager}>
                      <button
                        type="button"
                        disabled={from === 0}
                        onClick={() => setStart(Math.max(0, from - room))}
                        aria-label={t('data.column.earlier')}
                      >
                        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
                      </button>
                      <button
                        type="button"
                        disabled={from >= last}
                        onClick={() => setStart(Math.min(last, from + room))}
                        aria-label={t('data.column.later')}
                      >
                        <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
                      </button>
                    </span>
                  )}
                </span>
                {record.problem !== null && (
                  <span className={classes.problem} title={record.problem}>
                    {record.problem}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.columns.map((column, index) =>
            hidden.includes(column) ? null : (
              <tr key={column.header}>
                <th scope="row" className={classes.name}>
                  <span className={classes.header} title={column.header}>
                    {column.header}
                  </span>
                  <span className={classes.facts}>{facts(column)}</span>
                </th>
                <td>
                  <FieldSelect
                    column={column}
                    mapping={mapping}
                    onChange={(field) => importStore.change(group.id, assign(mapping, column.header, field))}
                  />
                </td>
                <td>
                  <Certainty column={column} />
                </td>
                {records.map((record) => (
                  <td key={`${record.file} ${record.line}`} className={classes.cell}>
                    <Cell raw={record.raw[index]} parsed={record.parsed[index]} type={column.type} bad={record.column === column.header} />
                  </td>
                ))}
              </tr>
            )
          )}
        </tbody>
      </table>
      {hidden.length > 0 && (
        <div className={classes.more}>
          <Button size="compact-sm" variant="subtle" onClick={() => setFolded(new Set())}>
            {t('data.column.more', hidden.length)}
          </Button>
          <span title={hidden.map(({ header }) => header).join(', ')}>{hidden.map(({ header }) => header).join(', ')}</span>
        </div>
      )}
    </div>
  )
}

/** The columns that nobody needs to look at: kept as they stand, with nothing to tell. None where they are few. */
function foldedAtFirst({ columns, sample, questions }: PreviewGroup, mapping: Mapping): ReadonlySet<string> {
  const asked = new Set([...questions.map(({ column }) => column), ...sample.map(({ column }) => column)])
  const plain = columns.filter(({ header, notes }) => mapping.columns[header] === undefined && notes.length === 0 && !asked.has(header))
  return new Set(plain.length < fewestFolded || plain.length === columns.length ? [] : plain.map(({ header }) => header))
}

function facts({ type, missing }: PreviewColumn): string {
  return missing > 0 && type !== 'empty' ? `${t(`data.type.${type}`)} · ${t('data.column.blank', missing)}` : t(`data.type.${type}`)
}

function Certainty({ column }: { column: PreviewColumn }) {
  const { level, title, why } = certainty(column)
  return (
    <div className={classes.sure} data-level={level}>
      {title}
      {why !== null && <span className={classes.note}>{why}</span>}
      {column.notes.map((note) => (
        <span key={note.code} className={classes.note}>
          {warningText(note)}
        </span>
      ))}
    </div>
  )
}

interface FieldSelectProps {
  column: PreviewColumn
  mapping: Mapping
  onChange: (field: Field | null) => void
}

function FieldSelect({ column, mapping, onChange }: FieldSelectProps) {
  const { kind, columns } = mapping
  const { needed, optional } = fieldChoices(kind)
  const held = columns[column.header]
  const about = held === undefined ? '' : fieldAbout(kind, held)
  return (
    <NativeSelect
      aria-label={t('data.column.holdsOf', column.header)}
      description={about}
      descriptionProps={{ title: about }}
      inputWrapperOrder={['input', 'description']}
      classNames={{ description: classes.about }}
      value={held ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : (event.currentTarget.value as Field))}
    >
      <option value="">{t('data.field.none')}</option>
      <Options label={t('data.field.needed')} choices={needed} />
      <Options label={t('data.field.optional')} choices={optional} />
    </NativeSelect>
  )
}

function Options({ label, choices }: { label: string; choices: readonly FieldChoice[] }) {
  return (
    <optgroup label={label}>
      {choices.map(({ field, name, about }) => (
        <option key={field} value={field} title={about}>
          {name}
        </option>
      ))}
    </optgroup>
  )
}
