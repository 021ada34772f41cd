import { useMemo } from 'react'
import type { KpiCourse } from '../../../shared/model/kpis.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { courseOption, courseTable } from '../../charts/course.ts'
import { t } from '../../i18n.ts'
import { pointNames } from './words.ts'

/** A KPI over time, from its first to its last known span. */
export function CourseChart({ course, target, height }: { course: KpiCourse; target: number | null; height: number }) {
  const tokens = useTokens()
  const input = useMemo(() => {
    const first = course.points.findIndex(({ value }) => value !== null)
    const last = course.points.findLastIndex(({ value }) => value !== null)
    const points = course.points.slice(first, last + 1)
    return { ...course, points, target, names: pointNames(points, course.grain) }
  }, [course, target])
  const option = useMemo(() => courseOption(input, tokens), [input, tokens])
  const name = t(`kpis.of.${course.kpi}.name`)
  const n = input.points.length
  const unusual = input.points.filter((point) => point.unusual).length
  return (
    <ChartFigure
      title={t('kpis.course.title', name)}
      label={t(
        'kpis.course.label',
        name,
        t(course.grain === 'week' ? 'kpis.course.weeks' : 'kpis.course.months', n),
        unusual === 0 ? t(course.tooShort ? 'kpis.course.shortLabel' : 'kpis.course.none') : t('kpis.course.some', unusual)
      )}
      option={option}
      table={courseTable(input)}
      height={height}
      caption={t('kpis.course.caption')}
    />
  )
}
