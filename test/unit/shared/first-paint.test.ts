import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tokens } from '../../../src/renderer/app/tokens.ts'

it('the style sheet that paints before the first render has the grounds of the tokens', () => {
  const sheet = readFileSync(path.resolve(import.meta.dirname, '../../../src/renderer/app/base.css'), 'utf8').toUpperCase()
  const grounds = [...sheet.matchAll(/HTML(\[[^\]]*\])? \{\s*BACKGROUND: (#[0-9A-F]{6})/g)].map((match) => match[2])
  expect(grounds).toEqual([tokens.light.ground, tokens.dark.ground])
})
