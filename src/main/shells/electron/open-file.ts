import { app } from 'electron'
import { isWorkspaceFile, type Wanted } from './arguments.ts'

/**
 * Files that macOS hands over: double-clicked, dropped on the dock, chosen among the recent ones. The first may come before
 * the app is ready, so this is to be called before that.
 */
export function onOpenFile(open: (wanted: Wanted) => void): void {
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (isWorkspaceFile(path)) open({ path, create: false })
  })
}
