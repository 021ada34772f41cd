import { describe, expect, it } from 'vitest'
import { HelperGone, HelperThread } from '../../../src/main/core/jobs/helper-thread.ts'
import { own } from '../../../src/main/core/let-go.ts'
import type { ImportWorks } from '../../../src/main/core/tasks/import-work.ts'

const request = { batch: 0, memory: null, count: 0 }

describe('a thread that takes work off this one', () => {
  it('answers, tells what went wrong, and is gone once it is closed', async () => {
    const helper = new HelperThread<ImportWorks>(false)
    // Of a batch that it was never told of.
    await expect(helper.ask('hash', request)).rejects.toThrow('undefined')
    const waiting = expect(helper.ask('hash', request)).rejects.toBeInstanceOf(HelperGone)
    await helper.close()
    await waiting
    await expect(helper.ask('hash', request)).rejects.toBeInstanceOf(HelperGone)
    expect(helper.start()).toBe(false)
  })

  it('that cannot be handed something says so, and goes on', async () => {
    const helper = new HelperThread<ImportWorks>(false)
    const twice = new ArrayBuffer(8)
    await expect(helper.ask('hash', request, [twice, twice])).rejects.toThrow()
    expect(helper.start()).toBe(true)
    await helper.close()
  })

  it('is none with one core', () => {
    expect(new HelperThread<ImportWorks>(true).start()).toBe(false)
  })
})

describe('memory that is handed over', () => {
  it('is all of an array, and what shares its memory with others is copied', () => {
    const whole = new Int32Array([1, 2, 3])
    expect(own(whole)).toEqual(new Int32Array([1, 2, 3]))
    expect(whole.length).toBe(0)
    const pooled = Buffer.from('abc')
    const copy = own<Uint8Array>(pooled)
    expect([...copy]).toEqual([97, 98, 99])
    expect(copy.buffer).not.toBe(pooled.buffer)
    expect(copy.byteLength).toBe(copy.buffer.byteLength)
    expect(pooled.toString()).toBe('abc')
  })
})
