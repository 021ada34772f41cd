/** Texts of `npm start`: what it is told, and why it opens the browser and not a window of its own. */
export const starting = {
  help: `Usage: npm start -- [--workspace FILE] [--browser]

  --workspace FILE  Open this workspace; it is created when missing.
  --browser         Open Sextant in the browser, not as a desktop app.
  --help            Show this help.

Workspaces live in ~/Sextant, or where SEXTANT_HOME says.`,

  seeHelp: 'See --help.',
  downloading: 'Downloading the desktop runtime (about 110 MB, once). To go on without it: npm start -- --browser',

  asked: 'as asked',
  noDisplay: 'no display was found for a window',
  noElectron: (platform: string) => `there is no desktop runtime for ${platform}`,
  notThere: (folder: string) => `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, where no desktop runtime is`,
  notDownloaded: (reason: string) => `the desktop runtime could not be downloaded: ${reason}`,
  notDownloadedToday: (reason: string) =>
    `the desktop runtime could not be downloaded earlier today: ${reason}; “npx install-electron” tries again`,
  tookTooLong: 'it took too long',
  doesNotStart: (reason: string) => `the desktop runtime does not start: ${reason}`,
  exitCode: (code: number | null) => `exit code ${code}`
} as const
