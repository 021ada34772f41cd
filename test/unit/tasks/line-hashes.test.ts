import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HelperThread } from '../../../src/main/core/jobs/helper-thread.ts'
import type { ImportHelper } from '../../../src/main/core/tasks/import-work.ts'
import { LineHashes } from '../../../src/main/core/tasks/line-hashes.ts'
import { hashOf } from '../../../src/main/core/tasks/store-content.ts'

type Content = [number: number | null, first: string, second?: string]

async function hashed(contents: readonly Content[], isAlone: boolean, then: (helper: ImportHelper) => unknown = () => {}) {
  const helper: ImportHelper = new HelperThread(isAlone)
  const hashes = new LineHashes(10, helper)
  try {
    for (const content of contents) hashes.add(...content)
    await then(helper)
    await hashes.all()
    return contents.map((_, i) => ({ low: hashes.low[i], high: hashes.high[i] }))
  } finally {
    await helper.close()
  }
}

const expected = (contents: readonly Content[]) =>
  contents.map(([number, first, second = '']) => {
    const { low, high } = hashOf(`${number ?? ''}${first}${second}`)
    return { low, high }
  })

/** More than fit into what may be under way at once. */
const many = Array.from({ length: 60_000 }, (_, i): Content => [i * 997, `|${i % 7}|249e2|`, `p5:SKU-${i % 100}`])

describe('the hashes of lines', () => {
  it.each([true, false])('are those of their contents, whatever stands there; alone: %s', async (isAlone) => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', 'a\udc00b', '\0', 'é'.repeat(300))
    )
    const number = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(0, -0, 1, 9, 10, 2 ** 31 - 1, 2 ** 31, 1e21)
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(number, text, text)), async (contents) => {
        expect(await hashed(contents, isAlone)).toEqual(expected(contents))
      }),
      { numRuns: 100 }
    )
  })

  it.each([true, false])('are there for more than fit into a batch, and for contents that fit into none; alone: %s', async (isAlone) => {
    const long = ['x'.repeat(200_000), 'ž'.repeat(100_000), 'y'.repeat(600_000)].map((text, i): Content => [i, text])
    const contents = [...many.slice(0, 9_000), ...long, ...many.slice(9_000, 20_000), ...long, ...long]
    expect(await hashed(contents, isAlone)).toEqual(expected(contents))
  })

  it('are taken by a thread, and by this one where that is behind, has gone or never comes up', async () => {
    const wanted = expected(many)
    expect(await hashed(many, false)).toEqual(wanted)
    expect(await hashed(many, false, (helper) => helper.close())).toEqual(wanted)
    expect(await hashed(many, false, (helper) => void helper.close())).toEqual(wanted)
    // Filled in two turns of the event loop, so that the thread has its time.
    const helper: ImportHelper = new HelperThread(false)
    const hashes = new LineHashes(many.length, helper)
    for (const content of many.slice(0, 30_000)) hashes.add(...content)
    await new Promise((resolve) => setTimeout(resolve, 300))
    for (const content of many.slice(30_000)) hashes.add(...content)
    await hashes.all()
    expect(many.map((_, i) => ({ low: hashes.low[i], high: hashes.high[i] }))).toEqual(wanted)
    await helper.close()
  })
})
