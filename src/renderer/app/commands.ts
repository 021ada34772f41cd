/** What can be done from anywhere, for the command palette. */
import { useMantineColorScheme } from '@mantine/core'
import { useLocation } from 'wouter'
import { useReading } from '../components/reading.tsx'
import { t } from '../i18n.ts'
import { chooseFiles } from './chooseFiles.ts'
import { useOverlays } from './overlays.tsx'
import { useAction, useMethod } from './query.ts'
import { useReceive } from './receive.tsx'
import { useSampleShop } from './sampleShop.ts'

export interface Command {
  id: string
  label: string
  run: () => void
}

export function useCommands(): readonly Command[] {
  const [, go] = useLocation()
  const show = useOverlays()
  const receive = useReceive()
  const findSegments = useAction('segments.run')
  const findNeeds = useAction('support.run')
  const findOffers = useAction('upsell.run')
  const sample = useSampleShop()
  const workspace = useMethod('workspace.current', {}).data
  const hasData = (workspace?.asOf ?? null) !== null
  const { evidence, asTable, toggleEvidence, toggleAsTable } = useReading()
  const { setColorScheme } = useMantineColorScheme()
  const theme = (scheme: 'light' | 'dark' | 'auto', label: string): Command => ({
    id: `theme-${scheme}`,
    label,
    run: () => setColorScheme(scheme)
  })
  return [
    { id: 'import-files', label: t('frame.command.importFiles'), run: () => receive(chooseFiles('files')) },
    { id: 'import-folder', label: t('frame.command.importFolder'), run: () => receive(chooseFiles('folder')) },
    {
      id: 'segments',
      label: t('frame.command.segments'),
      run: () => {
        go('/segments')
        // Without data the screen says what is missing; there is nothing to run.
        if (hasData) findSegments.mutate({})
      }
    },
    {
      id: 'support',
      label: t('frame.command.support'),
      run: () => {
        go('/support')
        if ((workspace?.counts.tickets ?? 0) > 0) findNeeds.mutate({})
      }
    },
    {
      id: 'upsell',
      label: t('frame.command.upsell'),
      run: () => {
        go('/upsell')
        if (hasData) findOffers.mutate({})
      }
    },
    { id: 'belief', label: t('frame.command.belief'), run: () => go('/upsell/beliefs') },
    { id: 'kpis', label: t('frame.command.kpis'), run: () => go('/kpis') },
    { id: 'evidence', label: t(evidence ? 'frame.command.hideEvidence' : 'frame.command.showEvidence'), run: toggleEvidence },
    { id: 'tables', label: t(asTable ? 'frame.command.asCharts' : 'frame.command.asTables'), run: toggleAsTable },
    { id: 'new-workspace', label: t('frame.workspace.new'), run: () => show('create') },
    { id: 'sample', label: t('sample.another'), run: sample.open },
    { id: 'open-workspace', label: t('frame.workspace.other'), run: () => show('open') },
    theme('light', t('frame.command.themeLight')),
    theme('dark', t('frame.command.themeDark')),
    theme('auto', t('frame.command.themeSystem')),
    { id: 'keys', label: t('frame.keys.title'), run: () => show('keys') }
  ]
}
