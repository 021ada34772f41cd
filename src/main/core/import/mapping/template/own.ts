const prefix = 'own-'

/** How a template that the user made is named outside its workspace. */
export function ownTemplateId(number: number): string {
  return `${prefix}${number}`
}

/** The number of a user's template, or null for a built-in one. */
export function ownTemplateNumber(id: string): number | null {
  const digits = id.startsWith(prefix) ? id.slice(prefix.length) : ''
  return /^[1-9]\d*$/.test(digits) ? Number(digits) : null
}
