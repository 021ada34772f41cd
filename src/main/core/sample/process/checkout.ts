import { at, DAY, HOUR, type Minutes } from '../calendar.ts'
import type { Attempt } from '../model.ts'
import { BOTTLENECK, CHECKOUT } from '../parameters.ts'
import type { Stream } from '../random/stream.ts'

const TROUBLE_FROM = at(BOTTLENECK.from)
const TROUBLE_TO = at(BOTTLENECK.to)
const PATIENT_TRIES = 4

export const inTrouble = (device: Attempt['device'], t: Minutes): boolean =>
  device === BOTTLENECK.device && t >= TROUBLE_FROM && t < TROUBLE_TO

/** Tries of somebody who is set on buying, from the first to the one that completes. */
export function checkOut(random: Stream, start: Minutes, mobile: boolean, canSwitch: boolean): Attempt[] {
  const attempts: Attempt[] = []
  let t = start
  let device: Attempt['device'] = mobile ? 'mobile' : 'desktop'
  for (;;) {
    const trouble = inTrouble(device, t)
    const completed = attempts.length === PATIENT_TRIES || random.chance(trouble ? CHECKOUT.completesInTrouble : CHECKOUT.completes)
    attempts.push({ at: t, device, completed })
    if (completed) return attempts
    const pause =
      trouble && random.chance(BOTTLENECK.givesUp)
        ? random.between(BOTTLENECK.days[0], BOTTLENECK.days[1]) * DAY
        : random.chance(0.5)
          ? random.between(0.3, 3) * HOUR
          : random.between(16, 30) * HOUR
    t += Math.floor(pause)
    if (canSwitch && device === 'mobile' && random.chance(0.3)) device = 'desktop'
  }
}
