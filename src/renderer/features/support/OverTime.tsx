import { useMemo } from 'react'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportCourse, SupportCoursePoint } from '../../../shared/model/support-views.ts'
import { useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { supportCourseOption, supportCourseTable } from '../../charts/supportCourse.ts'
import { hours } from '../../charts/supportWords.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import classes from './support.module.css'

const measures = ['tickets', 'rating', 'resolution', 'again'] as const
type Measure = (typeof measures)[number]

/** Whether a group is served better or worse than it was, and whether its customers still buy. */
export function OverTime({ cluster }: { cluster: SupportCluster }) {
  const { data: course, error } = useMethod('support.course', { cluster: cluster.id })
  if (error) return <ErrorNotice error={error} />
  if (!course) return null
  const known = measures.filter((measure) => course.own.filter((point) => point[measure] !== null).length >= 2)
  if (known.length === 0) return null
  return (
    <Section title={t('supporting.course.title')} note={t('supporting.course.note')}>
      <div className={classes.courses}>
        {known.map((measure) => (
          <Course key={measure} measure={measure} course={course} cluster={cluster} />
        ))}
      </div>
    </Section>
  )
}

function Course({ measure, course, cluster }: { measure: Measure; course: SupportCourse; cluster: SupportCluster }) {
  const tokens = useTokens()
  const points = useMemo(() => pointsOf(measure, course), [measure, course])
  const option = useMemo(
    () => supportCourseOption(points, cluster.slot, (value) => said(measure, value), tokens),
    [points, cluster.slot, measure, tokens]
  )
  const title = t(`supporting.course.of.${measure}`)
  return (
    <Panel>
      <ChartFigure
        title={title}
        label={t('supporting.course.label', title, cluster.name)}
        option={option}
        table={supportCourseTable(points, cluster.name)}
        height={128}
      />
    </Panel>
  )
}

/** How many others wrote is of no account: there are as many of them as there are. */
function pointsOf(measure: Measure, { periods, own, others }: SupportCourse) {
  const of = (points: readonly SupportCoursePoint[], i: number) => points[i]?.[measure] ?? null
  return periods.map(({ from, until }, i) => ({
    name: periodName(from, until),
    own: of(own, i),
    others: measure === 'tickets' ? null : of(others, i)
  }))
}

/** `Jun 2025`, or `Apr–Jun 2025`. */
function periodName(from: string, until: string): string {
  const [first, last] = [from.slice(0, 7), until.slice(0, 7)]
  return first === last ? format.month(last) : t('supporting.course.months', format.monthShort(first), format.month(last))
}

function said(measure: Measure, value: number | null): string {
  if (value === null) return format.unknown
  if (measure === 'tickets') return format.count(value)
  return measure === 'resolution' ? hours(value) : format.percentAbout(value)
}
