/** Word to the system of what was found while nobody may have looked. */
import { Notification } from 'electron'
import { desktop } from '../../../shared/messages/en/desktop.ts'

/** Shown ones are kept until they are gone: what nothing holds on to may be collected, and its click with it. */
const shown = new Set<Notification>()

/** So many alerts are new; a click on it comes back to the window. Where the system has no notifications, nothing happens. */
export function tellOfAlerts(count: number, reveal: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title: desktop.alerts.title, body: desktop.alerts.body(count) })
  notification.on('click', reveal)
  notification.on('close', () => shown.delete(notification))
  shown.add(notification)
  notification.show()
}
