import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { type AlertsOverview, type InboxAlert, type InboxChange, silenceKinds } from '../../../shared/model/alerts.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { breakEven, whom, whyOf } from '../../app/alertWords.ts'
import { useMethod } from '../../app/query.ts'
import { RhythmStrip } from '../../app/RhythmStrip.tsx'
import { Inspector } from '../../components/Inspector.tsx'
import { format, t } from '../../i18n.ts'
import classes from './alerts.module.css'

interface AlertInspectorProps {
  alert: InboxAlert
  kinds: AlertsOverview['kinds']
  currency: string
  onChange: (change: InboxChange) => void
  onClose: () => void
}

/** One alert in full: why, what is at stake, how sure, what to do, and the customer's own course. */
export function AlertInspector({ alert, kinds, currency, onChange, onClose }: AlertInspectorProps) {
  const { customerId } = alert
  const state = kinds.find(({ kind }) => kind === alert.kind)
  return (
    <Inspector
      title={whom(alert)}
      onClose={onClose}
      {...(customerId !== null && {
        action: (
          <Button component={Link} href={`/customers/${customerId}`} variant="default" fullWidth>
            {t('inbox.detail.customer')}
          </Button>
        )
      })}
    >
      <div className={classes.detail}>
        <p className={classes.detailKind}>{t(`alerts.kind.${alert.kind}`)}</p>
        <p className={classes.detailWhy}>{whyOf(alert, currency)}</p>
        {standing(alert) !== null && <p className={classes.standing}>{standing(alert)}</p>}
        {customerId !== null && <Course id={customerId} />}
        {alert.customer === null && typeof alert.evidence.subject === 'string' && (
          <p>
            <AmongLink
              filter={{
                among: { of: 'alert', alert: alert.id },
                subject: t('inbox.title'),
                value: t('inbox.detail.customersOf', alert.evidence.subject)
              }}
              label={`${t('inbox.detail.customers')}: ${alert.evidence.subject}`}
            >
              {t('inbox.detail.customers')}
            </AmongLink>
          </p>
        )}
        {alert.customer !== null && customerId === null && <p className={classes.quiet}>{t('inbox.detail.gone')}</p>}
        <dl className={classes.facts}>
          {factsOf(alert, currency).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.quiet}>
          {t('inbox.detail.true')}: {t(`alerts.cameTrue.${alert.kind}`)} {state && `${t('alerts.precision', state)}.`}
        </p>
        <Words key={alert.id} alert={alert} onChange={onChange} />
      </div>
    </Inspector>
  )
}

function Course({ id }: { id: number }) {
  const detail = useMethod('customers.get', { id }).data
  return <div className={classes.course}>{detail && detail.orders.length > 0 && <RhythmStrip detail={detail} height={112} />}</div>
}

/** What became of it, where that is more than its being open. */
function standing({ state, snoozedUntil, dismissal, closed }: InboxAlert): string | null {
  if (closed !== null) return t(`inbox.detail.closed.${closed.why}`, closed.asOf)
  if (state === 'snoozed' && snoozedUntil !== null) return t('inbox.detail.snoozedUntil', snoozedUntil)
  if (state === 'dismissed' && dismissal !== null) return t('inbox.detail.dismissedFor', dismissal)
  return state === 'new' || state === 'seen' ? null : t(`inbox.state.${state}`)
}

function factsOf(alert: InboxAlert, currency: string): [name: string, value: string][] {
  const share = breakEven(alert)
  return [
    [t('inbox.detail.do'), t('inbox.detail.doBy', t(`alerts.intervention.${alert.intervention}`), alert.weekday)],
    ...reachOf(alert),
    [t('inbox.detail.due'), format.date(alert.due)],
    [t('inbox.detail.stake'), stakeOf(alert, currency)],
    [t('inbox.detail.gain'), t('inbox.detail.gainOf', format.money(alert.worth, currency))],
    ...(share === null ? [] : [[t('inbox.detail.voucher'), t('inbox.detail.voucherOf', share)] as [string, string]]),
    ...(strangeness(alert) === null ? [] : [[t('inbox.detail.strange'), strangeness(alert) ?? ''] as [string, string]]),
    [t('inbox.detail.sure'), t('inbox.detail.sureOf', alert.confidence)],
    [t('inbox.detail.age'), t('inbox.detail.ageOf', alert.firstSeen, alert.looks)]
  ]
}

function stakeOf({ kind, value }: InboxAlert, currency: string): string {
  const money = format.money(value, currency)
  return silenceKinds.has(kind) ? t('inbox.detail.stakeOfSilence', money) : money
}

/** Through what and when, and what that rests on. */
function reachOf({ channel, weekday, evidence }: InboxAlert): [name: string, value: string][] {
  const of = (what: 'channel' | 'weekday') =>
    [String(evidence[`${what}From`] ?? ''), Number(evidence[`${what}Answered`] ?? 0), Number(evidence[`${what}Of`] ?? 0)] as const
  return [
    ...(channel === null ? [] : [[t('inbox.detail.channel'), t('inbox.detail.reach', channel, ...of('channel'))] as [string, string]]),
    ...(weekday === null ? [] : [[t('inbox.detail.weekday'), t('inbox.detail.weekdayOf', weekday, ...of('weekday'))] as [string, string]])
  ]
}

/** What made a strange order strange, the most first; nothing of other kinds. */
function strangeness({ evidence }: InboxAlert): string | null {
  const parts = Object.entries(evidence)
    .flatMap(([name, share]) => (name.startsWith('because_') && typeof share === 'number' && share >= 0.05 ? [{ name, share }] : []))
    .sort((a, b) => b.share - a.share)
  if (parts.length === 0) return null
  return parts
    .map(({ name, share }) => `${t('inbox.detectors.feature', name.slice('because_'.length))} ${format.percentAbout(share)}`)
    .join(', ')
}

/** Who sees to it, and what there is to remember: kept when the field is left. */
function Words({ alert, onChange }: Pick<AlertInspectorProps, 'alert' | 'onChange'>) {
  const [owner, setOwner] = useState(alert.owner ?? '')
  const [note, setNote] = useState(alert.note ?? '')
  return (
    <>
      <TextInput
        label={t('inbox.detail.owner')}
        size="xs"
        maxLength={100}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
        onBlur={() => owner.trim() !== (alert.owner ?? '') && onChange({ owner: owner.trim() || null })}
      />
      <Textarea
        label={t('inbox.detail.note')}
        size="xs"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={() => note.trim() !== (alert.note ?? '') && onChange({ note: note.trim() || null })}
      />
    </>
  )
}
