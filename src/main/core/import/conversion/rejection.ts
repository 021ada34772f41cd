/** Why a row is rejected. Thrown and caught within one conversion; never crosses the folder. */
export class Rejection {
  /** Key of the catalogue. */
  readonly code: string
  readonly column: string | null
  readonly value: string | null

  constructor(code: string, column: string | null, value: string | null) {
    this.code = `import.reject.${code}`
    this.column = column
    this.value = value
  }
}
