import classes from './Avatar.module.css'

const hues = [188, 24, 262, 146, 338, 210, 48, 300]

/** Initials on a colour that belongs to the login; with `online` also a dot. Decoration: the name stands beside it. */
export function Avatar({
  login,
  name,
  size = 36,
  online,
}: {
  login: string
  name: string
  size?: number
  online?: boolean
}) {
  const hue = hues[[...login].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % hues.length]
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      className={classes.avatar}
      style={{ width: size, height: size, fontSize: size * 0.38, '--hue': hue } as React.CSSProperties}
    >
      {online !== undefined && <span className={classes.dot} data-online={online} />}
    </span>
  )
}

function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean)
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...(word ?? '')][0]) : [...name].slice(0, 2)
  return letters.join('').toUpperCase()
}
