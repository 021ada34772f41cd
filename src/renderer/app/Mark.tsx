/** The sign of the product: the frame and arc of a sextant, its arm in brass. */
export function Mark({ size }: { size: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" width={size} height={size} fill="none" strokeWidth={1.8} strokeLinecap="round">
      <path d="M12 3 5 17.5M12 3l7 14.5M3.4 17a17 17 0 0 0 17.2 0" stroke="var(--sx-primary)" />
      <path d="M12 3l2.2 17" stroke="var(--sx-brass)" />
    </svg>
  )
}
