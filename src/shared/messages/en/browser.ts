/** Texts of the browser shell: what it prints when it starts, and its few plain pages. */
export const browserShell = {
  help: `Usage: node browser.js [--workspace FILE] [--open]

  --workspace FILE  Open this workspace; it is created when missing.
  --open            Open the browser as well.
  --because TEXT    Say with the first line why the browser shell was chosen.
  --help            Show this help.

Workspaces live in ~/Sextant, or where SEXTANT_HOME says.`,
  ready: 'Sextant is ready in your browser:',
  /** Which shell this is and, where it is not the only one, why it came up. */
  why: (reason?: string) =>
    `Browser shell${reason === undefined ? '' : ` (${reason})`}. Everything stays on this computer; stop with Ctrl+C.`,
  newLink: 'The link works once. Press Enter for a new one.',
  stopping: 'Stopping: running jobs are rolled back.',
  notFound: 'There is nothing at this address.',
  usedLink:
    'This link was used before. Go back to the tab that it opened, or press Enter in the terminal in which Sextant runs for a new link.',
  refused: (reason: string) => `This request was refused (${reason}). Open the link that Sextant printed when it started.`
} as const
