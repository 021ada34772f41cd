import { describe, expect, it } from 'vitest'
import { namesAgree } from '../../../src/shared/duplicates.ts'

describe('names at one address', () => {
  it.each([
    [['Ann Miller', null, 'ann miller'], true],
    [['Miller, Ann', 'Ann Miller'], true],
    [['A. Miller', 'Ann Miller', 'Miller'], true],
    [['Zoë Öztürk', 'Zoe Ozturk'], true],
    [['Ann Maria Miller', 'Ann Miller'], true],
    [[null, null], true],
    [['Ann Miller', 'Bob Miller'], false],
    [['Ann Miller', 'Ann Smith'], false],
    [['A. Miller', 'Bob Miller'], false],
    [['Shop', 'Ann Miller', 'Bob Smith'], false]
  ])('%j: one person is %s', (names, are) => {
    expect(namesAgree(names)).toBe(are)
  })
})
