import classes from './KeyHint.module.css'

/** Keys of a shortcut, for the eye: `G` then `C`. The words beside it say what it does. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <span className={classes.keys} aria-hidden="true">
      {keys.map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  )
}

/** `⌘` on a Mac, `Ctrl` elsewhere. */
export const commandKey = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'
