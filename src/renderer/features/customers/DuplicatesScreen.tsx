import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { useUndoKey } from '../../components/keyboard.ts'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Duplicates.module.css'
import { type Candidate, evidenceOf, nameAndCode } from './duplicateWords.ts'
import { Proposal } from './Proposal.tsx'

/** How many are shown at first, and with each "more". */
const step = 20

interface Done {
  text: string
  takeBack: (() => void) | null
}

/** Customers who share an e-mail address or a phone number: to be merged, or said to be different people; both can be taken back. */
export function DuplicatesScreen() {
  const [most, setMost] = useState(step)
  const [done, setDone] = useState<Done | null>(null)
  const proposals = useMethod('customers.duplicates', { limit: most }, { keepPrevious: true })
  const currency = useMethod('workspace.current', {}).data?.currency ?? ''
  const merge = useAction('customers.merge')
  const unmerge = useAction('customers.unmerge')
  const mergeAlike = useAction('customers.mergeAlike')
  const unmergeAll = useAction('customers.unmergeAll')
  const keepApart = useAction('customers.keepApart')
  const busy = [merge, unmerge, mergeAlike, unmergeAll, keepApart].some(({ isPending }) => isPending)
  useUndoKey(busy ? null : (done?.takeBack ?? null))
  const error = merge.error ?? unmerge.error ?? mergeAlike.error ?? unmergeAll.error ?? keepApart.error

  const part = (ids: readonly number[], who: string) => {
    void (async () => {
      for (const id of ids) await unmerge.mutateAsync({ id })
      setDone({ text: t('merging.parted', who), takeBack: null })
    })().catch(() => {})
  }
  const doMerge = (into: Candidate, others: readonly Candidate[]) =>
    merge.mutate(
      { into: into.id, others: others.map(({ id }) => id) },
      {
        onSuccess: () =>
          setDone({
            text: t('merging.merged', others.map(nameAndCode), nameAndCode(into)),
            takeBack: () =>
              part(
                others.map(({ id }) => id),
                others.map(nameAndCode).join(', ')
              )
          })
      }
    )
  /** All at once, and not only those that are shown; each is a merge of its own, which can be taken back by itself later on. */
  const doMergeAll = () =>
    mergeAlike.mutate(
      {},
      {
        onSuccess: ({ merged, into }) =>
          setDone({
            text: t('merging.allMerged', into, merged.length),
            takeBack: () =>
              unmergeAll.mutate(
                { ids: merged },
                { onSuccess: () => setDone({ text: t('merging.allParted', merged.length), takeBack: null }) }
              )
          })
      }
    )
  const doKeepApart = (people: readonly Candidate[]) => {
    const ids = people.map(({ id }) => id)
    keepApart.mutate(
      { ids, apart: true },
      {
        onSuccess: () =>
          setDone({
            text: t('merging.keptApart', people.map(nameAndCode)),
            takeBack: () => keepApart.mutate({ ids, apart: false }, { onSuccess: () => setDone(null) })
          })
      }
    )
  }

  if (proposals.error) {
    return (
      <Screen title={t('merging.title')} finding={t('merging.failed')}>
        <ErrorNotice error={proposals.error} />
      </Screen>
    )
  }
  if (!proposals.data) return null
  const { total, alike, rows } = proposals.data
  return (
    <Screen
      title={t('merging.title')}
      finding={t('merging.finding', total)}
      note={
        <>
          {t('merging.note')} <Link href="/customers">{t('merging.back')}</Link>
        </>
      }
    >
      {error !== null && <ErrorNotice error={error} />}
      {done !== null && <DoneNotice done={done} busy={busy} onDismiss={() => setDone(null)} />}
      {total > 0 && (
        <Section
          title={t('merging.list')}
          action={
            alike > 1 ? (
              <Button size="xs" variant="default" disabled={busy} loading={mergeAlike.isPending} onClick={doMergeAll}>
                {t('merging.all', alike)}
              </Button>
            ) : undefined
          }
        >
          <ul className={classes.proposals} aria-label={t('merging.list')}>
            {rows.map((group) => (
              <Proposal
                key={`${group.by} ${group.key} ${group.customers.map(({ id }) => id).join(' ')}`}
                evidence={evidenceOf(group)}
                customers={group.customers}
                currency={currency}
                busy={busy}
                onMerge={doMerge}
                onKeepApart={doKeepApart}
              />
            ))}
          </ul>
          {rows.length < total && <More left={total - rows.length} onClick={() => setMost(most + step)} />}
        </Section>
      )}
      <Merges busy={busy} onPart={(id, who) => part([id], who)} />
      <Apart busy={busy} onPropose={(ids) => keepApart.mutate({ ids, apart: false })} />
    </Screen>
  )
}

