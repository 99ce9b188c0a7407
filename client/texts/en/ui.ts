/** What every screen has. */
export const ui = {
  'ui.close': 'Close',
  'ui.cancel': 'Cancel',
  'ui.save': 'Save',
  'ui.dismiss': 'Dismiss',
  'ui.tryAgain': 'Try again',
  'ui.showMore': 'Show more',
  'ui.showOlder': 'Show older',
  'ui.notLoaded': 'This could not be loaded',
  'ui.noPage': 'No such page',
  'ui.noPageTitle': 'There is nothing at this address',
  'ui.noPageAbout': 'The link may be old or mistyped.',
  'ui.toChat': 'Go to the chat',
  'ui.reloaded': 'Some history was reloaded',
  'ui.earlier': 'Earlier',
  'ui.later': 'Later',
  'ui.leadsTo': 'Leads to {host}',
} as const
