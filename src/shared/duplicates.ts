/** Customers who may be one person: who of them stays, and whether their names agree. */

/** Who should stay: with most orders, then with a name, then known longest. */
export function likelyRoot(customers: readonly { id: number; orders: number; name: string | null }[]): number | null {
  const [best] = [...customers].sort((a, b) => b.orders - a.orders || Number(b.name !== null) - Number(a.name !== null) || a.id - b.id)
  return best?.id ?? null
}

/** Whether each two of the names that are known have a word in common: so one address that several people use makes nobody one. O(names² × words). */
export function namesAgree(names: readonly (string | null)[]): boolean {
  const said = names.flatMap((name) => (name === null ? [] : [new Set(wordsOf(name))]))
  return said.every((one, i) => said.slice(i + 1).every((other) => [...one].some((word) => other.has(word))))
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
