import { Outlet } from 'react-router'
import { ChatProvider } from '../chat/ChatProvider.tsx'
import { NotificationsProvider } from '../notifications/NotificationsProvider.tsx'
import { Toasts } from '../notifications/Toasts.tsx'
import { PeoplePanel } from '../people/PeoplePanel.tsx'
import { PeopleProvider } from '../people/PeopleProvider.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'

/** What surrounds every screen. What is live lives here, so that changing the screen loses and repeats nothing. */
export function Shell() {
  return (
    <PeopleProvider>
      <NotificationsProvider>
        <ChatProvider>
          <a className="skip" href="#main">
            Skip to content
          </a>
          <div className={classes.shell}>
            <Navigation />
            <div className={classes.content}>
              <ConnectionBanner />
              <main id="main" tabIndex={-1} className={classes.main}>
                <Outlet />
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
