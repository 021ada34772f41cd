/**
 * The only code that stands between the page and the shell: one typed bridge and nothing else. It runs in a sandbox, so it is
 * bundled into a single CommonJS file that requires nothing but `electron`.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridgeName, channels, type DesktopBridge, type StageRequest } from '../shared/bridge.ts'

const bridge: DesktopBridge<File> = {
  call: (method, request) => ipcRenderer.invoke(channels.call, method, request),
  listen: (onEvent) => {
    // The first argument would hand the page a way to the shell that has no contract.
    ipcRenderer.on(channels.event, (_event, name, payload) => onEvent(name, payload))
  },
  stage: async (file, name) => {
    const path = webUtils.getPathForFile(file)
    // A pasted table lies nowhere: it is handed over itself.
    const bytes = path === '' ? new Uint8Array(await file.arrayBuffer()) : null
    return ipcRenderer.invoke(channels.stage, { path, name, bytes } satisfies StageRequest)
  },
  chooseWorkspace: () => ipcRenderer.invoke(channels.chooseWorkspace),
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder)
}

contextBridge.exposeInMainWorld(bridgeName, bridge)
