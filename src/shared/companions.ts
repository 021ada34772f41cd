/** Texts that lie beside tables and are none, and what the sample shop says about itself. */
const companion = /^(?:(?:readme|licen[cs]e|changelog|notice|copying)\b.*\.txt|(?:planted|continuation)\.json)$/i

/** Whether a file of a folder, by its name alone, is passed over when the folder is dropped. */
export function isCompanion(name: string): boolean {
  return companion.test(name)
}
