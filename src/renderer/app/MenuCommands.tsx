import { useEffect } from 'react'
import { type MenuCommand, menuCommandEvent } from '../../shared/bridge.ts'
import { useCommands } from './commands.ts'

/** Does what the desktop window's menu asks for: the commands are those of the palette. In a browser nobody asks. */
export function MenuCommands() {
  const commands = useCommands()
  useEffect(() => {
    const run = ({ detail }: CustomEventInit<MenuCommand>) => commands.find(({ id }) => id === detail)?.run()
    addEventListener(menuCommandEvent, run)
    return () => removeEventListener(menuCommandEvent, run)
  })
  return null
}
