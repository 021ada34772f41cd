import { describe, expect, it } from 'vitest'
import { message, t } from '../../../src/shared/messages/index.ts'

describe('the catalogue', () => {
  it('gives the text of a key', () => {
    expect(t('frame.screen.customers')).toBe('Customers')
    expect(t('data.review.import', 541_909)).toBe('Import 541,909 rows')
  })

  it('gives texts by keys that arrive as data, and nothing for a key that it lacks', () => {
    expect(message('import.anonymous', 2, '536414')).toContain('2 lines name no customer')
    expect(message('import.noSuchThing', 2)).toBeUndefined()
    expect(message('frame')).toBeUndefined()
    expect(message('toString')).toBeUndefined()
  })

  it('refuses keys and values that do not fit, when types are checked', () => {
    // @ts-expect-error there is no such key
    expect(t('frame.noSuchText')).toBe('frame.noSuchText')
    // @ts-expect-error the text speaks about a number
    t('data.review.import', 'many')
  })
})

describe('dates as they are said', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [30, '30th']
  ])('%i is the %s', (day, said) => {
    expect(t('data.question.day', day, 'April', null)).toBe(`the ${said} of April`)
  })
})
