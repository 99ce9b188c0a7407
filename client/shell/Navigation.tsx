import { VisuallyHidden } from '@mantine/core'
import { IconBell, IconFileText, IconHome, IconMessage2, IconSettings, IconShieldPlus } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { NavLink } from 'react-router'
import { callsIn } from '../attention/calls.ts'
import { useChat } from '../chat/ChatProvider.tsx'
import { badgeText } from '../lib/format.ts'
import { useNotificationsUnread } from '../notifications/NotificationsProvider.tsx'
import { useMe } from '../session/useMe.ts'
import { Logo } from '../ui/Logo.tsx'
import classes from './Navigation.module.css'

/** The main navigation: a rail on a desktop, a bar at the bottom of a phone. The same links in the same order. */
export function Navigation({ account }: { account: ReactNode }) {
  const me = useMe()
  const { rooms, unread } = useChat()
  const forMe = callsIn(rooms ?? [])
  return (
    <nav className={classes.nav} aria-label="Main">
      <div className={classes.logo}>
        <Logo />
      </div>
      <ul className={classes.links}>
        <Item to="/home" label="Home" icon={IconHome} />
        <Item to="/chat" label="Chat" icon={IconMessage2} count={unread} counted="unread messages" forMe={forMe} />
        <Item to="/sell" label="Sell" icon={IconShieldPlus} />
        <Item to="/policies" label="Policies" icon={IconFileText} />
        <Item
          to="/notifications"
          label="Notifications"
          icon={IconBell}
          count={useNotificationsUnread()}
          counted="unread notifications"
        />
        {me?.role === 'ADMIN' && <Item to="/admin" label="Admin" icon={IconSettings} />}
      </ul>
      <div className={classes.account}>{account}</div>
    </nav>
  )
}

type ItemProps = {
  to: string
  label: string
  icon: ComponentType<{ size?: number; stroke?: number }>
  count?: number
  counted?: string
  /** What concerns the agent alone is shown before the count. */
  forMe?: number
}

function Item({ to, label, icon: Icon, count = 0, counted, forMe = 0 }: ItemProps) {
  const badge = badgeText(count, forMe)
  return (
    <li>
      <NavLink to={to} className={classes.link}>
        <span className={classes.icon}>
          <Icon size={23} stroke={1.7} />
          {badge && (
            <span className={classes.count} aria-hidden="true">
              {badge}
            </span>
          )}
        </span>
        <span className={classes.label}>{label}</span>
        {forMe > 0 && <VisuallyHidden component="span">{`, ${forMe} for you`}</VisuallyHidden>}
        {count > 0 && <VisuallyHidden component="span">{`, ${count} ${counted}`}</VisuallyHidden>}
      </NavLink>
    </li>
  )
}
