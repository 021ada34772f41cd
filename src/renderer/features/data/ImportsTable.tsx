import { Button, UnstyledButton } from '@mantine/core'
import { IconArrowBackUp, IconChevronRight } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import type { ImportGroup, UndoReport } from '../../../shared/model/source.ts'
import { useUndoKey } from '../../components/keyboard.ts'
import { format, t } from '../../i18n.ts'
import { ImportDetail } from './ImportDetail.tsx'
import classes from './ImportsTable.module.css'
import { rejectedPath } from './paths.ts'
import { UndoDialog } from './UndoDialog.tsx'
import { mergeWarnings } from './warnings.ts'

interface ImportsTableProps {
  imports: readonly ImportGroup[]
  onUndone: (report: UndoReport) => void
}

/** One row a drop, however many files it held; it opens to where every row went, and can be undone. */
export function ImportsTable({ imports, onUndone }: ImportsTableProps) {
  const [undoing, setUndoing] = useState<ImportGroup | null>(null)
  const [newest] = imports
  useUndoKey(undoing === null && newest !== undefined ? () => setUndoing(newest) : null)
  const [opened, setOpened] = useState<number | null>(imports.length === 1 ? (imports[0]?.id ?? null) : null)
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t('data.imports')}>
        <thead>
          <tr>
            <th scope="col">{t('data.table.what')}</th>
            <th scope="col">{t('data.table.when')}</th>
            <th scope="col" data-align="end">
              {t('data.table.read')}
            </th>
            <th scope="col" data-align="end">
              {t('data.table.stored')}
            </th>
            <th scope="col" data-align="end">
              {t('data.table.updated')}
            </th>
            <th scope="col" data-align="end">
              {t('data.table.known')}
            </th>
            <th scope="col" data-align="end">
              {t('data.table.rejected')}
            </th>
            <th scope="col" data-align="end">
              {t('data.table.noticed')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {imports.map((group) => {
            const open = opened === group.id
            const detail = `import-${group.id}`
            return (
              <Fragment key={group.id}>
                <tr>
                  <td>
                    <UnstyledButton
                      className={classes.toggle}
                      aria-expanded={open}
                      aria-controls={detail}
                      onClick={() => setOpened(open ? null : group.id)}
                    >
                      <IconChevronRight size={16} stroke={1.75} aria-hidden="true" data-open={open || undefined} />
                      <span className={classes.label}>{group.label}</span>
                      {(group.sources.length > 1 || group.sources[0]?.sheet) && (
                        <span className={classes.files}>
                          {group.sources.length > 1 ? t('data.files', group.sources.length) : group.sources[0]?.sheet}
                        </span>
                      )}
                    </UnstyledButton>
                  </td>
                  <td>{format.moment(group.importedAt)}</td>
                  <td data-align="end">{format.count(group.rows.read)}</td>
                  <td data-align="end">{format.count(group.rows.stored)}</td>
                  <td data-align="end">{format.count(group.rows.updated)}</td>
                  <td data-align="end">{format.count(group.rows.duplicate)}</td>
                  <td data-align="end">
                    {group.rows.rejected === 0 ? (
                      format.count(0)
                    ) : (
                      <a
                        className={classes.rejected}
                        href={`#${rejectedPath(group.id)}`}
                        aria-label={t('data.rejected.open', group.rows.rejected)}
                      >
                        {format.count(group.rows.rejected)}
                      </a>
                    )}
                  </td>
                  <td data-align="end">{format.count(mergeWarnings(group.warnings).length)}</td>
                  <td data-align="end">
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />}
                      aria-label={t('undo.buttonOf', group.label)}
                      onClick={() => setUndoing(group)}
                    >
                      {t('undo.button')}
                    </Button>
                  </td>
                </tr>
                {open && (
                  <tr id={detail}>
                    <td colSpan={9} className={classes.detail}>
                      <ImportDetail group={group} />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
      {undoing !== null && (
        <UndoDialog
          group={undoing}
          onClose={() => setUndoing(null)}
          onDone={(report) => {
            setUndoing(null)
            onUndone(report)
          }}
        />
      )}
    </div>
  )
}
