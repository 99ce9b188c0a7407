/** What can be done by keys, as the dialog of shortcuts lists it. Ctrl is Cmd on a Mac. */
export const shortcuts: { about: string; keys: { keys: string[]; does: string }[] }[] = [
  {
    about: 'Going anywhere',
    keys: [
      { keys: ['Ctrl', 'K'], does: 'Go to a room, a person or a screen' },
      { keys: ['Alt', '↑'], does: 'The room above' },
      { keys: ['Alt', '↓'], does: 'The room below' },
      { keys: ['Alt', 'Shift', '↑'], does: 'The unread room above' },
      { keys: ['Alt', 'Shift', '↓'], does: 'The unread room below' },
      { keys: ['Ctrl', '/'], does: 'Show these shortcuts' },
    ],
  },
  {
    about: 'Writing',
    keys: [
      { keys: ['Enter'], does: 'Send' },
      { keys: ['Shift', 'Enter'], does: 'A new line' },
      { keys: ['↑'], does: 'In an empty field: edit your last message' },
      { keys: ['Esc'], does: 'Stop editing or answering' },
    ],
  },
  {
    about: 'Reading',
    keys: [
      { keys: ['↑'], does: 'In the messages: the one above' },
      { keys: ['↓'], does: 'In the messages: the one below' },
      { keys: ['Tab'], does: 'What can be done with that message' },
      { keys: ['Esc'], does: 'Back to writing' },
      { keys: ['Any letter'], does: 'Begins to write, wherever you are in a room' },
    ],
  },
]
