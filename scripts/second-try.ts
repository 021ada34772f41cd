import type { Reporter, TestCase } from 'vitest/node'

/** Names the tests that passed at their second try only: they count as passed, and want to be looked at. */
export default class SecondTry implements Reporter {
  readonly #names: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.project.name}: ${test.fullName}`)
  }

  onTestRunEnd(): void {
    for (const name of this.#names) console.log(`At the second try: ${name}`)
  }
}
