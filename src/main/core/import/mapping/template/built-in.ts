import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Template } from '../../../../../shared/model/template.ts'

let known: readonly Template[] | undefined

/** The templates for exports of known programs that this build brings, by name of their files. Read once a process. */
export function builtInTemplates(): readonly Template[] {
  known ??= readTemplates(templatesFolder(import.meta.dirname))
  return known
}

/** Reads `<id>.json` files. Throws when one is no template, or is not named by its id: such a build is broken. */
export function readTemplates(folder: string): readonly Template[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  return files.map((file) => {
    const template = Template.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
    if (`${template.id}.json` !== file) throw new Error(`Template ${file} calls itself ${template.id}.`)
    return template
  })
}

/** Walks up from the running file, which serves the sources, the bundle and the package alike. */
function templatesFolder(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'resources', 'import-templates')
    if (existsSync(candidate)) return candidate
    if (folder === path.dirname(folder)) throw new Error(`No resources/import-templates above ${from}.`)
  }
}
