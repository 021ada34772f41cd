import { stageNameIn } from '../../../shared/journey.ts'
import type { JourneyScope, JourneyView } from '../../../shared/model/journey.ts'
import { useReading } from '../../components/reading.tsx'
import { format, t } from '../../i18n.ts'
import classes from './journey.module.css'
import { PickLink } from './PickLink.tsx'
import { hurts, painName, shareRange } from './words.ts'

const shown = 10

/** What customers met within their window, and whether those go on less who did. */
export function PainTable({ view, scope }: { view: JourneyView; scope: JourneyScope }) {
  const { evidence } = useReading()
  const points = [...view.painPoints].sort((a, b) => Number(hurts(b)) - Number(hurts(a)) || b.customers - a.customers).slice(0, shown)
  if (points.length === 0)
    return <p className={classes.none}>{t(view.looked.painPoints === 0 ? 'journey.pains.unknown' : 'journey.pains.none')}</p>
  const c = 'journey.pains.columns' as const
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={t('journey.pains.title')}>
        <thead>
          <tr>
            <th scope="col">{t(`${c}.what`)}</th>
            <th scope="col">{t(`${c}.stage`)}</th>
            <th scope="col" data-align="end">
              {t(`${c}.customers`)}
            </th>
            <th scope="col" data-align="end">
              {t(`${c}.withIt`)}
            </th>
            <th scope="col" data-align="end">
              {t(`${c}.withoutIt`)}
            </th>
            <th scope="col">{t(`${c}.told`)}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={`${point.stage} ${point.code}`}>
              <td>{painName(point)}</td>
              <td>{stageNameIn(view.stages, point.stage)}</td>
              <td data-align="end">
                <PickLink
                  pick={{ kind: 'pain', stage: point.stage, code: point.code, group: 'met' }}
                  scope={scope}
                  chip={t('journey.filter.pain', stageNameIn(view.stages, point.stage), painName(point))}
                  label={t('journey.pains.see', painName(point), format.count(point.customers))}
                >
                  {format.count(point.customers)}
                </PickLink>
              </td>
              <td data-align="end">
                {format.percentAbout(point.withIt.share)} <span className={classes.quiet}>({shareRange(point.withIt)})</span>
              </td>
              <td data-align="end">{format.percentAbout(point.withoutIt.share)}</td>
              <td className={hurts(point) ? classes.bad : classes.quiet}>
                {t(hurts(point) ? 'journey.pains.hurts' : 'journey.pains.fine')}
                {evidence && <span className={classes.quiet}> {t('journey.evidence.q', point.q.toPrecision(2))}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
