import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/shared/messages/en/index.ts'

/** Words of analysts. They belong to texts under `evidence`; everybody else reads the rest. */
const jargon =
  /\b(silhouettes?|jaccard|inertia|auc|p-values?|pca|principal components?|centroids?|clusters?|clustering|k-?means|z-?scores?|standard deviations?|hedges|quartiles?|percentiles?|medians?|hyperparameters?|seeds?)\b/i

/** Command-line texts are for those who type commands. */
const spokenElsewhere = new Set(['cli', 'selfcheck'])

function texts(node: object, path: string): { path: string; text: string }[] {
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === 'evidence' || spokenElsewhere.has(name)) return []
    const own = path === '' ? name : `${path}.${name}`
    return typeof value === 'object' && value !== null ? texts(value, own) : [{ path: own, text: spoken(value) }]
  })
}

/** A text, or what a function would say: its quoted parts, without the expressions between them. */
function spoken(value: unknown): string {
  if (typeof value !== 'function') return String(value)
  const quoted = String(value).match(/`(?:\\.|[^`])*`|'(?:\\.|[^'])*'|"(?:\\.|[^"])*"/g) ?? []
  return quoted.join(' ').replace(/\$\{[^}]*\}/g, ' ')
}

describe('texts for owners', () => {
  const all = texts(catalogue, '')

  it('are found', () => {
    expect(all.length).toBeGreaterThan(100)
    expect(all.map(({ path }) => path)).toContain('segments.finding.groups')
    expect(all.some(({ path }) => path.includes('evidence'))).toBe(false)
  })

  it('know jargon when they see it', () => {
    expect(spoken((name: string) => `the silhouette of ${name}`)).toMatch(jargon)
    expect(spoken((cluster: string) => `the group ${cluster}`)).not.toMatch(jargon)
  })

  it('are free of it', () => {
    expect(all.filter(({ text }) => jargon.test(text))).toEqual([])
  })
})
