import { IconChartDots, IconTable } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n.ts'
import { IconButton } from './IconButton.tsx'
import { useReading } from './reading.tsx'
import classes from './TableView.module.css'

interface TableViewProps {
  /** What the chart shows; the name of the figure. */
  title: string
  chart: ReactNode
  /** The same numbers as a table. */
  table: ReactNode
  /** Beside the title. */
  note?: ReactNode
  /** Buttons beside that of the table, such as downloads. They know whether the table or the chart is on screen. */
  actions?: (showsTable: boolean) => ReactNode
}

/** A chart that can be read as a table: this one by its button, all on the screen with `T`. */
export function TableView({ title, chart, table, note, actions }: TableViewProps) {
  const { asTable } = useReading()
  // What the reader chose for this chart holds until `T` speaks for all again.
  const [own, setOwn] = useState({ asTable, value: asTable })
  const showTable = own.asTable === asTable ? own.value : asTable
  return (
    <figure className={classes.figure} aria-label={title}>
      <figcaption className={classes.head}>
        <span className={classes.title}>{title}</span>
        {note !== undefined && <span className={classes.note}>{note}</span>}
        <span className={classes.actions}>
          {actions?.(showTable)}
          <IconButton
            icon={showTable ? IconChartDots : IconTable}
            label={t('frame.table.show', title)}
            hint={t('frame.table.hint')}
            pressed={showTable}
            onClick={() => setOwn({ asTable, value: !showTable })}
          />
        </span>
      </figcaption>
      {showTable ? table : chart}
    </figure>
  )
}
