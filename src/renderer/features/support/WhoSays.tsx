import { Link } from 'wouter'
import type { SupportPains } from '../../../shared/model/support-views.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useReading } from '../../components/reading.tsx'
import { Section } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { themeFilter } from './filters.ts'
import classes from './support.module.css'
import type { SupportRun } from './words.ts'

/** Which segment writes about which theme more than the others, and where in the journey. */
export function WhoSays({ result }: { result: SupportRun }) {
  const { data: pains, error } = useMethod('support.pains', {})
  if (error) return <ErrorNotice error={error} />
  if (pains === undefined) return null
  const over = (pains?.cells ?? []).filter((cell) => cell.over)
  return (
    <Section title={t('supporting.says.title')} note={over.length > 0 ? t('supporting.says.note') : undefined}>
      {pains === null ? (
        <p className={classes.quiet}>
          {t('supporting.says.none')} <Link href="/segments">{t('supporting.says.find')}</Link>
        </p>
      ) : over.length === 0 ? (
        <p className={classes.quiet}>{t('supporting.says.nothing')}</p>
      ) : (
        <Standouts cells={over} pains={pains} result={result} />
      )}
    </Section>
  )
}

type Cell = SupportPains['cells'][number]

function Standouts({ cells, pains, result }: { cells: readonly Cell[]; pains: SupportPains; result: SupportRun }) {
  const { evidence } = useReading()
  const columns = ['customers', 'share', 'others', 'times'] as const
  return (
    <table className={classes.plain} aria-label={t('supporting.says.title')}>
      <thead>
        <tr>
          <th scope="col">{t('supporting.says.group')}</th>
          <th scope="col">{t('supporting.says.theme')}</th>
          <th scope="col">{t('supporting.says.stage')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" data-align="end">
              {t(`supporting.says.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map(({ segment, theme, stage, customers, share, otherShare, byCustomer }) => {
          const group = pains.segments.find(({ id }) => id === segment)
          const words = result.themes[theme]?.words.slice(0, 3).join(', ')
          if (group === undefined || words === undefined) return null
          const pick = { by: 'theme', run: result.run.id, theme, within: { segment, stage } } as const
          return (
            <tr key={`${segment} ${theme} ${stage}`}>
              <th scope="row">
                <span className={classes.named}>
                  <Slot slot={group.slot} /> <Link href={`/segments/${segment}`}>{group.name}</Link>
                </span>
              </th>
              <td className={classes.strong}>{words}</td>
              <td>{pains.stageNames[stage] ?? t(`explaining.stage.${stage}`)}</td>
              <td data-align="end">
                <AmongLink
                  filter={themeFilter(pick, `${words} · ${group.name}`)}
                  label={t('supporting.says.open', format.count(customers), group.name)}
                >
                  {format.count(customers)}
                </AmongLink>
              </td>
              <td data-align="end">{format.percentAbout(share)}</td>
              <td data-align="end">{format.percentAbout(otherShare)}</td>
              <td data-align="end">
                {format.times(byCustomer?.ratio)}
                {evidence && byCustomer && <span className={classes.under}>{format.range(byCustomer.low, byCustomer.high)}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
