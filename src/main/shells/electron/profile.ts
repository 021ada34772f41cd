import path from 'node:path'
import { app } from 'electron'

/**
 * Where Chromium keeps what is the program's and not the person's: the window's place, the theme, caches. Beside the system's
 * other such folders; with a data folder of its own (`SEXTANT_HOME`) inside that, so that two data folders are two Sextants.
 * To be called before the single-instance lock, which lies in it.
 */
export function setProfile(): void {
  const { SEXTANT_HOME } = process.env
  app.setPath('userData', SEXTANT_HOME ? path.resolve(SEXTANT_HOME, '.desktop') : path.join(app.getPath('appData'), 'Sextant'))
}
