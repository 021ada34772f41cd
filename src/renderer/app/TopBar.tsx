import { UnstyledButton } from '@mantine/core'
import { IconHelp, IconSearch } from '@tabler/icons-react'
import { FilterChips } from '../components/FilterChips.tsx'
import { commandKey, KeyHint } from '../components/KeyHint.tsx'
import { useReading } from '../components/reading.tsx'
import { t } from '../i18n.ts'
import { AsOf } from './AsOf.tsx'
import { useFilters, useFiltersHere } from './filters.tsx'
import { useOverlays } from './overlays.tsx'
import { openPalette, Palette } from './Palette.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'
import classes from './TopBar.module.css'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

/** What everything on screen is about (workspace, day, narrowing) and how it is read. */
export function TopBar() {
  const { clear } = useFilters()
  const { segment, among } = useFiltersHere()
  const { evidence, toggleEvidence } = useReading()
  const show = useOverlays()
  const chips = [
    ...(segment === null ? [] : [{ id: 'segment', subject: t('frame.filter.segment'), value: segment.name, slot: segment.slot }]),
    ...(among === null
      ? []
      : [{ id: 'among', subject: among.subject, value: among.value, ...(among.slot === undefined ? {} : { slot: among.slot }) }])
  ]
  return (
    <section className={classes.bar} aria-label={t('frame.bar')}>
      <WorkspaceMenu />
      <AsOf />
      <FilterChips chips={chips} onRemove={clear} />
      <div className={classes.end}>
        <UnstyledButton className={classes.palette} onClick={openPalette}>
          <IconSearch size={16} stroke={1.75} aria-hidden="true" />
          <span>{t('frame.palette.prompt')}</span>
          <KeyHint keys={[commandKey, 'K']} />
        </UnstyledButton>
        <UnstyledButton className={classes.evidence} aria-pressed={evidence} onClick={toggleEvidence} title={t('frame.evidence.why')}>
          <span>{t('frame.evidence.switch')}</span>
          <KeyHint keys={['E']} />
        </UnstyledButton>
        <ThemeMenu />
        <UnstyledButton
          className={classes.icon}
          onClick={() => show('keys')}
          aria-label={t('frame.keys.title')}
          title={t('frame.keys.title')}
        >
          <IconHelp size={20} stroke={1.6} aria-hidden="true" />
        </UnstyledButton>
      </div>
      <Palette />
    </section>
  )
}
