import { Select } from '@mantine/core'
import { type AlertKind, type AlertsOverview, alertKinds } from '../../../shared/model/alerts.ts'
import { format, t } from '../../i18n.ts'
import classes from './alerts.module.css'

interface KindListProps {
  /** How many of each are in the view. */
  counts: Partial<Record<AlertKind, number>>
  kinds: AlertsOverview['kinds']
  /** Kinds that stand further down, as some of theirs were dismissed. */
  lower: readonly string[]
  chosen: AlertKind | null
  onChoose: (kind: AlertKind | null) => void
}

/** The kinds with how many there are and how often former ones came true; one narrows the list to it. */
export function KindList({ counts, kinds, lower, chosen, onChoose }: KindListProps) {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return (
    <nav className={classes.kinds} aria-label={t('inbox.kinds.label')}>
      <button type="button" className={classes.kind} aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        <span className={classes.kindName}>{t('inbox.kinds.all')}</span>
        <span className={classes.kindCount}>{format.count(all)}</span>
      </button>
      {alertKinds.map((kind) => {
        const state = kinds.find((one) => one.kind === kind)
        const n = counts[kind] ?? 0
        return (
          <button
            key={kind}
            type="button"
            className={classes.kind}
            data-off={(state?.on === false && n === 0) || undefined}
            aria-pressed={chosen === kind}
            title={`${t('inbox.detail.true')}: ${t(`alerts.cameTrue.${kind}`)}`}
            onClick={() => onChoose(chosen === kind ? null : kind)}
          >
            <span className={classes.kindName}>{t(`alerts.kind.${kind}`)}</span>
            <span className={classes.kindCount}>{format.count(n)}</span>
            <span className={classes.kindSure}>
              {lower.includes(kind) && `${t('inbox.kinds.lower')} · `}
              {state?.on === true && state.precision !== null
                ? t('inbox.kinds.precision', state.precision)
                : state !== undefined && t(`alerts.reason.${state.reason}`)}
            </span>
          </button>
        )
      })}
    </nav>
  )
}

/** The same where there is no room for a pane. */
export function KindSelect({ counts, chosen, onChoose }: Omit<KindListProps, 'kinds' | 'lower'>) {
  return (
    <Select
      size="xs"
      w={150}
      aria-label={t('inbox.kinds.label')}
      clearable
      placeholder={t('inbox.kinds.all')}
      data={alertKinds
        .filter((kind) => kind === chosen || (counts[kind] ?? 0) > 0)
        .map((kind) => ({ value: kind, label: `${t(`alerts.kind.${kind}`)} (${format.count(counts[kind] ?? 0)})` }))}
      value={chosen}
      onChange={(value) => onChoose(alertKinds.find((kind) => kind === value) ?? null)}
    />
  )
}
