/** Texts and formats of the interface, in the language of the catalogue and the format of this computer. */
import { setLocale } from '../shared/format.ts'

export * as format from '../shared/format.ts'
export { type MessageKey, message, type PlainMessageKey, t } from '../shared/messages/index.ts'

/** To be called before the first text is shown. */
export function adoptSystemLocale(): void {
  setLocale(navigator.language)
}
