/** What can be done by keys, as the dialog of shortcuts lists it. Ctrl is Cmd on a Mac. */
export const shortcuts = [
  {
    about: 'search.keys.going',
    keys: [
      { keys: ['Ctrl', 'K'], does: 'search.keys.goTo' },
      { keys: ['Alt', '↑'], does: 'search.keys.roomAbove' },
      { keys: ['Alt', '↓'], does: 'search.keys.roomBelow' },
      { keys: ['Alt', 'Shift', '↑'], does: 'search.keys.unreadAbove' },
      { keys: ['Alt', 'Shift', '↓'], does: 'search.keys.unreadBelow' },
      { keys: ['F6'], does: 'search.keys.nextPart' },
      { keys: ['Ctrl', '/'], does: 'search.keys.show' },
    ],
  },
  {
    about: 'search.keys.writing',
    keys: [
      { keys: ['Enter'], does: 'search.keys.send' },
      { keys: ['Shift', 'Enter'], does: 'search.keys.newLine' },
      { keys: ['↑'], does: 'search.keys.editLast' },
      { keys: ['Esc'], does: 'search.keys.stop' },
    ],
  },
  {
    about: 'search.keys.reading',
    keys: [
      { keys: ['↑'], does: 'search.keys.messageAbove' },
      { keys: ['↓'], does: 'search.keys.messageBelow' },
      { keys: ['Tab'], does: 'search.keys.messageActions' },
      { keys: ['Esc'], does: 'search.keys.back' },
      { keys: ['Any letter'], does: 'search.keys.anyLetterDoes' },
    ],
  },
] as const
