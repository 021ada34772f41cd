import type { Icon } from '@tabler/icons-react'
import classes from './IconButton.module.css'

interface IconButtonProps {
  icon: Icon
  /** What it does, for those who hear it; on hover too unless there is a `hint`. */
  label: string
  hint?: string
  /** For a button that stays on or off. */
  pressed?: boolean
  onClick: () => void
}

/** A small, quiet button that is only a picture. */
export function IconButton({ icon: Picture, label, hint = label, pressed, onClick }: IconButtonProps) {
  return (
    <button type="button" className={classes.button} aria-label={label} title={hint} aria-pressed={pressed} onClick={onClick}>
      <Picture size={16} stroke={1.75} aria-hidden="true" />
    </button>
  )
}
