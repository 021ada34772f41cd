import { IconX } from '@tabler/icons-react'
import { t } from '../i18n.ts'
import classes from './FilterChips.module.css'
import { Slot } from './Slot.tsx'

export interface FilterChip {
  id: string
  /** What it is about: `Segment`. */
  subject: string
  /** What it was narrowed to: `Loyal regulars`. */
  value: string
  slot?: number
}

/** What the lists are narrowed to, each with the button that widens them again. */
export function FilterChips({ chips, onRemove }: { chips: readonly FilterChip[]; onRemove: (id: string) => void }) {
  if (chips.length === 0) return null
  return (
    <ul className={classes.chips} aria-label={t('frame.filter.label')}>
      {chips.map((chip) => (
        <li key={chip.id} className={classes.chip}>
          {chip.slot !== undefined && <Slot slot={chip.slot} size={10} />}
          <span className={classes.subject}>{chip.subject}</span>
          <span className={classes.value}>{chip.value}</span>
          <button
            type="button"
            className={classes.remove}
            onClick={() => onRemove(chip.id)}
            aria-label={t('frame.filter.remove', chip.subject, chip.value)}
          >
            <IconX size={12} stroke={2} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}
