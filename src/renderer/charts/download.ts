/** Saves what an address (`data:` or `blob:`) holds as a file, without leaving the page. */
export function saveAs(name: string, address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
