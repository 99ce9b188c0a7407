import { readFile } from 'node:fs/promises'

/** A file of the demo, which somebody has sent. */
export type DemoFile = { name: string; read(): Promise<Buffer> }

export const photo: DemoFile = {
  name: 'rear-left.webp',
  read: () => readFile(new URL('./demo-crash.webp', import.meta.url)),
}

const steps = [
  'AFTER A CRASH',
  '',
  '[ ] Is everybody safe? If not: 112 first',
  '[ ] Warning triangle, hazard lights, off the road',
  '[ ] Photos from four sides, with the number plates',
  '[ ] Names and policies of both drivers, and of witnesses',
  '[ ] The form, before the tow truck leaves',
  '[ ] Partner garage: +48 22 555 01 07',
  '',
]

export const checklist: DemoFile = {
  name: 'Roadside checklist.txt',
  read: async () => Buffer.from(steps.join('\n')),
}
