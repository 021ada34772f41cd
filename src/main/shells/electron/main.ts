/**
 * Entry of the desktop shell. What has to happen before the app is ready happens here at once, and nothing here waits for
 * it to be ready, because Electron waits for this file. The rest is in desktop.ts.
 */
import { app, dialog } from 'electron'
import { toWire } from '../../../shared/errors.ts'
import { desktop as texts } from '../../../shared/messages/en/desktop.ts'
import { type Wanted, wantedFrom } from './arguments.ts'
import { startDesktop } from './desktop.ts'
import { onOpenFile } from './open-file.ts'
import { setProfile } from './profile.ts'
import { registerScheme } from './protocol.ts'
import { restrictProcesses } from './security.ts'
import { claimInstance } from './single-instance.ts'

// The terminal that it was started from may go before it does.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

app.setName('Sextant')
// By this Windows knows which windows, files and shortcuts belong together. The package has the same.
app.setAppUserModelId('app.sextant.workbench')
setProfile()
registerScheme()
restrictProcesses()

let wanted = wantedFrom(process.argv.slice(1), process.cwd())
/** Until there is something that can open it, the last wish is remembered. */
let open = (next: Wanted | null): void => {
  wanted = next ?? wanted
}
onOpenFile((next) => open(next))

if (claimInstance(wanted, (next) => open(next))) {
  app.whenReady().then(start).catch(fail)
} else {
  console.log(texts.alreadyOpen)
  app.quit()
}

async function start(): Promise<void> {
  const desktop = await startDesktop(wanted)
  open = (next) => void desktop.open(next).catch((error: unknown) => console.error(error))
}

function fail(error: unknown): void {
  console.error(error)
  dialog.showErrorBox(texts.failedToStart, toWire(error).message)
  app.exit(1)
}
