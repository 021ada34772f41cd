/** Saves what an address (`data:` or `blob:`) holds as a file, without leaving the page. */
export function saveAs(name: string, address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

/** Saves a text as a file. */
export function saveText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  saveAs(name, address)
  URL.revokeObjectURL(address)
}

/** A name without what a file system or a shell would trip over: `“Home” baristas` → `Home-baristas`. */
export function fileStem(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
}
