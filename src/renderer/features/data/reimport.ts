import { api } from '../../api.ts'
import { chooseFiles } from '../../app/chooseFiles.ts'
import { importStore } from './importStore.ts'

/**
 * Opens the dialog for the files of an import as they are now, and begins an import of them that reads them as that one did. Files
 * with other columns are understood anew.
 */
export async function reimport(importId: number): Promise<void> {
  const files = await chooseFiles('files')
  if (files.length > 0) importStore.begin(files, await api.call('sources.mappings', { importId }))
}
