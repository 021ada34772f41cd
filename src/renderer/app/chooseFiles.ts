import type { DroppedFile } from '../api.ts'
import { fromFiles } from './dropped.ts'

/** Opens the system's dialog for files or for one folder; an empty list when it is closed without a choice. */
export function chooseFiles(what: 'files' | 'folder'): Promise<DroppedFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = what === 'folder'
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(fromFiles([...(input.files ?? [])])))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
