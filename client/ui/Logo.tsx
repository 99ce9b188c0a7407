/** Parley's mark: a P that is a speech bubble, and the full stop of a sentence that was understood. */
export function Logo({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path
        d="M9 35V17.500A10.500 10.500 0 1 1 19.500 28H16Z"
        fill="var(--p-mark)"
        stroke="var(--p-mark)"
        strokeWidth="1.500"
        strokeLinejoin="round"
      />
      <circle cx="19.500" cy="17.500" r="3.800" fill="var(--p-mark-hole)" />
      <circle cx="32" cy="31.500" r="3.400" fill="var(--p-ember)" />
    </svg>
  )
}
