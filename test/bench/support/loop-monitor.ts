/** Loaded before the shell (`node --import`): tells its parent, when asked, for how long the event loop stood still at most. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export interface LoopReport {
  longestMs: number
  p99Ms: number
}

const resolution = 1
const histogram = monitorEventLoopDelay({ resolution })
histogram.enable()

process.on('message', (message) => {
  if (message === 'report') {
    const report: LoopReport = { longestMs: histogram.max / 1e6 - resolution, p99Ms: histogram.percentile(99) / 1e6 - resolution }
    process.send?.(report)
  }
  histogram.reset()
})
// Listening must not keep the shell alive.
process.channel?.unref()
