import { NavLink } from 'react-router'
import { useTexts } from '../texts/texts.ts'
import classes from './Admin.module.css'

/** The screens of administrators. */
export function AdminTabs() {
  const t = useTexts()
  return (
    <nav aria-label={t('admin.title')} className={classes.tabs}>
      <NavLink to="/admin" end className={classes.tab}>
        {t('admin.people')}
      </NavLink>
      <NavLink to="/admin/rooms" className={classes.tab}>
        {t('rooms.title')}
      </NavLink>
      <NavLink to="/admin/announcements" className={classes.tab}>
        {t('admin.announcements')}
      </NavLink>
      <NavLink to="/admin/audit" className={classes.tab}>
        {t('admin.audit')}
      </NavLink>
    </nav>
  )
}
