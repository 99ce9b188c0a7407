/** The screens that can be gone to by their names. */
export const screens = [
  { path: '/chat/rooms', name: 'Rooms', also: 'browse directory create join' },
  { path: '/sell', name: 'Sell', also: 'catalogue products offer price' },
  { path: '/policies', name: 'Policies', also: 'contracts holders' },
  { path: '/notifications', name: 'Notifications', also: 'news activity' },
  { path: '/search', name: 'Search messages', also: 'find' },
] as const
