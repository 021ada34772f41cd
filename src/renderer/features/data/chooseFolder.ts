import { fromWire } from '../../../shared/errors.ts'

/** Whether the shell has the system's dialog for a folder that stays where it is. A browser tells no page where a folder lies. */
export const canChooseFolder = (): boolean => globalThis.sextant !== undefined

/** Where the folder lies that the person chose; null when the dialog was closed without a choice. */
export async function chooseFolder(): Promise<string | null> {
  const answer = await globalThis.sextant?.chooseFolder()
  if (answer === undefined) return null
  if (!answer.ok) throw fromWire(answer.error)
  return answer.value
}
