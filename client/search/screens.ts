type Screen = {
  path: string
  name: string
  /** Other words for it. */
  also: string
  /** For administrators alone. */
  admin?: true
}

/** The screens that can be gone to by their names. */
export const screens: readonly Screen[] = [
  { path: '/home', name: 'Home', also: 'start unread offers sales today' },
  { path: '/chat/rooms', name: 'Rooms', also: 'browse directory create join' },
  { path: '/sell', name: 'Sell', also: 'catalogue products offer price' },
  { path: '/policies', name: 'Policies', also: 'contracts holders' },
  { path: '/notifications', name: 'Notifications', also: 'news activity' },
  { path: '/search', name: 'Search messages', also: 'find' },
  { path: '/profile', name: 'Profile', also: 'status name password' },
  { path: '/preferences', name: 'Preferences', also: 'settings do not disturb sound dark appearance' },
  { path: '/admin', name: 'Administration', also: 'agents accounts roles', admin: true },
  { path: '/admin/audit', name: 'Audit log', also: 'admin', admin: true },
]
