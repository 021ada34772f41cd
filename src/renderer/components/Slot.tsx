import { slotMark, slotNames, tokens } from '../app/tokens.ts'
import classes from './Slot.module.css'

interface SlotProps {
  /** 0 .. 15; colour and shape follow from it. */
  slot: number
  /** Pixels; 12 beside text. */
  size?: number
  /** Said to those who do not see it. Left out where the name stands beside it. */
  label?: string
}

/** The mark of a category: its colour and its shape together. */
export function Slot({ slot, size = 12, label }: SlotProps) {
  // The shape is the same in both themes; the colour comes from the variable, so that switching needs no new drawing.
  const { path, name } = slotMark(tokens.light, slot)
  const svg = {
    className: classes.mark,
    viewBox: '0 0 12 12',
    width: size,
    height: size,
    fill: `var(--sx-slot-${slotNames.indexOf(name)})`,
    children: <path d={path} />
  }
  return label === undefined ? <svg aria-hidden="true" {...svg} /> : <svg role="img" aria-label={label} {...svg} />
}
