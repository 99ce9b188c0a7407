import { type ReactNode, useRef } from 'react'
import { Outlet, useLocation, useMatch } from 'react-router'
import { DesktopCalls } from '../attention/DesktopCalls.tsx'
import { ChatProvider } from '../chat/ChatProvider.tsx'
import { NotificationsProvider } from '../notifications/NotificationsProvider.tsx'
import { Toasts } from '../notifications/Toasts.tsx'
import { PeoplePanel } from '../people/PeoplePanel.tsx'
import { PeopleProvider } from '../people/PeopleProvider.tsx'
import { PersonCards } from '../people/PersonCards.tsx'
import { PreferencesProvider } from '../preferences/PreferencesProvider.tsx'
import { Going } from '../search/Going.tsx'
import { useTexts } from '../texts/texts.ts'
import { FrameProvider } from '../ui/frame.ts'
import { useScrollRestoration } from '../ui/history-state.ts'
import { SideSlotProvider, useSideSlot } from '../ui/SidePanel.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'
import { useCalls } from './useCalls.ts'
import { useRegionKeys } from './useRegionKeys.ts'
import { useWriting } from './useWriting.ts'

const inRail = <AccountMenu position="right-end" />
const inHeader = <AccountMenu position="bottom-end" />

/** They show pinned announcements themselves. */
const screensWithPinned = ['/home', '/admin/announcements']

/** What surrounds every screen. Live lists are kept here, so that changing the screen loses and repeats nothing. */
export function Shell() {
  const t = useTexts()
  const showsNews = useMatch('/notifications') !== null
  const { pathname } = useLocation()
  const showsPinned = screensWithPinned.includes(pathname)
  const main = useRef<HTMLElement>(null)
  useScrollRestoration(main)
  const side = useSideSlot()
  useWriting()
  useRegionKeys()
  return (
    <PreferencesProvider>
      <PeopleProvider>
        <NotificationsProvider>
          <ChatProvider>
            <a className="skip" href="#main">
              {t('shell.skip')}
            </a>
            <div className={classes.shell} data-panel={!showsNews}>
              <Navigation account={inRail} />
              <div className={classes.content}>
                <ConnectionBanner />
                <main ref={main} id="main" tabIndex={-1} className={classes.main}>
                  <Frame>
                    <SideSlotProvider value={side.slot}>
                      <Outlet />
                    </SideSlotProvider>
                  </Frame>
                </main>
              </div>
              {/* The screen of all notifications needs no list of the latest beside it. */}
              {!showsNews && (
                <div className={classes.people}>
                  <div ref={side.ref} />
                  {!side.isTaken && (
                    <aside aria-label={t('shell.peopleAndNews')}>
                      <PeoplePanel showsPinned={!showsPinned} />
                    </aside>
                  )}
                </div>
              )}
            </div>
            <PersonCards />
            <Going />
            <Toasts />
            <DesktopCalls />
          </ChatProvider>
        </NotificationsProvider>
      </PeopleProvider>
    </PreferencesProvider>
  )
}

function Frame({ children }: { children: ReactNode }) {
  return <FrameProvider value={{ account: inHeader, unread: useCalls() }}>{children}</FrameProvider>
}
