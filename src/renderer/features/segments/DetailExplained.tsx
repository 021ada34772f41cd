import { Link } from 'wouter'
import type { Explanation, SegmentExplanation } from '../../../shared/model/explanation.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { Evidence } from '../../components/reading.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { Channels } from './Channels.tsx'
import { StandingLink } from './CompareScreen.tsx'
import classes from './explaining.module.css'
import { adviceFor, circularPains, listed, painCure, painKey, painLabel, ruleLines, seasonLine } from './explainWords.ts'
import { PainLink } from './PainsScreen.tsx'
import { People } from './People.tsx'
import { SeasonFigure } from './Seasons.tsx'

interface DetailProps {
  segment: Segment
  result: SegmentsResult
  explanation: Explanation
  explained: SegmentExplanation
}

/** What to do for this group, first thing on its page. */
export function Strategies({ explained, result }: Pick<DetailProps, 'explained' | 'result'>) {
  return (
    <Section title={t('explaining.detail.strategies')}>
      <ol className={classes.advice}>
        {adviceFor(explained.strategies, result.currency).map(({ id, title, why, first }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p>{why}</p>
            <p className={classes.quiet}>{first}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** All that is known of a group besides its profile. */
export function DetailExplained({ segment, result, explanation, explained }: DetailProps) {
  const { currency } = result
  const { rule, typical, champions, risk, channels, season } = explained
  return (
    <>
      <Pains segment={segment} explanation={explanation} />
      <div className={classes.halves}>
        <Section
          title={t('explaining.detail.champions')}
          note={champions.count > 0 ? <StandingLink segment={segment} of="champions" count={champions.count} /> : undefined}
        >
          {champions.count === 0 ? (
            <p className={classes.note}>{t('explaining.detail.noChampions')}</p>
          ) : (
            <>
              <p className={classes.note}>{t(`explaining.detail.championsNote.${knownOf(explanation)}`)}</p>
              <People people={champions.people} currency={currency} label={t('explaining.detail.champions')} />
            </>
          )}
        </Section>
        <Section
          title={t('explaining.detail.risk')}
          note={risk.count > 0 ? <StandingLink segment={segment} of="risk" count={risk.count} /> : undefined}
        >
          {risk.count === 0 ? (
            <p className={classes.note}>{t('explaining.detail.noRisk')}</p>
          ) : (
            <>
              <p className={classes.note}>{t('explaining.detail.riskNote', format.moneyAbout(risk.net, currency))}</p>
              <People people={risk.people} currency={currency} label={t('explaining.detail.risk')} />
            </>
          )}
        </Section>
      </div>
      <Section title={t('explaining.detail.channels')}>
        <Channels channels={channels} segment={segment} currency={currency} />
      </Section>
      <div className={classes.halves}>
        <Section title={t('explaining.detail.rule')}>
          {rule.conditions.length === 0 ? (
            <p className={classes.note}>{t('explaining.detail.ruleNone')}</p>
          ) : (
            <>
              <ul className={classes.list}>
                {ruleLines(rule, currency).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              <p className={classes.quiet}>
                {t('explaining.detail.ruleHow', format.count(100 * rule.precision), format.count(100 * rule.recall))}
              </p>
            </>
          )}
          <Evidence>
            <p className={classes.quiet}>
              {t('explaining.evidence.rule')}:{' '}
              {t(
                'explaining.evidence.ruleValue',
                format.percent(rule.fidelity, 1),
                format.percent(rule.precision, 1),
                format.percent(rule.recall, 1)
              )}
            </p>
          </Evidence>
        </Section>
        <Section title={t('explaining.detail.typical')} note={t('explaining.detail.typicalNote')}>
          <People people={typical} currency={currency} label={t('explaining.detail.typical')} />
        </Section>
      </div>
      <Section title={t('explaining.detail.season')} note={seasonLine(season)}>
        {season.months.some(({ index }) => index !== null) ? (
          <div className={classes.multiples}>
            <SeasonFigure season={season} segment={segment} />
          </div>
        ) : (
          <p className={classes.note}>{t('explaining.movement.season.missing')}</p>
        )}
      </Section>
    </>
  )
}

function Pains({ segment, explanation }: { segment: Segment; explanation: Explanation }) {
  const cells = explanation.pains.cells.filter((cell) => cell.segment === segment.id)
  const over = cells.filter((cell) => cell.over)
  const circular = circularPains({ cells })
  return (
    <Section title={t('explaining.detail.pains')} action={<Link href="/segments/pains">{t('explaining.detail.allPains')}</Link>}>
      {over.length === 0 ? (
        <p className={classes.note}>
          {circular.length === 0 ? t('explaining.detail.noPains') : t('explaining.detail.onlyMadeOf', listed(circular))}
        </p>
      ) : (
        <table className={classes.plain} aria-label={t('explaining.detail.pains')}>
          <tbody>
            {over.map((cell) => (
              <tr key={painKey(cell)}>
                <td>{painLabel(cell)}</td>
                <td data-align="end">
                  <PainLink cell={cell} segment={segment} />
                </td>
                <td data-align="end">{format.times(cell.byCustomer?.ratio)}</td>
                <td className={classes.cure}>{painCure(cell)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function knownOf({ knows }: Explanation): 'both' | 'satisfaction' | 'referrals' | 'neither' {
  if (knows.satisfaction && knows.referrals) return 'both'
  if (knows.satisfaction) return 'satisfaction'
  return knows.referrals ? 'referrals' : 'neither'
}
