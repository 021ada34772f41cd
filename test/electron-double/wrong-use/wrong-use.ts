/** Uses of Electron that are none, for the test that finds such. Never run. */
import { app } from 'electron'

// @ts-expect-error: no such member
app.launchRocket()
// @ts-expect-error: too few arguments
app.setPath('userData')
// @ts-expect-error: too many arguments
app.quit('now', 1)
