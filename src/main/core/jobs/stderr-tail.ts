const kept = 4_096

export interface Tail {
  /** Listens, or listens again. */
  follow(): void
  text(): string
}

/** The end of what a process writes. Passed on to a developer who asked for logs. */
export function tailOf(stream: NodeJS.ReadableStream | null): Tail {
  let text = ''
  const take = (chunk: string) => {
    text = (text + chunk).slice(-kept)
    if (process.env.SEXTANT_LOG) process.stderr.write(chunk)
  }
  stream?.setEncoding('utf8')
  const follow = () => {
    stream?.off('data', take).on('data', take)
  }
  follow()
  return { follow, text: () => text }
}
