import { NavLink } from 'react-router'
import classes from './Tabs.module.css'

type Props = {
  /** What the screens have in common. */
  label: string
  /** The first is the one whose address the others begin with. */
  tabs: readonly { to: string; label: string }[]
}

/** Screens that belong together, one of which is open. They stand in several lines where they do not fit into one. */
export function Tabs({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, label }) => (
        <NavLink key={to} to={to} end className={classes.tab}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
