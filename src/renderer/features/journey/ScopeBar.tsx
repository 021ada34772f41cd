import { Select } from '@mantine/core'
import type { JourneyScope, JourneyView } from '../../../shared/model/journey.ts'
import { useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import classes from './journey.module.css'

const periods = [30, 90, 180, 365] as const
const windows = [7, 14, 30, 60, 90, 180, 365] as const
const day = 86_400_000

interface ScopeBarProps {
  view: JourneyView
  scope: JourneyScope
  onScope: (scope: JourneyScope) => void
}

/** Which customers, and how long they have: changes what was prepared into another view, without a job. */
export function ScopeBar({ view, scope, onScope }: ScopeBarProps) {
  const { segment, setSegment } = useFilters()
  const groups = useMethod('segments.latest', {}).data?.segments ?? []
  const asOf = view.run.asOf
  const from = (days: number) => new Date(Date.parse(asOf) - (days - 1) * day).toISOString().slice(0, 10)
  const period = periods.find((days) => scope.from === from(days) && scope.to === asOf)
  return (
    <fieldset className={classes.scope} aria-label={t('journey.scope.label')}>
      <Select
        size="xs"
        w={150}
        aria-label={t('journey.scope.period')}
        data={[
          { value: 'all', label: t('journey.scope.all') },
          ...periods.map((days) => ({ value: String(days), label: t('journey.scope.last', days) }))
        ]}
        value={period === undefined ? 'all' : String(period)}
        onChange={(value) =>
          onScope({ ...scope, ...(value === null || value === 'all' ? { from: null, to: null } : { from: from(Number(value)), to: asOf }) })
        }
        allowDeselect={false}
      />
      {groups.length > 0 && (
        <Select
          size="xs"
          w={170}
          aria-label={t('journey.scope.segment')}
          data={[{ value: '', label: t('journey.scope.anyone') }, ...groups.map(({ id, name }) => ({ value: String(id), label: name }))]}
          value={segment === null ? '' : String(segment.id)}
          onChange={(value) => {
            const found = groups.find(({ id }) => String(id) === value)
            setSegment(found === undefined ? null : { id: found.id, name: found.name, slot: found.slot })
          }}
          allowDeselect={false}
        />
      )}
      {view.channels.length > 1 && (
        <Select
          size="xs"
          w={150}
          aria-label={t('journey.scope.channel')}
          searchable={view.channels.length > 12}
          data={[{ value: '', label: t('journey.scope.anyChannel') }, ...view.channels.map((name) => ({ value: name, label: name }))]}
          value={scope.channel ?? ''}
          onChange={(value) => onScope({ ...scope, channel: value === '' ? null : value })}
          allowDeselect={false}
        />
      )}
      <Select
        size="xs"
        w={150}
        aria-label={t('journey.scope.window')}
        data={[
          { value: '', label: scope.window === null ? t('journey.scope.windowAuto', view.window) : t('journey.scope.usual') },
          ...windows.map((days) => ({ value: String(days), label: t('journey.days', days) }))
        ]}
        value={scope.window === null ? '' : String(scope.window)}
        onChange={(value) => onScope({ ...scope, window: value === '' || value === null ? null : Number(value) })}
        allowDeselect={false}
      />
    </fieldset>
  )
}
