import nodePath from 'node:path'

const extensions = new Set(['.csv', '.tsv', '.tab', '.txt', '.xlsx', '.xlsm', '.xlsb', '.xls', '.ods', '.json', '.jsonl', '.ndjson'])

/** Texts that lie beside tables and are none. */
const companion = /^(readme|licen[cs]e|changelog|notice|copying)\b.*\.txt$/i
/** The same of projects and tools. */
const settings = /^(package(-lock)?|tsconfig.*|manifest|composer|\..*)\.json$/i

/** Whether a file within a folder or archive is one of its tables, by its name. */
export function isTableName(name: string): boolean {
  return extensions.has(nodePath.extname(name).toLowerCase()) && !companion.test(name) && !settings.test(name)
}
