/** What runs, on stderr: one line that renews itself on a terminal, otherwise a line now and then. */
import { bytes, count, percent } from '../../../shared/format.ts'
import { cli } from '../../../shared/messages/en/cli.ts'
import { message } from '../../../shared/messages/index.ts'
import type { Job, Progress } from '../../../shared/model/job.ts'

/** Into a file or a pipe, so seldom that a log stays readable. */
const logEveryMs = 5_000

/** As much of a job as a line tells. */
export type Shown = Pick<Job, 'state' | 'progress' | 'rate'>

export interface ProgressPrinter {
  show(job: Shown): void
  /** Clears the line, so that whatever is printed next stands alone. */
  end(): void
}

export function createProgressPrinter(stream: NodeJS.WriteStream, now: () => number): ProgressPrinter {
  let last = now()
  let shown = false
  return {
    show(job) {
      if (job.state !== 'running' || job.progress === null) return
      const line = describe(job)
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}`)
        shown = true
      } else if (now() - last >= logEveryMs) {
        stream.write(`${line}\n`)
        last = now()
      }
    },
    end() {
      if (shown) stream.write('\r\u001b[K')
      shown = false
    }
  }
}

function describe({ progress, rate }: Shown): string {
  if (progress === null) return ''
  const { phase, done, total, unit } = progress
  const share = total === null || total === 0 ? count(done) : percent(Math.min(1, done / total), 0)
  return cli.progress(message(`jobs.phase.${phase}`) ?? phase, share, rate === null ? '' : pace(rate, unit))
}

function pace(rate: number, unit: Progress['unit']): string {
  if (unit === 'bytes') return cli.perSecond(bytes(rate))
  return unit === 'rows' ? cli.perSecond(cli.rows(count(rate))) : ''
}
