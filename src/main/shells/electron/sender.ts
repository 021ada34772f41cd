import { isOwnAddress } from './address.ts'

/** What is asked of the frame that a message came from. */
export interface Frame {
  url: string
  parent: object | null
}

/** Whether a message comes from the page itself: its main frame, showing the interface. A frame that has gone is nobody. */
export function isPage(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url)
}
