import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportPick } from '../../../shared/model/support-views.ts'
import { useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { RenameGroup } from '../../app/RenameGroup.tsx'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { traitRows, traitsOption, traitsTable } from '../../charts/traits.ts'
import { Notice } from '../../components/Notice.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { Slot } from '../../components/Slot.tsx'
import { format, t } from '../../i18n.ts'
import { AnswersTable } from './Answers.tsx'
import { memberFilter } from './filters.ts'
import { HideNames, useHiddenNames } from './names.tsx'
import { OverTime } from './OverTime.tsx'
import { Review, ReviewBadge } from './Review.tsx'
import { SaveMembers } from './SaveMembers.tsx'
import classes from './support.module.css'
import { Quotes } from './Themes.tsx'
import { TicketsPane } from './Tickets.tsx'
import { WithSupport } from './WithSupport.tsx'
import { answersOf, groupFinding, isBehaviour, type SupportRun, soonerBy } from './words.ts'

const rowHeight = 34

/** One group: what it needs, what to do about it and why, in whose hands, and what the reader makes of it. */
export function SupportGroupScreen({ id }: { id: number }) {
  return (
    <WithSupport title={t('supporting.title')}>
      {(result) => {
        const cluster = result.clusters.find((one) => one.id === id)
        return cluster ? (
          <Detail cluster={cluster} result={result} />
        ) : (
          <Screen title={t('supporting.title')} finding={t('supporting.detail.notFound')} action={<Back />} />
        )
      }}
    </WithSupport>
  )
}

function Detail({ cluster, result }: { cluster: SupportCluster; result: SupportRun }) {
  const { setAmong } = useFilters()
  const [reading, setReading] = useState(false)
  const { id, name, slot, size, categories, products, tickets } = cluster
  const { unit } = result
  const behaviour = isBehaviour(result)
  const pick: SupportPick = { by: 'cluster', cluster: id }
  const filter = memberFilter(pick, name, slot)
  const members = t('supporting.detail.members', t('supporting.units', unit, size))
  return (
    <Screen
      title={t('supporting.title')}
      finding={
        <span className={classes.heading}>
          <Slot slot={slot} size={16} /> {groupFinding(cluster, result)}{' '}
          <RenameGroup group={cluster} method="support.rename" words="supporting.rename" />
        </span>
      }
      {...((cluster.review || cluster.kept) && {
        note: (
          <>
            {cluster.review && <ReviewBadge review={cluster.review} />}
            {cluster.kept && <p className={classes.line}>{t('supporting.kept', { ...cluster.kept, given: cluster.given, unit })}</p>}
          </>
        )
      })}
      action={
        <div className={classes.actions}>
          <Back />
          <SaveMembers unit={unit} who={{ of: 'cluster', id, name }} />
          {unit === 'customers' ? (
            <Button component={Link} href="/customers" onClick={() => setAmong(filter)}>
              {members}
            </Button>
          ) : (
            <Button onClick={() => setReading(true)}>{members}</Button>
          )}
        </div>
      }
      aside={reading && <TicketsPane title={name} pick={pick} filter={filter} onClose={() => setReading(false)} />}
    >
      {result.stale && <Notice kind="stale">{t('supporting.stale', format.date(result.run.asOf))}</Notice>}
      <ToDo cluster={cluster} result={result} />
      <div className={classes.sides}>
        <Profile cluster={cluster} label={t(behaviour ? 'supporting.behaviour.profileLabel' : 'supporting.profile.label', name)} />
        <div className={classes.stacked}>
          <Shares title={t('supporting.detail.about')} of={categories} tickets={tickets} said={shareWords(result)} />
          <Shares
            title={t(behaviour ? 'supporting.behaviour.about' : 'supporting.detail.products')}
            of={products}
            tickets={tickets}
            said={shareWords(result)}
          />
        </div>
      </div>
      <Themes cluster={cluster} result={result} />
      <OverTime cluster={cluster} />
      <Answering cluster={cluster} result={result} />
      <Review cluster={cluster} />
    </Screen>
  )
}

function ToDo({ cluster, result }: { cluster: SupportCluster; result: SupportRun }) {
  const { id, play } = cluster
  const { hidden } = useHiddenNames()
  const complements = useMethod('support.complements', { cluster: id }).data ?? []
  return (
    <Section title={t('supporting.detail.todo')}>
      {play === null ? (
        <p className={classes.quiet}>{t('supporting.detail.nothing')}</p>
      ) : (
        <div>
          <p className={classes.play}>{t(`support.play.${play.play}`)}</p>
          <p className={classes.quiet}>
            {t('support.because', play.because)}
            {play.who !== null && !hidden && ` · ${t('supporting.detail.who', play.who, soonerBy(cluster, result.routing))}`}
          </p>
        </div>
      )}
      {complements.length > 0 && (
        <div>
          <p className={classes.play}>
            <Link href="/upsell/offers">{t('supporting.detail.complements')}</Link>
          </p>
          {complements.map(({ offer, product, customers }) => (
            <p key={`${offer} ${product}`} className={classes.quiet}>
              {t('supporting.detail.complement', offer, product, customers)}
            </p>
          ))}
        </div>
      )}
    </Section>
  )
}

function Profile({ cluster: { profile, slot }, label }: { cluster: SupportCluster; label: string }) {
  const tokens = useTokens()
  const option = useMemo(() => traitsOption(profile, slot, tokens), [profile, slot, tokens])
  return (
    <Panel>
      <ChartFigure
        title={t('supporting.profile.title')}
        label={label}
        option={option}
        table={traitsTable(profile)}
        height={traitRows(profile) * rowHeight + 30}
        caption={t('supporting.profile.caption')}
      />
    </Panel>
  )
}

const shareWords = (result: SupportRun) => (isBehaviour(result) ? 'supporting.behaviour.share' : 'supporting.detail.share')

interface SharesProps {
  title: string
  of: SupportCluster['categories']
  tickets: number
  said: ReturnType<typeof shareWords>
}

function Shares({ title, of, tickets, said }: SharesProps) {
  if (of.length === 0) return null
  return (
    <Section title={title}>
      <ul className={classes.shares}>
        {of.map(({ name, tickets: own }) => (
          <li key={name}>
            <span>{name}</span>
            <span className={classes.aside}>{t(said, own, format.percentAbout(own / Math.max(1, tickets)))}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The themes that its members write about most, in their words. */
function Themes({ cluster, result }: { cluster: SupportCluster; result: SupportRun }) {
  const own = cluster.themes.flatMap(({ theme, tickets, quotes }) => {
    const found = result.themes[theme]
    return found ? [{ ...found, own: tickets, quotes }] : []
  })
  if (own.length === 0) return null
  return (
    <Section title={t('supporting.detail.themes')}>
      <ul className={classes.themes}>
        {own.slice(0, 3).map((theme) => (
          <li key={theme.words.join(' ')}>
            <div className={classes.groupHead}>
              <span className={classes.strong}>{theme.words.join(', ')}</span>
              <span className={classes.aside}>
                {t(shareWords(result), theme.own, format.percentAbout(theme.own / Math.max(1, cluster.tickets)))}
              </span>
            </div>
            <Quotes quotes={theme.quotes.slice(0, 2)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Who answers best what its members write about. */
function Answering({ cluster, result }: { cluster: SupportCluster; result: SupportRun }) {
  const about = new Set(cluster.categories.map(({ name }) => name))
  const answers = answersOf(result).filter(({ category }) => about.has(category))
  if (answers.length === 0) return null
  return (
    <Section title={t('supporting.detail.answers')} action={<HideNames />}>
      <AnswersTable answers={answers} result={result} label={t('supporting.detail.answers')} />
    </Section>
  )
}

function Back() {
  return (
    <Button component={Link} href="/support" variant="default">
      {t('supporting.detail.back')}
    </Button>
  )
}
