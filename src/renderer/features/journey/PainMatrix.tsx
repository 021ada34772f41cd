import { stageName } from '../../../shared/journey.ts'
import type { JourneyScope, JourneyView, PainCell } from '../../../shared/model/journey.ts'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import classes from './journey.module.css'
import { PickLink } from './PickLink.tsx'
import { painName, painOf, painTold } from './words.ts'

/** Pixels of the dot of everybody. */
const largest = 26

/** Where each segment is hurt: a row a segment, a column a stage; a dot is as large as the share who met something painful there. */
export function PainMatrix({ view, scope }: { view: JourneyView; scope: JourneyScope }) {
  const { segments, cells } = view.painMatrix
  if (cells.length === 0) return null
  const stages = view.stages.filter(({ stage }) => cells.some((cell) => cell.stage === stage.id))
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={t('journey.matrix.title')}>
        <thead>
          <tr>
            <th scope="col">{t('journey.scope.segment')}</th>
            {stages.map(({ stage }) => (
              <th key={stage.id} scope="col">
                {stageName(stage)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {segments.map(({ id, name, slot }) => (
            <tr key={id}>
              <th scope="row">
                <span className={classes.segment}>
                  <Slot slot={slot} /> {name}
                </span>
              </th>
              {stages.map(({ stage }) => {
                const cell = cells.find((one) => one.stage === stage.id && one.segment === id)
                return (
                  <td key={stage.id}>
                    {cell === undefined ? '–' : <Cell cell={cell} segment={name} stage={stageName(stage)} scope={scope} />}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, segment, stage, scope }: { cell: PainCell; segment: string; stage: string; scope: JourneyScope }) {
  const told = painTold(cell)
  return (
    <div className={classes.painCell}>
      <span className={classes.dotRoom} aria-hidden="true">
        {cell.inside !== null && (
          <span className={classes.dot} data-told={told} style={{ width: largest * Math.sqrt(cell.inside.share), aspectRatio: 1 }} />
        )}
      </span>
      <span>
        <PickLink
          pick={{ kind: 'pain', stage: cell.stage, code: null, group: 'met' }}
          scope={{ ...scope, segment: cell.segment }}
          chip={t('journey.matrix.chip', segment, stage)}
          label={t('journey.matrix.see', segment, stage, format.count(cell.customers))}
          empty={cell.customers === 0}
        >
          {format.count(cell.customers)}
        </PickLink>{' '}
        {painOf(cell)}
        {told !== 'usual' && cell.outside !== null && (
          <span className={classes.quiet}> {t(`journey.matrix.${told}`, format.percentAbout(cell.outside.share))}</span>
        )}
        {cell.most !== null && <span className={classes.quiet}>{t('journey.matrix.most', painName(cell.most))}</span>}
      </span>
    </div>
  )
}
