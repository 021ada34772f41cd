/** Loaded before the shell (`node --import`): tells its parent, when asked, for how long the event loop stood still at most since the last time. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolution = 1
const histogram = monitorEventLoopDelay({ resolution })
histogram.enable()

process.on('message', () => {
  process.send?.(histogram.max / 1e6 - resolution)
  histogram.reset()
})
// Listening must not keep the shell alive.
process.channel?.unref()
