import { admin } from './admin.ts'
import { attention } from './attention.ts'
import { audit } from './audit.ts'
import { chat } from './chat.ts'
import { commissions } from './commissions.ts'
import { composer } from './composer.ts'
import { emoji } from './emoji.ts'
import { files } from './files.ts'
import { home } from './home.ts'
import { messages } from './messages.ts'
import { notifications } from './notifications.ts'
import { payments } from './payments.ts'
import { people } from './people.ts'
import { policies } from './policies.ts'
import { preferences } from './preferences.ts'
import { profile } from './profile.ts'
import { refusals } from './refusals.ts'
import { rooms } from './rooms.ts'
import { sales } from './sales.ts'
import { search } from './search.ts'
import { selling } from './selling.ts'
import { shell } from './shell.ts'
import { text } from './text.ts'
import { time } from './time.ts'
import { ui } from './ui.ts'

/** What the app shows to whoever has signed in. */
export const app = {
  ...admin,
  ...attention,
  ...audit,
  ...chat,
  ...commissions,
  ...composer,
  ...emoji,
  ...files,
  ...home,
  ...messages,
  ...notifications,
  ...payments,
  ...people,
  ...policies,
  ...preferences,
  ...profile,
  ...refusals,
  ...rooms,
  ...sales,
  ...search,
  ...selling,
  ...shell,
  ...text,
  ...time,
  ...ui,
} as const
