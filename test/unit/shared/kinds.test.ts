import { describe, expect, it } from 'vitest'
import { fieldName, fields } from '../../../src/shared/messages/en/fields.ts'
import { importing } from '../../../src/shared/messages/en/importing.ts'
import { Mapping } from '../../../src/shared/model/import.ts'
import { allFields, type Field, fieldRule, fieldsOf, kinds, lackingFields, sourceKinds } from '../../../src/shared/model/kinds.ts'
import { SourceKind } from '../../../src/shared/model/source.ts'

describe.each(sourceKinds)('the kind %s', (kind) => {
  it('has only fields of its own among what it requires and is told apart by', () => {
    const named = [...kinds[kind].required, ...kinds[kind].key].flat()
    expect(named.filter((field) => fieldRule(kind, field as Field) === undefined)).toEqual([])
  })

  it('is satisfied by all of its fields, and by none of them lacks every requirement', () => {
    expect(lackingFields(kind, new Set(fieldsOf(kind)))).toEqual([])
    expect(lackingFields(kind, new Set())).toHaveLength(kinds[kind].required.length)
  })

  it('and each of its fields has a name and an explanation', () => {
    expect(Object.keys(fields.of[kind])).toEqual(fieldsOf(kind))
    const names = fieldsOf(kind).map((field) => fieldName(kind, field))
    expect(new Set(names).size).toBe(names.length)
    expect([fields.kind[kind], importing.kind[kind]]).toEqual([expect.any(String), expect.any(String)])
  })

  it('can be mapped', () => {
    const columns = Object.fromEntries(fieldsOf(kind).map((field, i) => [`column ${i}`, field]))
    expect(Mapping.parse({ kind, columns })).toMatchObject({ kind, columns })
  })
})

it('the kinds are the nine of the command line', () => {
  expect(SourceKind.options).toEqual([
    'orders',
    'customers',
    'products',
    'tickets',
    'touchpoints',
    'feedback',
    'offers',
    'spend',
    'subscriptions'
  ])
  expect(new Set(allFields).size).toBe(allFields.length)
})

it('a field of another kind has no rule', () => {
  expect(fieldRule('orders', 'ticket')).toBeUndefined()
  expect(fieldRule('orders', 'toString' as Field)).toBeUndefined()
})
