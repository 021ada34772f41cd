import { Button, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { Link } from 'wouter'
import type { FieldCover, QualityCheck, QualityFinding, QualityReport, QualityRow } from '../../../shared/model/quality.ts'
import { api } from '../../api.ts'
import { jobPhase, shareDone } from '../../app/jobWords.ts'
import { useJobs, useMethod } from '../../app/query.ts'
import { saveAs } from '../../charts/download.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { rowsOf } from '../../components/rows.ts'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, message, t } from '../../i18n.ts'
import classes from './Quality.module.css'

/** What is odd or missing in the data, what that costs which analysis, and the rows themselves. */
export function QualityScreen({ importId }: { importId?: number }) {
  const which = importId === undefined ? {} : { importId }
  const report = useMethod('quality.report', which)
  const imports = useMethod('sources.list', {}).data
  const job = useJobs().findLast((one) => one.kind === 'quality' && one.state === 'running')
  const label = imports?.find((group) => group.id === importId)?.label
  const note = (
    <>
      {label === undefined ? t('quality.all') : t('quality.ofImport', label)} <Link href="/data">{t('quality.back')}</Link>
    </>
  )
  if (report.error) {
    return (
      <Screen title={t('quality.title')} finding={t('quality.title')} note={note}>
        <ErrorNotice error={report.error} action={<Button onClick={() => report.refetch()}>{t('quality.again')}</Button>} />
      </Screen>
    )
  }
  if (!report.data) {
    const share = job ? shareDone(job) : null
    return (
      <Screen title={t('quality.title')} finding={t('quality.looking')} note={note}>
        <p role="status" className={classes.quiet}>
          {job ? jobPhase(job) : ''} {share === null ? '' : format.percentAbout(share)}
        </p>
      </Screen>
    )
  }
  const { findings, passed, fields } = report.data
  const empty = findings.length === 0 && fields.length === 0
  return (
    <Screen title={t('quality.title')} finding={empty ? t('quality.nothing') : t('quality.finding', findings.length, passed)} note={note}>
      {findings.length > 0 && (
        <Section title={t('quality.problems')}>
          <Findings findings={findings} importId={importId} />
        </Section>
      )}
      <Covers fields={fields} />
    </Screen>
  )
}

function Findings({ findings, importId }: { findings: QualityReport['findings']; importId: number | undefined }) {
  const [opened, setOpened] = useState<QualityCheck | null>(null)
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t('quality.problems')}>
        <thead>
          <tr>
            <th scope="col">{t('quality.what')}</th>
            <th scope="col">{t('quality.costs')}</th>
            <th scope="col" data-align="end">
              {t('quality.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => {
            const { check, count, of } = finding
            const what = message(`quality.check.${check}`, count) ?? check
            const open = opened === check
            return (
              <Fragment key={check}>
                <tr>
                  <td>
                    <UnstyledButton
                      className={classes.toggle}
                      aria-expanded={open}
                      aria-label={t(open ? 'quality.hide' : 'quality.show', what)}
                      onClick={() => setOpened(open ? null : check)}
                    >
                      <IconChevronRight size={16} stroke={1.75} aria-hidden="true" data-open={open || undefined} />
                      <span>{what}</span>
                    </UnstyledButton>
                  </td>
                  <td className={classes.cost}>{message(`quality.cost.${check}`)}</td>
                  <td data-align="end">{format.percentAbout(count / of)}</td>
                </tr>
                {open && (
                  <tr>
                    <td colSpan={3} className={classes.detail}>
                      <Rows finding={finding} importId={importId} />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Rows({ finding, importId }: { finding: QualityFinding; importId: number | undefined }) {
  const { check, kind, count, rows } = finding
  const download = useMutation({
    mutationFn: () => api.call('quality.rowsCsv', { check, ...(importId === undefined ? {} : { importId }) }),
    networkMode: 'always'
  })
  const save = () =>
    download.mutate(undefined, {
      onSuccess: ({ csv }) => {
        const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
        saveAs(t('quality.fileName', check), address)
        URL.revokeObjectURL(address)
      }
    })
  const columns: readonly Column<QualityRow>[] = [
    { id: 'subject', header: t(`quality.subject.${kind}`), width: 240, cell: (row) => <span title={row.subject}>{row.subject}</span> },
    { id: 'found', header: t('quality.found'), cell: (row) => <span title={row.found}>{row.found}</span> }
  ]
  return (
    <div className={classes.rows}>
      <div className={classes.rowsHead}>
        <span>{rows.length < count ? t('quality.firstOf', rows.length, count) : ''}</span>
        <Button size="xs" variant="default" onClick={save} loading={download.isPending}>
          {t('quality.save')}
        </Button>
      </div>
      {download.error !== null && <ErrorNotice error={download.error} />}
      <div className={classes.list} style={{ height: Math.min(280, 38 + rows.length * 34) }}>
        <DataTable
          label={message(`quality.check.${check}`, count) ?? check}
          columns={columns}
          rows={rowsOf(rows)}
          rowKey={(row) => rows.indexOf(row)}
        />
      </div>
    </div>
  )
}

/** Bars from empty to full, a block a kind. Fields that no row fills are not worth a line. */
function Covers({ fields }: { fields: readonly FieldCover[] }) {
  const known = fields.filter(({ filled }) => filled > 0)
  const kinds = [...new Set(known.map(({ kind }) => kind))]
  if (known.length === 0) return null
  return (
    <Section title={t('quality.covers')} note={t('quality.coversNote')}>
      <div className={classes.kinds}>
        {kinds.map((kind) => (
          <table key={kind} className={classes.covers}>
            <caption>{t(`fields.kind.${kind}`)}</caption>
            <tbody>
              {known
                .filter((cover) => cover.kind === kind)
                .map(({ field, filled, of }) => (
                  <tr key={field}>
                    <th scope="row" className={classes.field}>
                      {message(`fields.of.${kind}.${field}.name`) ?? field}
                    </th>
                    <td className={classes.bar} aria-hidden="true">
                      <div style={{ width: `${(filled / of) * 100}%` }} />
                    </td>
                    <td className={classes.share} data-figures>
                      {format.percentAbout(filled / of)}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </Section>
  )
}
