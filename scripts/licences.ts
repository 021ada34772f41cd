/** The licences of all that others wrote and that the app brings, bundled or as it is: most ask to be passed on with it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type InstalledPackage, packagesOfProject } from './installed-packages.ts'

/** One text for all packages. Electron and Chromium bring their own. */
export function thirdPartyLicences(root: string): string {
  return packagesOfProject(root)
    .map((installed) => `${installed.name} ${installed.version}\nLicence: ${installed.license}\n\n${textOf(installed)}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/** Licence and notices as they lie in the package. */
function textOf({ folder }: InstalledPackage): string {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)([.-].*)?$/i.test(file))
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n')
}
