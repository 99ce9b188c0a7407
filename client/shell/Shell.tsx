import type { ReactNode } from 'react'
import { Outlet } from 'react-router'
import { ChatProvider } from '../chat/ChatProvider.tsx'
import { NotificationsProvider } from '../notifications/NotificationsProvider.tsx'
import { Toasts } from '../notifications/Toasts.tsx'
import { PeoplePanel } from '../people/PeoplePanel.tsx'
import { PeopleProvider } from '../people/PeopleProvider.tsx'
import { FrameProvider } from '../ui/frame.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'
import { useUnread } from './unread.ts'

const account = <AccountMenu />

/** What surrounds every screen. Live lists are kept here, so that changing the screen loses and repeats nothing. */
export function Shell() {
  return (
    <PeopleProvider>
      <NotificationsProvider>
        <ChatProvider>
          <a className="skip" href="#main">
            Skip to content
          </a>
          <div className={classes.shell}>
            <Navigation account={account} />
            <div className={classes.content}>
              <ConnectionBanner />
              <main id="main" tabIndex={-1} className={classes.main}>
                <Frame>
                  <Outlet />
                </Frame>
              </main>
            </div>
            <aside className={classes.people} aria-label="People and latest news">
              <PeoplePanel />
            </aside>
          </div>
          <Toasts />
        </ChatProvider>
      </NotificationsProvider>
    </PeopleProvider>
  )
}

function Frame({ children }: { children: ReactNode }) {
  return <FrameProvider value={{ account, unread: useUnread() }}>{children}</FrameProvider>
}
