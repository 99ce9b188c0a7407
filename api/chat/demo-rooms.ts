import type { Viewer } from '../auth/viewer.ts'
import { checklist, type DemoFile, photo } from './demo-files.ts'
import { hasMessages } from './room-store.ts'
import { type ChatDependencies, createChat } from './service.ts'

type Line = {
  by: string
  /** Minutes before now. */
  ago: number
  text: string
  reactions?: Record<string, string[]>
  /** The line of the same room, counted from 0, that it answers. */
  answers?: number
  correctedTo?: string
  file?: DemoFile
  /** By its author, who may. */
  pinned?: true
}
type Place = { name: string; kind: 'OPEN' | 'CLOSED'; about: string; members: string[] } | { direct: string[] } | null

const day = 24 * 60

/** What a new place shows at the first look. The first of the members owns a room; null is the room of everybody. */
const places: { room: Place; lines: Line[] }[] = [
  {
    room: null,
    lines: [
      {
        by: 'admin',
        ago: day + 200,
        text: 'Welcome to Parley! Everything here is demo data: write, sell, try what you like.',
      },
      {
        by: 'ewa.nowak',
        ago: day + 190,
        text: 'Good morning from Gdańsk ☀️',
        reactions: { '👋': ['jimmy.solid', 'danny.solid', 'tom.berger'] },
      },
      { by: 'tom.berger', ago: 310, text: 'Does anybody have the new price list for *Happy House*?' },
      {
        by: 'danny.solid',
        ago: 305,
        text: 'It is in the catalogue, the tariff changed last week.',
        answers: 2,
        reactions: { '👍': ['tom.berger'], '🙏': ['tom.berger'] },
      },
      {
        by: 'ewa.nowak',
        ago: 42,
        text: '@jimmy.solid your client from Warsaw called again, she would like the offer for two adults.',
      },
      {
        by: 'tom.berger',
        ago: 12,
        text: 'First one to sell a farm policy today gets the good coffee.',
        reactions: { '☕': ['ewa.nowak', 'danny.solid'], '🚜': ['danny.solid'] },
      },
    ],
  },
  {
    room: {
      name: 'Motor claims',
      kind: 'OPEN',
      about: 'What to do after a crash, and who can help',
      members: ['danny.solid', 'jimmy.solid', 'ewa.nowak', 'tom.berger'],
    },
    lines: [
      {
        by: 'danny.solid',
        ago: day + 60,
        text: 'When a client calls from the roadside:\n1. is everybody safe?\n2. photos from four sides\n3. the form before the tow truck leaves',
        reactions: { '📌': ['ewa.nowak'], '👍': ['jimmy.solid', 'tom.berger', 'ewa.nowak'] },
        file: checklist,
        pinned: true,
      },
      { by: 'tom.berger', ago: 95, text: 'The number of the partner garage has changed: `+48 22 555 01 07`' },
      { by: 'ewa.nowak', ago: 90, text: 'Thanks!', answers: 1 },
      {
        by: 'jimmy.solid',
        ago: 48,
        text: 'My client on the A4 just now. Everybody is safe, the rear is not.',
        reactions: { '😬': ['tom.berger', 'danny.solid'] },
        file: photo,
      },
    ],
  },
  {
    room: {
      name: 'Travel season',
      kind: 'OPEN',
      about: 'Safe Traveller: questions, destinations, ideas',
      members: ['ewa.nowak', 'maria.costa', 'jimmy.solid'],
    },
    lines: [
      { by: 'maria.costa', ago: 180, text: 'Families ask for Brasil a lot this winter. Do we cover kitesurfing?' },
      {
        by: 'ewa.nowak',
        ago: 176,
        text: 'Only with *Sport* chosen.',
        correctedTo: 'Only with **Sport** chosen, and not competitions.',
        answers: 0,
      },
      { by: 'maria.costa', ago: 175, text: 'Perfect, sold!', reactions: { '🎉': ['ewa.nowak', 'jimmy.solid'] } },
    ],
  },
  {
    room: {
      name: 'Team leads',
      kind: 'CLOSED',
      about: 'Plans before they are news',
      members: ['admin', 'jimmy.solid'],
    },
    lines: [
      { by: 'admin', ago: 60, text: 'Figures for the quarter are in on Friday. Please keep them here until then.' },
    ],
  },
  {
    room: { direct: ['danny.solid', 'jimmy.solid'] },
    lines: [
      { by: 'danny.solid', ago: 35, text: 'Lunch at one?' },
      { by: 'jimmy.solid', ago: 33, text: 'Yes, the usual place 🍜' },
      { by: 'danny.solid', ago: 5, text: 'I am a little late, order for me please.' },
    ],
  },
]

/**
 * Writes the rooms and messages of the demo where nobody has written anything yet, and tells whether that was so. `asViewer` acts for an agent
 * of the demo.
 */
export async function seedChat(
  deps: Omit<ChatDependencies, 'messageRate' | 'editWindow'> & {
    asViewer(login: string): Viewer
    /** Uploads a file to a room; its id, or null where the configuration allows no such file. */
    upload(viewer: Viewer, roomId: string, file: DemoFile): Promise<string | null>
  },
): Promise<boolean> {
  if (await hasMessages(deps.db.sql)) return false
  const { asViewer, upload } = deps
  const start = deps.now().getTime()
  let clock = new Date(start - 2 * day * 60_000)
  const chat = createChat({ ...deps, now: () => clock, messageRate: null, editWindow: null })

  const roomOf = async (place: Place): Promise<string> => {
    if (place === null) return 'general'
    if ('direct' in place) {
      const [first = '', ...others] = place.direct
      return (await chat.openDirectRoom(asViewer(first), others)).id
    }
    const { members, ...room } = place
    const [owner = '', ...others] = members
    return (await chat.createRoom(asViewer(owner), { ...room, logins: others })).id
  }

  for (const { room, lines } of places) {
    const roomId = await roomOf(room)
    const sent: string[] = []
    let last: string | null = null
    for (const { by, ago, text, reactions = {}, answers, correctedTo, file, pinned } of lines) {
      clock = new Date(start - ago * 60_000)
      const replyTo = answers === undefined ? null : (sent[answers] ?? null)
      const fileId = file ? await upload(asViewer(by), roomId, file) : null
      const attachmentIds = fileId === null ? null : [fileId]
      // Who writes has read what came before.
      if (last) await chat.markRoomRead(asViewer(by), roomId, last)
      const { message, cursor } = await chat.sendMessage(asViewer(by), { roomId, text, replyTo, attachmentIds })
      sent.push(message.id)
      last = cursor
      clock = new Date(clock.getTime() + 30_000)
      if (pinned) await chat.pinMessage(asViewer(by), message.id)
      if (correctedTo) await chat.editMessage(asViewer(by), { messageId: message.id, text: correctedTo })
      for (const [emoji, logins] of Object.entries(reactions))
        for (const login of logins) await chat.react(asViewer(login), { messageId: message.id, emoji, on: true })
    }
  }
  return true
}
