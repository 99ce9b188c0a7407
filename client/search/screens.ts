/** The screens that can be gone to by their names, or by other words; some are for administrators alone. */
export const screens = [
  { path: '/home', name: 'search.screen.home', also: 'search.also.home', admin: false },
  { path: '/chat/rooms', name: 'search.screen.rooms', also: 'search.also.rooms', admin: false },
  { path: '/sell', name: 'search.screen.sell', also: 'search.also.sell', admin: false },
  { path: '/policies', name: 'search.screen.policies', also: 'search.also.policies', admin: false },
  { path: '/policies/overdue', name: 'search.screen.overdue', also: 'search.also.overdue', admin: false },
  { path: '/sales', name: 'search.screen.sales', also: 'search.also.sales', admin: false },
  { path: '/sales/commissions', name: 'search.screen.commissions', also: 'search.also.commissions', admin: false },
  { path: '/notifications', name: 'search.screen.notifications', also: 'search.also.notifications', admin: false },
  { path: '/search', name: 'search.screen.search', also: 'search.also.search', admin: false },
  { path: '/profile', name: 'search.screen.profile', also: 'search.also.profile', admin: false },
  { path: '/preferences', name: 'search.screen.preferences', also: 'search.also.preferences', admin: false },
  { path: '/admin', name: 'search.screen.admin', also: 'search.also.admin', admin: true },
  {
    path: '/admin/announcements',
    name: 'search.screen.announcements',
    also: 'search.also.announcements',
    admin: true,
  },
  {
    path: '/admin/bank-statements',
    name: 'search.screen.bankStatements',
    also: 'search.also.bankStatements',
    admin: true,
  },
  { path: '/admin/audit', name: 'search.screen.audit', also: 'search.also.audit', admin: true },
] as const
