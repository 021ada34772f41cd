import { expect, it } from 'vitest'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { labSentiment } from '../../../src/main/core/tasks/lab-sentiment.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, committing: () => {}, now: () => 0 }

it('lab sentiment scores the rows of a column in their order, and counts languages', async () => {
  const texts = ['Not bad at all', 'The coffee is terrible and I want my money back', 'Das ist nicht das, was ich bestellt habe']
  const table = { file: 'table.csv', header: ['id', 'text'], rows: texts.map((text, i) => [String(i), text]), lines: [2, 3, 4] }
  const found = await labSentiment(table, { text: 'text', seed: 1 }, ctx)
  expect(found).toMatchObject({ algorithm: 'sentiment', n: 3, languages: { eng: 2, deu: 1 } })
  expect(found.scores[0]).toBeCloseTo(0.431, 3)
  expect(found.scores[1]).toBeLessThan(-0.4)
  await expect(labSentiment(table, { text: 'words', seed: 1 }, ctx)).rejects.toMatchObject({ code: 'lab.unknownColumn' })
})
