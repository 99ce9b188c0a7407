import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { basePath } from './lib/base.ts'
import { loadPart, prefetchPart } from './lib/load-part.ts'
import { Shell } from './shell/Shell.tsx'
import { Starting } from './sign-in/Starting.tsx'
import { Crashed } from './ui/Crash.tsx'
import { NotFound } from './ui/NotFound.tsx'

/** Each screen is loaded when it is opened; until then the last one stays, so that nothing jumps. */
const screens = {
  home: () => import('./home/HomePage.tsx').then(({ HomePage }) => HomePage),
  chat: () => import('./chat/ChatPage.tsx').then(({ ChatPage }) => ChatPage),
  rooms: () => import('./rooms/RoomsPage.tsx').then(({ RoomsPage }) => RoomsPage),
  catalogue: () => import('./selling/CataloguePage.tsx').then(({ CataloguePage }) => CataloguePage),
  price: () => import('./selling/PricePage.tsx').then(({ PricePage }) => PricePage),
  holder: () => import('./selling/HolderPage.tsx').then(({ HolderPage }) => HolderPage),
  policies: () => import('./policies/PoliciesPage.tsx').then(({ PoliciesPage }) => PoliciesPage),
  policy: () => import('./policies/PolicyPage.tsx').then(({ PolicyPage }) => PolicyPage),
  soldPolicies: () => import('./sales/SoldPoliciesPage.tsx').then(({ SoldPoliciesPage }) => SoldPoliciesPage),
  commissions: () => import('./commissions/CommissionsPage.tsx').then(({ CommissionsPage }) => CommissionsPage),
  agents: () => import('./admin/AgentsPage.tsx').then(({ AgentsPage }) => AgentsPage),
  allRooms: () => import('./admin/AllRoomsPage.tsx').then(({ AllRoomsPage }) => AllRoomsPage),
  announcements: () => import('./admin/AnnouncementsPage.tsx').then(({ AnnouncementsPage }) => AnnouncementsPage),
  audit: () => import('./admin/AuditPage.tsx').then(({ AuditPage }) => AuditPage),
  bankStatements: () => import('./payments/BankStatementsPage.tsx').then((module) => module.BankStatementsPage),
  overdue: () => import('./payments/OverduePage.tsx').then(({ OverduePage }) => OverduePage),
  profile: () => import('./profile/ProfilePage.tsx').then(({ ProfilePage }) => ProfilePage),
  notifications: () => import('./notifications/NotificationsPage.tsx').then((module) => module.NotificationsPage),
  preferences: () => import('./preferences/PreferencesPage.tsx').then(({ PreferencesPage }) => PreferencesPage),
  search: () => import('./search/SearchPage.tsx').then(({ SearchPage }) => SearchPage),
}

/** What draws charts is larger than all other screens: it is not loaded before it is opened. */
const largeScreens = {
  sales: () => import('./sales/SalesPage.tsx').then(({ SalesPage }) => SalesPage),
}

const lazily = (load: () => Promise<ComponentType>) => async () => ({ Component: await loadPart(load, openAfresh) })

/** Loads the page again, at the screen that was about to be opened. */
function openAfresh(): void {
  const { location: next } = router.state.navigation
  if (next) location.assign(router.createHref(next))
  else location.reload()
}

export const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      HydrateFallback: () => <Starting unreachable={false} />,
      ErrorBoundary: Crashed,
      children: [
        { path: '/', element: <Navigate to="/home" replace /> },
        { path: '/home', lazy: lazily(screens.home) },
        { path: '/chat/rooms', lazy: lazily(screens.rooms) },
        { path: '/chat/:room?/:message?', lazy: lazily(screens.chat) },
        { path: '/sell', lazy: lazily(screens.catalogue) },
        {
          path: '/sell/:productCode',
          lazy: lazily(screens.price),
          // One screen for both, which keeps what was entered while the price is shown.
          children: [{ index: true }, { path: '/sell/:productCode/offers/:offerNumber' }],
        },
        { path: '/offers/:offerNumber', lazy: lazily(screens.holder) },
        { path: '/policies', lazy: lazily(screens.policies) },
        { path: '/policies/overdue', lazy: lazily(screens.overdue) },
        { path: '/policies/:policyNumber', lazy: lazily(screens.policy) },
        { path: '/sales', lazy: lazily(largeScreens.sales) },
        { path: '/sales/policies', lazy: lazily(screens.soldPolicies) },
        { path: '/sales/commissions', lazy: lazily(screens.commissions) },
        { path: '/notifications', lazy: lazily(screens.notifications) },
        { path: '/profile', lazy: lazily(screens.profile) },
        { path: '/admin', lazy: lazily(screens.agents) },
        { path: '/admin/rooms', lazy: lazily(screens.allRooms) },
        { path: '/admin/announcements', lazy: lazily(screens.announcements) },
        { path: '/admin/bank-statements', lazy: lazily(screens.bankStatements) },
        { path: '/admin/audit', lazy: lazily(screens.audit) },
        { path: '/preferences', lazy: lazily(screens.preferences) },
        { path: '/search', lazy: lazily(screens.search) },
        { path: '*', element: <NotFound /> },
      ],
    },
  ],
  { basename: basePath() },
)

/** Loads the other screens while the browser has nothing better to do, so that opening one waits for nothing. */
export function prefetchScreens(): () => void {
  const load = () => Object.values(screens).forEach(prefetchPart)
  // Safari has no requestIdleCallback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(load, 2_000)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(load, { timeout: 5_000 })
  return () => cancelIdleCallback(handle)
}
