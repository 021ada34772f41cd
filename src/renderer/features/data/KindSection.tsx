import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { type SourceKind, sourceKinds } from '../../../shared/model/kinds.ts'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { CurrencyChoice } from './CurrencyChoice.tsx'
import { importStore } from './importStore.ts'
import classes from './KindSection.module.css'
import { needsOf } from './kindFields.ts'
import { isReady } from './mapping.ts'
import { SaveTemplate } from './SaveTemplate.tsx'
import { kindReason } from './words.ts'

/** What kind of table a group is, why, under which template, and what the kind needs. */
export function KindSection({ group, mapping, busy }: { group: PreviewGroup; mapping: Mapping; busy: boolean }) {
  const [saving, setSaving] = useState(false)
  const kind = group.kind ?? mapping.kind
  const known = group.kind !== null || isChosen(group)
  return (
    <Section
      title={t('data.kind.title')}
      action={
        isReady(group) && (
          <Button variant="default" onClick={() => setSaving(true)} disabled={busy}>
            {t('data.template.save')}
          </Button>
        )
      }
    >
      <div className={classes.kind}>
        <NativeSelect
          aria-label={t('data.kind.label')}
          value={known ? kind : ''}
          onChange={(event) => importStore.change(group.id, { kind: event.currentTarget.value as SourceKind })}
        >
          {!known && (
            <option value="" disabled>
              {t('data.kind.choose')}
            </option>
          )}
          {sourceKinds.map((one) => (
            <option key={one} value={one}>
              {t(`fields.kind.${one}`)}
            </option>
          ))}
        </NativeSelect>
        <p className={classes.reason}>
          {group.template === null ? (
            kindReason(group)
          ) : (
            <>
              {t('data.template.applied', group.template.name)}{' '}
              <button type="button" className={classes.link} onClick={() => importStore.change(group.id, { template: 'none' })}>
                {t('data.template.without')}
              </button>
            </>
          )}
        </p>
      </div>
      {known && <Needs kind={kind} mapping={mapping} ready={isReady(group)} />}
      <CurrencyChoice group={group} mapping={mapping} busy={busy} />
      <SaveTemplate opened={saving} onClose={() => setSaving(false)} group={group} mapping={mapping} />
    </Section>
  )
}

/** Whether somebody said what kind of table it is, although it lacks what that needs. */
function isChosen({ blockers }: PreviewGroup): boolean {
  return !blockers.some(({ code }) => code === 'import.unrecognised')
}

/** What the kind cannot do without, and which column holds it. */
function Needs({ kind, mapping, ready }: { kind: SourceKind; mapping: Mapping; ready: boolean }) {
  const needs = needsOf(kind, mapping)
  return (
    <ul className={classes.needs} aria-label={t('data.kind.needs', t(`fields.kind.${kind}`))}>
      {needs.map(({ names, about, columns }) => {
        const [first = '', ...others] = names
        return (
          <li key={first} data-lacking={(columns.length === 0 && !ready) || undefined}>
            <span className={classes.need}>{others.length === 0 ? first : t('data.kind.oneOf', names)}</span>{' '}
            {columns.includes('')
              ? t('data.kind.nobodyNamed')
              : columns.length > 0
                ? t('data.kind.heldBy', columns)
                : ready
                  ? t('data.kind.notNeeded')
                  : t('data.kind.lacking', about)}
          </li>
        )
      })}
    </ul>
  )
}