/** What was done last. What it was done to is gone from the list, so the focus comes here. */
function DoneNotice({ done: { text, takeBack }, busy, onDismiss }: { done: Done; busy: boolean; onDismiss: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another message.
  useEffect(() => box.current?.focus(), [text])
  return (
    <div ref={box} className={classes.notice} role="status" tabIndex={-1}>
      <p>{text}</p>
      {takeBack !== null && (
        <Button size="xs" variant="default" disabled={busy} onClick={takeBack}>
          {t('merging.takeBack')}
        </Button>
      )}
      <IconButton icon={IconX} label={t('merging.dismiss')} onClick={onDismiss} />
    </div>
  )
}

function Merges({ busy, onPart }: { busy: boolean; onPart: (id: number, who: string) => void }) {
  const [most, setMost] = useState(step)
  const { total = 0, rows = [] } = useMethod('customers.merges', { limit: most }, { keepPrevious: true }).data ?? {}
  if (total === 0) return null
  return (
    <Section title={t('merging.mergesTitle')}>
      <Lines label={t('merging.mergesTitle')}>
        {rows.map(({ into, mergedAt, ...who }) => (
          <li key={who.id}>
            <span className={classes.words}>
              {nameAndCode(who)} → <Link href={`/customers/${into.id}`}>{nameAndCode(into)}</Link>
            </span>
            <span className={classes.when}>{format.moment(mergedAt)}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={busy}
              aria-label={t('merging.partOf', nameAndCode(who), nameAndCode(into))}
              onClick={() => onPart(who.id, nameAndCode(who))}
            >
              {t('merging.part')}
            </Button>
          </li>
        ))}
      </Lines>
      {rows.length < total && <More left={total - rows.length} onClick={() => setMost(most + step)} />}
    </Section>
  )
}

function Apart({ busy, onPropose }: { busy: boolean; onPropose: (ids: number[]) => void }) {
  const [most, setMost] = useState(step)
  const { total = 0, rows = [] } = useMethod('customers.apart', { limit: most }, { keepPrevious: true }).data ?? {}
  if (total === 0) return null
  return (
    <Section title={t('merging.apartTitle')} note={t('merging.apartNote')}>
      <Lines label={t('merging.apartTitle')}>
        {rows.map(({ customers: [one, other] }) => (
          <li key={`${one.id} ${other.id}`}>
            <span className={classes.words}>{t('merging.apartLine', nameAndCode(one), nameAndCode(other))}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={busy}
              aria-label={t('merging.proposeOf', nameAndCode(one), nameAndCode(other))}
              onClick={() => onPropose([one.id, other.id])}
            >
              {t('merging.propose')}
            </Button>
          </li>
        ))}
      </Lines>
      {rows.length < total && <More left={total - rows.length} onClick={() => setMost(most + step)} />}
    </Section>
  )
}

function Lines({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.lines} aria-label={label}>
      {children}
    </ul>
  )
}

function More({ left, onClick }: { left: number; onClick: () => void }) {
  return (
    <Button className={classes.more ?? ''} size="xs" variant="default" onClick={onClick}>
      {t('merging.more', Math.min(step, left))}
    </Button>
  )
}
