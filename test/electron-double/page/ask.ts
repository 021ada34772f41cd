import type { Question } from './parameters.ts'

/**
 * Asks the host and waits for its answer without letting the page go on: the statement below stops it for the debugger that the
 * host is. So can be synchronous what is so in Electron. Null when nobody attends to it, as after the window was closed.
 */
export function ask(electronDoubleQuestion: Question & { secret: string }): unknown {
  // The debugger writes it, which the language does not see.
  // biome-ignore lint/style/useConst: see above
  let electronDoubleAnswer: unknown = null
  // biome-ignore lint/suspicious/noDebugger: see above
  debugger
  return [electronDoubleQuestion, electronDoubleAnswer][1]
}
