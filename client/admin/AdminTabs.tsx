import { NavLink } from 'react-router'
import classes from './Admin.module.css'

/** The screens of administrators. */
export function AdminTabs() {
  return (
    <nav aria-label="Administration" className={classes.tabs}>
      <NavLink to="/admin" end className={classes.tab}>
        People
      </NavLink>
      <NavLink to="/admin/rooms" className={classes.tab}>
        Rooms
      </NavLink>
      <NavLink to="/admin/audit" className={classes.tab}>
        Audit log
      </NavLink>
    </nav>
  )
}
