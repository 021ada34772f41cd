import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconArrowRight, IconSearch, IconUser } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { format, t } from '../i18n.ts'
import { type Command, useCommands } from './commands.ts'
import classes from './Palette.module.css'
import { useMethod } from './query.ts'
import { screens } from './screens.ts'

export const openPalette = spotlight.open

const shownCustomers = 8

/** Goes anywhere and does anything by typing: screens, actions, and customers by name or number. */
export function Palette() {
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 150)
  const [, go] = useLocation()
  const commands = useCommands()
  const customers = useMethod(
    'customers.list',
    { search: settled, limit: shownCustomers },
    { enabled: settled.length >= 2, keepPrevious: true }
  )

  const typed = query.trim().toLowerCase()
  const fits = (text: string) => text.toLowerCase().includes(typed)
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('frame.palette.screens'),
      actions: screens
        .filter((screen) => fits(t(screen.label)))
        .map((screen) => ({
          id: screen.path,
          label: t(screen.label),
          leftSection: <screen.icon size={18} stroke={1.6} aria-hidden="true" />,
          onClick: () => go(screen.path)
        }))
    },
    { group: t('frame.palette.actions'), actions: commands.filter((command) => fits(command.label)).map(toAction) },
    {
      group: t('frame.palette.customers'),
      actions: (typed.length < 2 ? [] : (customers.data?.rows ?? [])).map((customer) => ({
        id: `customer-${customer.id}`,
        label: customer.name ?? customer.code,
        description: t(
          'frame.palette.customer',
          customer.name === null ? null : customer.code,
          customer.country,
          format.count(customer.orders)
        ),
        leftSection: <IconUser size={18} stroke={1.6} aria-hidden="true" />,
        onClick: () => go(`/customers/${customer.id}`)
      }))
    }
  ].filter((group) => group.actions.length > 0)
  useFirstHit(typed !== '', groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join(' '))

  return (
    <Spotlight
      actions={groups}
      // Filtered above, since customers are found by the core.
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      attributes={{ content: { 'aria-label': t('frame.palette.prompt') } }}
      classNames={classes}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120, transition: 'fade' }}
      radius="md"
      scrollable
      maxHeight={420}
      nothingFound={t('frame.palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.75} aria-hidden="true" />,
        placeholder: t('frame.palette.placeholder'),
        'aria-label': t('frame.palette.placeholder')
      }}
    />
  )
}

/**
 * The first hit is chosen, so that Enter takes it. The library chooses among the hits of the letter before, which may be gone
 * by then; one that the arrows have chosen, and that is still there, stays.
 */
function useFirstHit(searching: boolean, hits: string): void {
  useEffect(() => {
    if (!searching || hits === '') return
    const list = document.querySelector(`.${classes.actionsList}`)
    if (list?.querySelector('[data-selected]') === null) list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  }, [searching, hits])
}

function toAction(command: Command): SpotlightActionData {
  return {
    id: command.id,
    label: command.label,
    leftSection: <IconArrowRight size={18} stroke={1.6} aria-hidden="true" />,
    onClick: command.run
  }
}
