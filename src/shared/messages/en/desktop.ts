/** Texts of the desktop shell: its menu, its dialogs, and what it prints. */
export const desktop = {
  /** Printed when the window is there: which shell came up. */
  ready: 'Desktop app: Sextant is open in a window of its own.',
  alreadyOpen: 'Desktop app: Sextant is open already; its window was brought to the front.',
  stopping: 'Stopping: running jobs are rolled back.',

  title: (workspace: string) => `${workspace} – Sextant`,
  closing: 'Sextant is closing…',
  ok: 'OK',
  alerts: {
    title: 'New alerts in Sextant',
    body: (n: number) => (n === 1 ? 'One alert is new since the last import.' : `${n} alerts are new since the last import.`)
  },

  menu: {
    file: 'File',
    newWorkspace: 'New Workspace…',
    openWorkspace: 'Open Workspace…',
    openRecent: 'Open Recent',
    noRecent: 'No Recent Workspaces',
    importFiles: 'Import Files…',
    importFolder: 'Import a Folder…',
    close: 'Close Window',
    exit: 'Exit',

    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',

    view: 'View',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    reload: 'Reload',
    developerTools: 'Developer Tools',

    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    front: 'Bring All to Front',

    help: 'Help',
    keys: 'Keyboard Shortcuts',
    about: 'About Sextant',

    services: 'Services',
    hide: 'Hide Sextant',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit Sextant'
  },

  open: {
    title: 'Open a workspace',
    kind: 'Sextant workspace',
    folderTitle: 'Choose a folder to watch',
    folderButton: 'Choose'
  },

  importRuns: {
    quit: 'An import is running. Quit all the same?',
    switch: 'An import is running. Open the other workspace all the same?',
    what: 'The import would be stopped and nothing of it stored. What was stored before is safe.',
    doQuit: 'Stop the Import and Quit',
    doSwitch: 'Stop the Import and Open',
    wait: 'Keep Importing'
  },

  gone: {
    message: 'The window of Sextant ended unexpectedly.',
    what: (reason: string, code: number) =>
      `Its process has gone (${reason}, code ${code}). What was stored is safe, and running jobs go on. Loading the window again shows them.`,
    safe: 'What was stored is safe, and running jobs go on.',
    reload: 'Load the Window Again',
    quit: 'Quit'
  },
  failedToLoad: (reason: string) => `The interface could not be loaded (${reason}).`,
  silent: {
    message: 'The window of Sextant does not answer.',
    what: 'What was stored is safe, and running jobs go on. You can wait, or load the window again; what was typed but not sent is then lost.',
    wait: 'Wait',
    reload: 'Load the Window Again'
  },
  helperGone: (kind: string, reason: string, code: number) => `A helper process (${kind}) has gone: ${reason}, code ${code}.`,
  failedToStart: 'Sextant could not start'
} as const
