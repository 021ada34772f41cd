import { IconFileTypeSvg, IconPhoto, IconTableExport } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { useTokens } from '../app/tokens.react.ts'
import { IconButton } from '../components/IconButton.tsx'
import { TableView } from '../components/TableView.tsx'
import { t } from '../i18n.ts'
import { Chart, type ChartHandle } from './Chart.tsx'
import classes from './ChartFigure.module.css'
import { ChartNumbers } from './ChartNumbers.tsx'
import { toCsv } from './csv.ts'
import { fileStem, saveAs, saveText } from './download.ts'
import type { ChartOption, ChartTable } from './option.ts'

interface ChartFigureProps {
  title: string
  /** The finding that the chart shows, for those who do not see it. */
  label: string
  option: ChartOption
  table: ChartTable
  /** Pixels. */
  height: number
  /** How to read it, in one quiet line. */
  caption?: ReactNode
  onSelect?: (key: string) => void
  /** Its picture can be saved as SVG too: a large drawing is printed. */
  scalable?: boolean
  /** A control that is laid over the chart, with its own place on it. */
  over?: ReactNode
}

/** A chart with its title, the table of the same numbers (`T`), these numbers as CSV, and its picture as PNG, some as SVG too. */
export function ChartFigure({ title, label, option, table, height, caption, onSelect, scalable = false, over }: ChartFigureProps) {
  const chart = useRef<ChartHandle>(null)
  const tokens = useTokens()
  const savePicture = () => {
    const picture = chart.current?.picture(tokens.surface)
    if (picture) saveAs(`${fileName(title)}.png`, picture)
  }
  const saveDrawing = () => {
    const drawing = chart.current?.drawing(tokens.surface)
    if (drawing) saveText(`${fileName(title)}.svg`, drawing, 'image/svg+xml')
  }
  const saveNumbers = () => saveText(`${fileName(title)}.csv`, toCsv(table), 'text/csv;charset=utf-8')
  const below = caption !== undefined && <p className={classes.caption}>{caption}</p>
  return (
    <TableView
      title={title}
      chart={
        <>
          <div className={classes.held}>
            <Chart ref={chart} option={option} label={label} height={height} onSelect={onSelect} />
            {over}
          </div>
          {below}
        </>
      }
      table={
        <>
          <ChartNumbers table={table} label={title} height={height} />
          {below}
        </>
      }
      actions={(showsTable) => (
        <>
          {!showsTable && <IconButton icon={IconPhoto} label={t('charts.picture', title)} onClick={savePicture} />}
          {!showsTable && scalable && <IconButton icon={IconFileTypeSvg} label={t('charts.drawing', title)} onClick={saveDrawing} />}
          <IconButton icon={IconTableExport} label={t('charts.numbers', title)} onClick={saveNumbers} />
        </>
      )}
    />
  )
}

/** `Who is like whom` -> `who-is-like-whom`. */
const fileName = (title: string): string => fileStem(title.toLowerCase())
