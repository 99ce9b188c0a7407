import { VisuallyHidden } from '@mantine/core'
import {
  IconBell,
  IconChartBar,
  IconFileText,
  IconHome,
  IconMessage2,
  IconSettings,
  IconShieldPlus,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { NavLink } from 'react-router'
import { callsIn } from '../attention/calls.ts'
import { useChat } from '../chat/ChatProvider.tsx'
import { badgeText } from '../lib/format.ts'
import { useNotificationsUnread } from '../notifications/NotificationsProvider.tsx'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Logo } from '../ui/Logo.tsx'
import classes from './Navigation.module.css'

/** The main navigation: a rail on a desktop, a bar at the bottom of a phone. The same links in the same order. */
export function Navigation({ account }: { account: ReactNode }) {
  const t = useTexts()
  const me = useMe()
  const news = useNotificationsUnread()
  const { rooms, unread } = useChat()
  const forMe = callsIn(rooms ?? [])
  return (
    <nav className={classes.nav} aria-label={t('shell.main')}>
      <div className={classes.logo}>
        <Logo />
      </div>
      <ul className={classes.links}>
        <Item to="/home" label={t('shell.home')} icon={IconHome} />
        <Item
          to="/chat"
          label={t('shell.chat')}
          icon={IconMessage2}
          count={unread}
          counted={t('shell.unreadMessages', { count: unread })}
          forMe={forMe}
        />
        <Item to="/sell" label={t('shell.sell')} icon={IconShieldPlus} />
        <Item to="/policies" label={t('shell.policies')} icon={IconFileText} />
        <Item to="/sales" label={t('shell.sales')} icon={IconChartBar} />
        <Item
          to="/notifications"
          label={t('shell.notifications')}
          icon={IconBell}
          count={news}
          counted={t('shell.unreadNotifications', { count: news })}
        />
        {me?.role === 'ADMIN' && <Item to="/admin" label={t('shell.admin')} icon={IconSettings} />}
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
  /** The count in words. */
  counted?: string
  /** What concerns the agent alone is shown before the count. */
  forMe?: number
}

function Item({ to, label, icon: Icon, count = 0, counted, forMe = 0 }: ItemProps) {
  const t = useTexts()
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
        {forMe > 0 && <VisuallyHidden component="span">{`, ${t('shell.forYou', { count: forMe })}`}</VisuallyHidden>}
        {count > 0 && <VisuallyHidden component="span">{`, ${counted}`}</VisuallyHidden>}
      </NavLink>
    </li>
  )
}
