/** Customers who may be one person: who of them stays, and whether their names agree. */

/** Who should stay: with most orders, then with a name, then known longest. */
export function likelyRoot(customers: readonly { id: number; orders: number; name: string | null }[]): number | null {
  const [best] = [...customers].sort((a, b) => b.orders - a.orders || Number(b.name !== null) - Number(a.name !== null) || a.id - b.id)
  return best?.id ?? null
}

/**
 * Whether of each two of the names that are known the one says no more than the other, initials taken as the words that they begin: so
 * one address that a family or a firm uses makes nobody one. O(names² × words²).
 */
export function namesAgree(names: readonly (string | null)[]): boolean {
  const said = names.flatMap((name) => (name === null ? [] : [new Set(wordsOf(name))]))
  return said.every((one, i) => said.slice(i + 1).every((other) => isWithin(one, other) || isWithin(other, one)))
}

function isWithin(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const said = [...other]
  return [...one].every((word) => said.some((all) => all === word || (Math.min(word.length, all.length) === 1 && all[0] === word[0])))
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
