import { type DialectName, dialects } from './dialects.ts'
import { Wire } from './wire.ts'

export type AskerOptions = { url: string; dialect: DialectName; token: string | null }

/** One client that asks and is answered; any number of its questions may be under way. */
export class Asker {
  readonly #wire: Wire
  readonly #dialect
  readonly #waiting = new Map<number, (data: unknown) => void>()
  #last = 0
  readonly ready: Promise<void>
  fault: Error | null = null

  constructor({ url, dialect, token }: AskerOptions) {
    this.#dialect = dialects[dialect]
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.ready = promise
    const fail = (error: Error) => {
      this.fault ??= error
      reject(error)
    }
    this.#wire = new Wire(new URL(this.#dialect.path, url), this.#dialect.subprotocol, {
      closed: (reason) => fail(new Error(reason)),
      text: (text) => {
        const heard = this.#dialect.hear(text)
        if (heard.kind === 'ready') resolve()
        else if (heard.kind === 'wants') this.#wire.send(heard.reply)
        else if (heard.kind === 'answer') this.#settle(heard.id, heard.data)
      },
    })
    this.#wire.ready.then(() => {
      const greeting = this.#dialect.greeting(token)
      if (greeting) this.#wire.send(greeting)
      else if (dialect === 'plain') resolve()
    }, fail)
  }

  /** `answered` is called with the data of the answer. */
  ask(document: string, variables: Record<string, unknown>, answered: (data: unknown) => void): void {
    const id = ++this.#last
    this.#waiting.set(id, answered)
    this.#wire.send(this.#dialect.asking(id, document, variables))
  }

  close(): void {
    this.#wire.destroy()
  }

  #settle(id: number, data: unknown): void {
    const answered = this.#waiting.get(id)
    this.#waiting.delete(id)
    answered?.(data)
  }
}
