import classes from './KindIcon.module.css'
import { type Kind, kinds } from './kinds.ts'

/** The kind of a notification as a picture; its name always stands beside it. */
export function KindIcon({ kind, size = 36 }: { kind: Kind; size?: number }) {
  const { icon: Icon, tone } = kinds[kind]
  return (
    <span className={classes.icon} data-tone={tone} style={{ width: size, height: size }} aria-hidden="true">
      <Icon size={size * 0.56} stroke={1.7} />
    </span>
  )
}
