import {
  type Icon,
  IconArrowBackUp,
  IconCopy,
  IconLink,
  IconMailOpened,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from '@tabler/icons-react'
import { useClient } from 'urql'
import { useChat } from '../chat/ChatProvider.tsx'
import { markUnread } from '../chat/mark-unread.ts'
import { useOpenRoom } from '../chat/RoomProvider.tsx'
import { readFragment } from '../gql/index.ts'
import { copyText } from '../lib/clipboard.ts'
import { useTexts } from '../texts/texts.ts'
import { notice } from '../ui/notice.ts'
import { type ActionsMessage, MessageActions_message, messageDialog } from './message-dialogs.ts'
import { setPin } from './pin.ts'
import { mayPinIn, rightsOn } from './rights.ts'

export type Action = { name: string; icon: Icon; isGrave?: boolean; run(): void }

type MessageActions = {
  id: string
  /** One may react and reply. */
  mayWrite: boolean
  reply: Action
  actions: Action[]
}

/** What the viewer may do with a message, in the order in which menus show it. Reacting is shown apart. */
export function useMessageActions(message: ActionsMessage): MessageActions {
  const t = useTexts()
  const { id, text, version, author, editableUntil, pinnedAt, attachments } = readFragment(
    MessageActions_message,
    message,
  )
  const client = useClient()
  const room = useOpenRoom()
  const { me, rooms } = useChat()
  const listed = rooms?.find((each) => each.id === room.id)
  // The list has no archived rooms: they can only be read.
  const mayWrite = rooms === null || listed !== undefined
  const inRoom = listed?.membership?.role ?? null
  const viewer = { login: me.login, role: me.role, inRoom }
  const rights = rightsOn({ author, editableUntil }, viewer, Date.now())
  const mayPin = listed !== undefined && mayPinIn(listed.kind, viewer)

  const copy = async (copied: string, done: string) =>
    (await copyText(copied)) ? notice(done) : notice(t('messages.notCopied'), 'bad')
  const unread = async () => {
    const refused = await markUnread(client, room, id)
    if (refused) notice(refused, 'bad')
  }
  const pin = async (on: boolean) => {
    const refused = await setPin(client, id, on)
    if (refused) notice(refused, 'bad')
  }
  const reply: Action = {
    name: t('messages.reply'),
    icon: IconArrowBackUp,
    run: () => room.draft.reply({ id, author: author.name, text }),
  }
  const actions: (Action | false)[] = [
    mayWrite && reply,
    mayWrite &&
      rights.edit && {
        name: t('messages.edit'),
        icon: IconPencil,
        run: () => room.draft.beginEdit({ id, version, text, hasFiles: attachments.length > 0 }),
      },
    text !== '' && { name: t('messages.copyText'), icon: IconCopy, run: () => copy(text, t('messages.textCopied')) },
    { name: t('messages.copyLink'), icon: IconLink, run: () => copy(linkTo(room.id, id), t('messages.linkCopied')) },
    mayPin && pinnedAt == null && { name: t('messages.pin'), icon: IconPin, run: () => pin(true) },
    mayPin && pinnedAt != null && { name: t('messages.unpin'), icon: IconPinnedOff, run: () => pin(false) },
    { name: t('messages.markUnread'), icon: IconMailOpened, run: unread },
    mayWrite &&
      rights.delete && {
        name: t('messages.delete'),
        icon: IconTrash,
        isGrave: true,
        run: () => messageDialog.set({ kind: 'delete', message }),
      },
  ]
  return { id, mayWrite, reply, actions: actions.filter((action) => action !== false) }
}

const linkTo = (roomId: string, id: string): string => new URL(`chat/${roomId}/${id}`, document.baseURI).href
