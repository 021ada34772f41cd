/** Whether the app is ready, and what may only be done before or after. */
import { Refusal } from './refusing.ts'

const { promise, resolve } = Promise.withResolvers<void>()
let ready = false

export const isReady = (): boolean => ready
export const whenReady = (): Promise<void> => promise

/** Listeners of `ready` run first, then whoever awaits. */
export function becomeReady(emit: () => void): void {
  ready = true
  resolve()
  emit()
}

/** `sentence` is Electron's own where it has one. */
export function needsReady(sentence: string): void {
  if (!ready) throw new Refusal(sentence)
}

export function tooLate(sentence: string): void {
  if (ready) throw new Refusal(sentence)
}
