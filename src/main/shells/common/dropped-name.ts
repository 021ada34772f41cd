/**
 * The dropped name without anything that could lead elsewhere or that a file system refuses. At most its last part ever becomes
 * a file name; the rest is shown to people.
 */
export function safeRelative(name: string): string {
  const parts = name
    .split(/[/\\]/)
    .map((part) => part.replace(/[\p{Cc}<>:"|?*]/gu, '_').replace(/[. ]+$/, ''))
    .filter((part) => part !== '')
  return parts.join('/') || 'file'
}
