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
  stage: (file, name) => ipcRenderer.invoke(channels.stage, { path: webUtils.getPathForFile(file), name } satisfies StageRequest),
  chooseWorkspace: () => ipcRenderer.invoke(channels.chooseWorkspace),
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder)
}

contextBridge.exposeInMainWorld(bridgeName, bridge)
